package dev.sluice.warehouse.insertall;

import java.io.IOException;
import java.time.Duration;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.googleapis.services.AbstractGoogleClientRequest;
import com.google.api.client.http.HttpContent;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.bigquery.Bigquery;
import com.google.api.services.bigquery.model.TableDataInsertAllResponse;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.cloud.http.HttpTransportOptions;
import dev.sluice.table.TableName;

/**
 * Calls of {@code tabledata.insertAll} by Google's client for REST, each made once.
 * Thread-safe.
 * <p>
 * Google's own {@code insertAll} takes rows as maps, and leaves explicit NULLs out of
 * them; this one takes the request's text.
 */
final class InsertAllCalls {

	private static final String SERVICE = "bigquery";

	private final Bigquery service;

	/**
	 * Calls by the host, transport and credentials of a client.
	 * @param options the client's options
	 * @param answerLimit how long an answer may take
	 */
	InsertAllCalls(BigQueryOptions options, Duration answerLimit) {
		HttpTransportOptions transport = (HttpTransportOptions) options.getTransportOptions();
		HttpRequestInitializer initializer = transport.getHttpRequestInitializer(options);
		this.service = new Bigquery.Builder(transport.getHttpTransportFactory().create(),
				GsonFactory.getDefaultInstance(), (request) -> initialize(request, initializer, answerLimit))
			.setRootUrl(options.getResolvedApiaryHost(SERVICE))
			.setApplicationName(options.getApplicationName())
			.build();
	}

	private static void initialize(HttpRequest request, HttpRequestInitializer initializer, Duration answerLimit)
			throws IOException {
		initializer.initialize(request);
		request.setReadTimeout(Math.toIntExact(answerLimit.toMillis()));
	}

	/**
	 * Makes a call.
	 * @throws GoogleJsonResponseException if BigQuery does not take the request
	 * @throws IOException if there is no answer
	 */
	TableDataInsertAllResponse insert(TableName table, HttpContent content) throws IOException {
		return new Call(this.service, table, content).execute();
	}

	/**
	 * One call.
	 */
	private static final class Call extends AbstractGoogleClientRequest<TableDataInsertAllResponse> {

		private Call(Bigquery service, TableName table, HttpContent content) {
			super(service, "POST", "projects/{project}/datasets/{dataset}/tables/{table}/insertAll", content,
					TableDataInsertAllResponse.class);
			set("project", table.project());
			set("dataset", table.dataset());
			set("table", table.table());
			setDisableGZipContent(true);
		}

		@Override
		protected IOException newExceptionOnError(HttpResponse response) {
			return GoogleJsonResponseException.from(GsonFactory.getDefaultInstance(), response);
		}

	}

}

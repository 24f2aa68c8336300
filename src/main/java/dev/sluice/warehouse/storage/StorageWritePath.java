package dev.sluice.warehouse.storage;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import com.google.cloud.bigquery.storage.v1.BigQueryWriteClient;
import com.google.cloud.bigquery.storage.v1.GetWriteStreamRequest;
import com.google.cloud.bigquery.storage.v1.WriteStream;
import com.google.cloud.bigquery.storage.v1.WriteStreamView;
import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;
import dev.sluice.warehouse.CatalogException;
import dev.sluice.warehouse.CatalogException.Problem;
import dev.sluice.warehouse.WritePath;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * The write path as the Storage Write API shows it. Asks once: how often is for others to
 * decide.
 */
final class StorageWritePath implements WritePath {

	/** The permission that appending needs. */
	private static final String PERMISSION = "bigquery.tables.updateData";

	private final BigQueryWriteClient client;

	StorageWritePath(BigQueryWriteClient client) {
		this.client = client;
	}

	@Override
	public @Nullable TableSchema schema(TableName table) {
		GetWriteStreamRequest request = GetWriteStreamRequest.newBuilder()
			.setName(StreamNames.defaultStream(table))
			.setView(WriteStreamView.FULL)
			.build();
		Future<WriteStream> answer = this.client.getWriteStreamCallable().futureCall(request, Answers.ONCE);
		try {
			return StorageSchemas.toSchema(answer.get().getTableSchema().getFieldsList());
		}
		catch (ExecutionException ex) {
			Throwable failure = (ex.getCause() != null) ? ex.getCause() : ex;
			if (Status.fromThrowable(failure).getCode() == Status.Code.NOT_FOUND) {
				return null;
			}
			throw failed(failure);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw failed(ex);
		}
	}

	private static CatalogException failed(Throwable failure) {
		Status status = Status.fromThrowable(failure);
		String message = (status.getDescription() != null) ? status.getDescription() : failure.toString();
		return switch (status.getCode()) {
			case PERMISSION_DENIED -> new CatalogException(Problem.DENIED, message, PERMISSION, failure);
			case UNAUTHENTICATED -> new CatalogException(Problem.DENIED, message, null, failure);
			case RESOURCE_EXHAUSTED -> new CatalogException(Problem.RATE_LIMITED, message, null, failure);
			case INVALID_ARGUMENT -> new CatalogException(Problem.REFUSED, message, null, failure);
			default -> new CatalogException(Problem.OUTAGE, message, null, failure);
		};
	}

}

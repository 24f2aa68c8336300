package dev.sluice.emulator.write;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.google.api.core.ApiFuture;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.cloud.bigquery.storage.v1.AppendRowsResponse;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteClient;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteSettings;
import com.google.cloud.bigquery.storage.v1.JsonStreamWriter;
import com.google.cloud.bigquery.storage.v1.WriteStream;
import com.google.gson.Gson;
import com.google.gson.JsonObject;
import dev.sluice.emulator.Emulator;
import dev.sluice.emulator.catalog.DatasetId;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.TableDefinition;
import dev.sluice.emulator.catalog.TableId;
import org.json.JSONArray;
import org.json.JSONObject;

/**
 * Google's own client, connected to an emulator.
 */
public final class GoogleClient implements AutoCloseable {

	private final Emulator emulator;

	private final BigQueryWriteClient client;

	public GoogleClient(Emulator emulator) {
		this.emulator = emulator;
		this.client = connect(emulator.grpcPort());
	}

	public static BigQueryWriteClient connect(int port) {
		try {
			return BigQueryWriteClient.create(BigQueryWriteSettings.newBuilder()
				.setCredentialsProvider(NoCredentialsProvider.create())
				.setTransportChannelProvider(InstantiatingGrpcChannelProvider.newBuilder()
					.setEndpoint("localhost:" + port)
					.setChannelConfigurator((channel) -> channel.usePlaintext())
					.build())
				.build());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public BigQueryWriteClient writes() {
		return this.client;
	}

	/**
	 * Creates a table, with its dataset, that the write path sees already.
	 */
	public TableId table(String name, Field... fields) {
		DatasetId dataset = new DatasetId("local", "shop");
		if (this.emulator.catalog().findDataset(dataset).isEmpty()) {
			this.emulator.catalog().createDataset(dataset, new JsonObject());
		}
		this.emulator.catalog().createTable(dataset.table(name), TableDefinition.of(List.of(fields)));
		this.emulator.clock().advance(Duration.ofSeconds(3));
		return dataset.table(name);
	}

	public WriteStream stream(TableId table, WriteStream.Type type) {
		return this.client.createWriteStream(table.path(), WriteStream.newBuilder().setType(type).build());
	}

	public JsonStreamWriter json(String stream) {
		try {
			return JsonStreamWriter.newBuilder(stream, this.client).build();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	public static JSONArray rows(Map<?, ?>... rows) {
		JSONArray array = new JSONArray();
		for (Map<?, ?> row : rows) {
			array.put(new JSONObject(new Gson().toJson(row)));
		}
		return array;
	}

	/**
	 * Waits for an answer.
	 * @throws ExecutionException with the client's exception as the cause
	 */
	public static AppendRowsResponse await(ApiFuture<AppendRowsResponse> answer) throws ExecutionException {
		try {
			return answer.get(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException | TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.client.shutdownNow();
		try {
			this.client.awaitTermination(5, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}

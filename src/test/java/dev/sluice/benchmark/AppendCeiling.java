package dev.sluice.benchmark;

import java.util.concurrent.Semaphore;

import com.google.api.core.ApiFuture;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.cloud.bigquery.storage.v1.AppendRowsResponse;
import com.google.cloud.bigquery.storage.v1.BQTableSchemaToProtoDescriptor;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteClient;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteSettings;
import com.google.cloud.bigquery.storage.v1.GetWriteStreamRequest;
import com.google.cloud.bigquery.storage.v1.JsonToProtoMessage;
import com.google.cloud.bigquery.storage.v1.ProtoRows;
import com.google.cloud.bigquery.storage.v1.ProtoSchemaConverter;
import com.google.cloud.bigquery.storage.v1.StreamWriter;
import com.google.cloud.bigquery.storage.v1.TableSchema;
import com.google.cloud.bigquery.storage.v1.WriteStreamView;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import dev.sluice.table.WireRowWriter;
import org.json.JSONObject;

/**
 * What appending alone costs: Google's {@link StreamWriter} sends the same prebuilt rows
 * again and again. Started with the warehouse's gRPC port, the full name of a table that
 * the loader has made, the shape of its records, the number of connections and the number
 * of requests in flight on each.
 */
public final class AppendCeiling {

	private AppendCeiling() {
	}

	public static void main(String[] args) throws Exception {
		BigQueryWriteClient client = BigQueryWriteClient.create(BigQueryWriteSettings.newBuilder()
			.setCredentialsProvider(NoCredentialsProvider.create())
			.setTransportChannelProvider(BigQueryWriteSettings.defaultGrpcTransportProviderBuilder()
				.setEndpoint("localhost:" + args[0])
				.setChannelConfigurator((channel) -> channel.usePlaintext())
				.build())
			.build());
		String stream = args[1] + "/streams/_default";
		TableSchema schema = client
			.getWriteStream(GetWriteStreamRequest.newBuilder().setName(stream).setView(WriteStreamView.FULL).build())
			.getTableSchema();
		Descriptor descriptor = BQTableSchemaToProtoDescriptor.convertBQTableSchemaToProtoDescriptor(schema);
		RecordShape shape = RecordShape.valueOf(args[2]);
		ProtoRows rows = (shape != RecordShape.SNOWPLOW) ? rows(shape, schema, descriptor) : encodedRows(shape);
		for (int i = 0; i < Integer.parseInt(args[3]); i++) {
			StreamWriter writer = StreamWriter.newBuilder(stream, client)
				.setWriterSchema(ProtoSchemaConverter.convert(descriptor))
				.build();
			int inFlight = Integer.parseInt(args[4]);
			new Thread(() -> append(writer, rows, new Semaphore(inFlight)), "append-" + i).start();
		}
	}

	private static ProtoRows rows(RecordShape shape, TableSchema schema, Descriptor descriptor) {
		ProtoRows.Builder rows = ProtoRows.newBuilder();
		JsonText text = new JsonText();
		int bytes = 0;
		for (long number = 0; bytes < BenchmarkSettings.REQUEST_BYTES; number++) {
			shape.template().write(text.clear(), number, System.currentTimeMillis());
			rows.addSerializedRows(JsonToProtoMessage.INSTANCE
				.convertToProtoMessage(descriptor, schema, new JSONObject(text.toString()), false)
				.toByteString());
			bytes += rows.getSerializedRows(rows.getSerializedRowsCount() - 1).size();
		}
		return rows.build();
	}

	/** Google's client has no way from lines to rows. */
	private static ProtoRows encodedRows(RecordShape shape) {
		MemoryBatch records = MemoryBatch.of(shape, 2 * BenchmarkSettings.REQUEST_BYTES / shape.size());
		Encoding encoding = new Encoding(shape, records);
		ProtoRows.Builder rows = ProtoRows.newBuilder();
		int bytes = 0;
		for (int index = 0; bytes < BenchmarkSettings.REQUEST_BYTES; index = (index + 1) % records.size()) {
			WireRowWriter row = encoding.encode(records, index);
			rows.addSerializedRows(ByteString.copyFrom(row.buffer(), 0, row.rowEnd(0)));
			bytes += row.rowEnd(0);
		}
		return rows.build();
	}

	private static void append(StreamWriter writer, ProtoRows rows, Semaphore window) {
		while (!writer.isClosed()) {
			window.acquireUninterruptibly();
			// A request of its own for each append: its building is part of the cost.
			ApiFuture<AppendRowsResponse> answer = writer
				.append(ProtoRows.newBuilder().addAllSerializedRows(rows.getSerializedRowsList()).build());
			answer.addListener(window::release, MoreExecutors.directExecutor());
		}
	}

}

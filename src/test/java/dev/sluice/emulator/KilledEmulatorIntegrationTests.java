package dev.sluice.emulator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import com.google.cloud.NoCredentials;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.cloud.bigquery.FormatOptions;
import com.google.cloud.bigquery.InsertAllRequest;
import com.google.cloud.bigquery.Job;
import com.google.cloud.bigquery.JobId;
import com.google.cloud.bigquery.JobStatus;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.TableDataWriteChannel;
import com.google.cloud.bigquery.TableId;
import com.google.cloud.bigquery.WriteChannelConfiguration;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteClient;
import com.google.cloud.bigquery.storage.v1.WriteStream;
import com.google.protobuf.ByteString;
import dev.sluice.emulator.rest.Http;
import dev.sluice.emulator.write.AppendCall;
import dev.sluice.emulator.write.GoogleClient;
import dev.sluice.emulator.write.Requests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is left when the emulator's process is killed while it works.
 */
class KilledEmulatorIntegrationTests {

	private static final String DEFAULT_STREAM = EmulatorProcess.TABLE.path() + "/streams/_default";

	private static final int REQUESTS = 20_000;

	/** Above all ids of rows on the default stream. */
	private static final long COMMITTED = 1_000_000;

	private static final TableId ORDERS = TableId.of("shop", "orders");

	private static final JobId LOAD = JobId.newBuilder().setProject("local").setJob("load").build();

	@TempDir
	private Path directory;

	@Test
	void requestsAreStoredWholeAndEveryAcknowledgedOneIsThere() throws Exception {
		int acknowledged;
		int acknowledgedByOffset;
		String stream;
		try (EmulatorProcess process = EmulatorProcess.start(this.directory);
				BigQueryWriteClient client = GoogleClient.connect(process.grpcPort());
				AppendCall byDefault = new AppendCall(process.grpcPort());
				AppendCall byOffset = new AppendCall(process.grpcPort())) {
			stream = client
				.createWriteStream(EmulatorProcess.TABLE.path(),
						WriteStream.newBuilder().setType(WriteStream.Type.COMMITTED).build())
				.getName();
			byDefault.call(Requests.first(DEFAULT_STREAM, rows(0, 0)));
			byOffset.call(Requests.at(0, Requests.first(stream, rows(COMMITTED, 0))));
			for (int i = 1; i < REQUESTS; i++) {
				byDefault.send(Requests.next(rows(0, i)));
				byOffset.send(Requests.at(2L * i, Requests.next(rows(COMMITTED, i))));
			}
			byDefault.answer();
			byOffset.answer();
			process.kill();
			acknowledged = 2 + byDefault.answersToTheEnd().size();
			acknowledgedByOffset = 2 + byOffset.answersToTheEnd().size();
		}

		try (Emulator emulator = Emulator.builder().directory(this.directory).start();
				GoogleClient client = new GoogleClient(emulator)) {
			Map<Boolean, List<Long>> ids = emulator.rows(EmulatorProcess.TABLE)
				.stream()
				.map((row) -> (Long) row.get("id"))
				.collect(Collectors.partitioningBy((id) -> id >= COMMITTED));
			long count = client.writes().finalizeWriteStream(stream).getRowCount();

			assertThat(ids.get(false)).hasSizeBetween(2 * acknowledged, 2 * REQUESTS)
				.containsExactlyElementsOf(numbers(0, ids.get(false).size()));
			assertThat(count).isBetween(2L * acknowledgedByOffset, 2L * REQUESTS).isEven();
			assertThat(ids.get(true)).containsExactlyElementsOf(numbers(COMMITTED, count));
		}
	}

	@Test
	void whatRestAcknowledgedIsThere() throws Exception {
		try (EmulatorProcess process = EmulatorProcess.start(this.directory)) {
			Http http = new Http(process.restHost());
			http.call("POST", "/storage/v1/b?project=local", "{\"name\": \"spool\"}");
			http.call("POST", "/upload/storage/v1/b/spool/o?uploadType=media&name=one", "kept");
			BigQuery bigQuery = connect(process.restHost());
			bigQuery.insertAll(InsertAllRequest.newBuilder(ORDERS).addRow(Map.of("id", 1)).build());
			load(bigQuery, "{\"id\": 2, \"name\": \"b\"}\n{\"id\": 3}");
			bigQuery.query(QueryJobConfiguration.of("UPDATE shop.orders SET name = 'c' WHERE id = 3"));
			process.kill();
		}

		try (Emulator emulator = Emulator.builder().directory(this.directory).start()) {
			Job job = connect(emulator.restHost()).getJob(LOAD);

			assertThat(emulator.rows(EmulatorProcess.TABLE)).extracting((row) -> row.get("id") + ":" + row.get("name"))
				.containsExactlyInAnyOrder("1:null", "2:b", "3:c");
			assertThat(job.getStatus().getState()).isEqualTo(JobStatus.State.DONE);
			assertThat(new Http(emulator.restHost()).call("GET", "/storage/v1/b/spool/o/one?alt=media", "").body())
				.isEqualTo("kept");
		}
	}

	/**
	 * The two rows of a request.
	 */
	private static ByteString[] rows(long first, int request) {
		return IntStream.of(0, 1).mapToObj((i) -> Requests.row(first + 2L * request + i)).toArray(ByteString[]::new);
	}

	private static List<Long> numbers(long first, long count) {
		return LongStream.range(first, first + count).boxed().toList();
	}

	private static BigQuery connect(String host) {
		return BigQueryOptions.newBuilder()
			.setHost(host)
			.setProjectId("local")
			.setCredentials(NoCredentials.getInstance())
			.build()
			.getService();
	}

	private static void load(BigQuery bigQuery, String rows) throws Exception {
		TableDataWriteChannel channel = bigQuery.writer(LOAD,
				WriteChannelConfiguration.of(ORDERS, FormatOptions.json()));
		try (channel) {
			channel.write(ByteBuffer.wrap(rows.getBytes(StandardCharsets.UTF_8)));
		}
		channel.getJob().waitFor();
	}

}

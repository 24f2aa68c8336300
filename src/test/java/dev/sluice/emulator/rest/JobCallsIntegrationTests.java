package dev.sluice.emulator.rest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.DatasetInfo;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FormatOptions;
import com.google.cloud.bigquery.Job;
import com.google.cloud.bigquery.JobId;
import com.google.cloud.bigquery.JobInfo;
import com.google.cloud.bigquery.JobInfo.SchemaUpdateOption;
import com.google.cloud.bigquery.JobInfo.WriteDisposition;
import com.google.cloud.bigquery.JobStatistics.LoadStatistics;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.StandardSQLTypeName;
import com.google.cloud.bigquery.TableDataWriteChannel;
import com.google.cloud.bigquery.TableResult;
import com.google.cloud.bigquery.WriteChannelConfiguration;
import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Fault;
import dev.sluice.emulator.fault.ScriptedFault;
import dev.sluice.emulator.fault.Trigger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for jobs over REST, loads above all, with Google's own client.
 */
class JobCallsIntegrationTests extends OnEmulator {

	private static final Schema SCHEMA = Schema.of(Field.of("id", StandardSQLTypeName.INT64),
			Field.of("name", StandardSQLTypeName.STRING));

	@BeforeEach
	void createDataset() {
		this.bigQuery.create(DatasetInfo.of("shop"));
	}

	@Test
	void uploadedRowsAreLoadedIntoANewTable() throws Exception {
		Job job = load(rows(1000), loading().setSchema(SCHEMA));

		assertThat(job.getStatus().getError()).isNull();
		LoadStatistics statistics = job.getStatistics();
		assertThat(statistics.getOutputRows()).isEqualTo(1000);
		assertThat(number("SELECT COUNT(DISTINCT id) FROM shop.orders")).isEqualTo(1000);
	}

	@Test
	void largeUploadArrivesInChunks() throws Exception {
		WriteChannelConfiguration configuration = loading().setSchema(SCHEMA).build();
		TableDataWriteChannel channel = this.bigQuery.writer(configuration);
		channel.setChunkSize(256 * 1024);
		byte[] content = rows(30_000).getBytes(StandardCharsets.UTF_8);
		try (channel) {
			for (int at = 0; at < content.length; at += 10_000) {
				channel.write(ByteBuffer.wrap(content, at, Math.min(10_000, content.length - at)));
			}
		}

		assertThat(channel.getJob().waitFor().getStatus().getError()).isNull();
		assertThat(number("SELECT COUNT(DISTINCT id) FROM shop.orders")).isEqualTo(30_000);
		assertThat(this.emulator.calls().calls("jobs.insert")).hasSizeGreaterThan(3);
	}

	@Test
	void columnsAreGuessedIfWished() throws Exception {
		load("{\"id\": 1, \"at\": \"2026-01-01T00:00:00Z\", \"tags\": [\"a\"], \"who\": {\"age\": 1.5}}",
				loading().setAutodetect(true));

		assertThat(this.bigQuery.getTable(ORDERS).getDefinition().getSchema().getFields())
			.extracting((field) -> field.getName() + ' ' + field.getType().getStandardType())
			.containsExactly("id INT64", "at TIMESTAMP", "tags STRING", "who STRUCT");
	}

	@Test
	void badRowFailsTheWholeLoad() throws Exception {
		Job job = load("{\"id\": 1}\n{\"id\": \"x\"}\n{\"nope\": 2}\n", loading().setSchema(SCHEMA));

		assertThat(job.getStatus().getError().getReason()).isEqualTo("invalid");
		assertThat(job.getStatus().getExecutionErrors()).extracting((error) -> error.getMessage())
			.contains("Error while reading data, error message: JSON parsing error in row starting at position 10: "
					+ "Could not convert value to integer. Field: id; Value: x");
		assertThat(this.bigQuery.getTable(ORDERS)).isNull();
	}

	@Test
	void badRowsUpToTheLimitAreLeftOut() throws Exception {
		Job job = load("{\"id\": 1}\n{\"id\": \"x\"}\n{\"id\": 3, \"nope\": 2}\n",
				loading().setSchema(SCHEMA).setMaxBadRecords(1).setIgnoreUnknownValues(true));

		assertThat(job.getStatus().getError()).isNull();
		assertThat(job.getStatus().getExecutionErrors()).hasSize(1);
		assertThat(number("SELECT SUM(id) FROM shop.orders")).isEqualTo(4);
	}

	@Test
	void columnsAreAddedOnlyIfAllowed() throws Exception {
		load("{\"id\": 1}", loading().setSchema(SCHEMA));
		Schema wider = Schema.of(SCHEMA.getFields().get(0), Field.of("city", StandardSQLTypeName.STRING));

		Job refused = load("{\"id\": 2, \"city\": \"Oslo\"}", loading().setSchema(wider));
		Job allowed = load("{\"id\": 3, \"city\": \"Rome\"}",
				loading().setSchema(wider).setSchemaUpdateOptions(List.of(SchemaUpdateOption.ALLOW_FIELD_ADDITION)));

		assertThat(refused.getStatus().getError().getMessage())
			.isEqualTo("Provided Schema does not match Table local:shop.orders. Cannot add fields (field: city)");
		assertThat(allowed.getStatus().getError()).isNull();
		assertThat(this.bigQuery.getTable(ORDERS).getDefinition().getSchema().getFields()).extracting(Field::getName)
			.containsExactly("id", "name", "city");
		assertThat(number("SELECT SUM(id) FROM shop.orders")).isEqualTo(4);
	}

	@Test
	void loadsAtTheSameTimeKeepEachOthersColumns() throws Exception {
		load("{\"id\": 0}", loading().setSchema(SCHEMA));
		ScriptedFault start = this.emulator.faults().add(Fault.on("jobs.run", new Effect.Hold()));

		List<CompletableFuture<Job>> loads = IntStream.range(0, 4)
			.mapToObj((i) -> CompletableFuture.supplyAsync(() -> loadWithColumn("note_" + i)))
			.toList();
		await().until(() -> start.holding() == 4);
		this.emulator.faults().remove(start);

		assertThat(loads).allSatisfy((job) -> assertThat(job.join().getStatus().getError()).isNull());
		assertThat(number("SELECT COUNTIF(COALESCE(note_0, note_1, note_2, note_3) = 'x') FROM shop.orders"))
			.isEqualTo(4000);
	}

	private Job loadWithColumn(String column) {
		Schema wider = Schema.of(SCHEMA.getFields().get(0), Field.of(column, StandardSQLTypeName.STRING));
		try {
			return load(("{\"id\": 1, \"" + column + "\": \"x\"}\n").repeat(1000), loading().setSchema(wider)
				.setSchemaUpdateOptions(List.of(SchemaUpdateOption.ALLOW_FIELD_ADDITION)));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void loadReplacesOrRefusesRowsAsItIsTold() throws Exception {
		load(rows(3), loading().setSchema(SCHEMA));

		Job empty = load(rows(5), loading().setWriteDisposition(WriteDisposition.WRITE_EMPTY));
		load(rows(2), loading().setWriteDisposition(WriteDisposition.WRITE_TRUNCATE));

		assertThat(empty.getStatus().getError().getReason()).isEqualTo("duplicate");
		assertThat(number("SELECT COUNT(*) FROM shop.orders")).isEqualTo(2);
	}

	@Test
	void jobOfAKnownNameIsADuplicate() throws Exception {
		JobInfo job = JobInfo.of(JobId.of("local", "once"), QueryJobConfiguration.of("SELECT RAND()"));

		Job first = this.bigQuery.create(job);
		Job second = this.bigQuery.create(job);

		assertThat(this.emulator.calls().calls("jobs.insert")).extracting((call) -> call.outcome())
			.containsExactly("OK", "ALREADY_EXISTS");
		assertThat(second.getQueryResults().getValues()).containsExactlyElementsOf(first.getQueryResults().getValues());
	}

	@Test
	void runningJobIsSeenWhileAFaultHoldsIt() throws Exception {
		var hold = this.emulator.faults().add(Fault.on("jobs.run", new Effect.Hold()).when(Trigger.first(1)));

		Job job = this.bigQuery.create(JobInfo.of(QueryJobConfiguration.of("SELECT 1")));

		assertThat(job.isDone()).isFalse();
		hold.release();
		assertThat(job.waitFor().getStatus().getError()).isNull();
	}

	private WriteChannelConfiguration.Builder loading() {
		return WriteChannelConfiguration.newBuilder(ORDERS).setFormatOptions(FormatOptions.json());
	}

	private Job load(String rows, WriteChannelConfiguration.Builder configuration)
			throws IOException, InterruptedException {
		TableDataWriteChannel channel = this.bigQuery.writer(configuration.build());
		try (channel) {
			channel.write(ByteBuffer.wrap(rows.getBytes(StandardCharsets.UTF_8)));
		}
		return done(channel.getJob());
	}

	private Job done(Job job) throws InterruptedException {
		try {
			return job.waitFor();
		}
		catch (BigQueryException ex) {
			return this.bigQuery.getJob(job.getJobId());
		}
	}

	private static String rows(int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> "{\"id\": " + i + ", \"name\": \"customer number " + i + "\"}\n")
			.collect(Collectors.joining());
	}

	private long number(String sql) throws InterruptedException {
		TableResult result = this.bigQuery.query(QueryJobConfiguration.of(sql));
		return result.iterateAll().iterator().next().get(0).getLongValue();
	}

}

package dev.sluice.emulator.rest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.google.cloud.NoCredentials;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQuery.QueryResultsOption;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.cloud.bigquery.DataFormatOptions;
import com.google.cloud.bigquery.DatasetInfo;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FieldValue;
import com.google.cloud.bigquery.FormatOptions;
import com.google.cloud.bigquery.Job;
import com.google.cloud.bigquery.JobId;
import com.google.cloud.bigquery.JobInfo;
import com.google.cloud.bigquery.JobInfo.SchemaUpdateOption;
import com.google.cloud.bigquery.JobInfo.WriteDisposition;
import com.google.cloud.bigquery.JobStatistics.LoadStatistics;
import com.google.cloud.bigquery.JobStatistics.QueryStatistics;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.QueryParameterValue;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.StandardSQLTypeName;
import com.google.cloud.bigquery.TableDataWriteChannel;
import com.google.cloud.bigquery.TableId;
import com.google.cloud.bigquery.TableInfo;
import com.google.cloud.bigquery.TableResult;
import com.google.cloud.bigquery.ViewDefinition;
import com.google.cloud.bigquery.WriteChannelConfiguration;
import dev.sluice.emulator.Emulator;
import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Fault;
import dev.sluice.emulator.fault.ScriptedFault;
import dev.sluice.emulator.fault.Trigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for queries and load jobs over REST, with Google's own client.
 */
class JobCallsIntegrationTests {

	private static final TableId ORDERS = TableId.of("local", "shop", "orders");

	private static final Schema SCHEMA = Schema.of(Field.of("id", StandardSQLTypeName.INT64),
			Field.of("name", StandardSQLTypeName.STRING));

	private final Emulator emulator = Emulator.start();

	private final BigQuery bigQuery = BigQueryOptions.newBuilder()
		.setProjectId("local")
		.setHost(this.emulator.restHost())
		.setCredentials(NoCredentials.getInstance())
		.build()
		.getService();

	@BeforeEach
	void createDataset() {
		this.bigQuery.create(DatasetInfo.of("shop"));
	}

	@AfterEach
	void close() {
		this.emulator.close();
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

	@Test
	void queryTakesParameters() throws Exception {
		QueryJobConfiguration query = QueryJobConfiguration
			.newBuilder("SELECT @n + 1, UPPER(@s), x.a FROM UNNEST(@list) AS x WHERE x.a > 1 AND @t IS NOT NULL")
			.addNamedParameter("n", QueryParameterValue.int64(41))
			.addNamedParameter("s", QueryParameterValue.string("it's"))
			.addNamedParameter("t", QueryParameterValue.timestamp(1_000_000L))
			.addNamedParameter("list",
					QueryParameterValue.array(new QueryParameterValue[] { element(1), element(2) },
							StandardSQLTypeName.STRUCT))
			.build();

		assertThat(this.bigQuery.query(query).iterateAll()).singleElement()
			.satisfies((row) -> assertThat(row).extracting(FieldValue::getValue).containsExactly("42", "IT'S", "2"));
	}

	@Test
	void queryResultIsReadInPages() throws Exception {
		QueryJobConfiguration query = QueryJobConfiguration
			.newBuilder("SELECT x FROM UNNEST(GENERATE_ARRAY(1, 25)) AS x ORDER BY x DESC")
			.setMaxResults(10L)
			.build();

		TableResult fast = this.bigQuery.query(query);
		TableResult slow = this.bigQuery.create(JobInfo.of(query)).getQueryResults(QueryResultsOption.pageSize(10));

		for (TableResult result : List.of(fast, slow)) {
			assertThat(result.getTotalRows()).isEqualTo(25);
			assertThat(result.getValues()).hasSize(10);
			assertThat(result.iterateAll()).extracting((row) -> row.get(0).getLongValue())
				.isEqualTo(IntStream.rangeClosed(1, 25).mapToObj((i) -> 26L - i).toList());
		}
	}

	@Test
	void timestampsAreMicrosecondsIfWished() throws Exception {
		BigQueryOptions options = this.bigQuery.getOptions()
			.toBuilder()
			.setDataFormatOptions(DataFormatOptions.newBuilder().useInt64Timestamp(true).build())
			.build();

		TableResult result = options.getService().query(QueryJobConfiguration.of("SELECT TIMESTAMP_MICROS(-1)"));

		assertThat(result.iterateAll()).singleElement()
			.satisfies((row) -> assertThat(row.get(0).getTimestampValue()).isEqualTo(-1));
	}

	@Test
	void statementsChangeTables() throws Exception {
		query("CREATE TABLE shop.orders (id INT64 NOT NULL, name STRING DEFAULT 'none', tags ARRAY<STRING>)");

		assertThat(changed("INSERT INTO shop.orders (id, name) VALUES (1, 'ann'), (2, NULL), (3, 'cid')")).isEqualTo(3);
		assertThat(changed("INSERT shop.orders (id) SELECT 4")).isEqualTo(1);
		assertThat(changed("UPDATE shop.orders SET name = CONCAT(name, '!') WHERE name IS NOT NULL")).isEqualTo(3);
		assertThat(changed("DELETE FROM shop.orders WHERE id = 3")).isEqualTo(1);
		query("ALTER TABLE shop.orders ADD COLUMN city STRING");
		query("CREATE OR REPLACE TABLE shop.copy AS SELECT * FROM shop.orders");

		assertThat(query("SELECT id, name, city FROM shop.copy ORDER BY id").iterateAll())
			.extracting((row) -> row.get("id").getValue() + "=" + row.get("name").getValue())
			.containsExactly("1=ann!", "2=null", "4=none!");
		assertThat(changed("TRUNCATE TABLE shop.orders")).isEqualTo(3);
		query("DROP TABLE shop.orders");
		assertThat(this.bigQuery.getTable(ORDERS)).isNull();
	}

	@Test
	void queryWritesToATable() throws Exception {
		this.bigQuery.query(QueryJobConfiguration.newBuilder("SELECT 1 AS id, 'x' AS name")
			.setDestinationTable(ORDERS)
			.setWriteDisposition(WriteDisposition.WRITE_APPEND)
			.build());

		assertThat(this.bigQuery.listTableData(ORDERS).iterateAll()).hasSize(1);
	}

	@Test
	void catalogIsQueried() throws Exception {
		query("CREATE TABLE shop.orders (id INT64, lines ARRAY<STRUCT<sku STRING, price NUMERIC(10, 2)>>)");

		assertThat(
				query("SELECT data_type FROM shop.INFORMATION_SCHEMA.COLUMNS WHERE column_name = 'lines'").iterateAll())
			.singleElement()
			.satisfies((row) -> assertThat(row.get(0).getStringValue())
				.isEqualTo("ARRAY<STRUCT<sku STRING, price NUMERIC(10, 2)>>"));
		assertThat(number("SELECT COUNT(*) FROM `local.shop`.INFORMATION_SCHEMA.TABLES")).isEqualTo(1);
		assertThat(number("SELECT COUNT(*) FROM shop.INFORMATION_SCHEMA.COLUMN_FIELD_PATHS")).isEqualTo(4);
		assertThat(number("SELECT COUNT(*) FROM INFORMATION_SCHEMA.SCHEMATA")).isEqualTo(1);
	}

	@Test
	void viewIsQueried() throws Exception {
		load(rows(3), loading().setSchema(SCHEMA));
		this.bigQuery.create(TableInfo.of(TableId.of("local", "shop", "ids"),
				ViewDefinition.of("SELECT id AS number FROM shop.orders WHERE id > 1")));

		assertThat(number("SELECT SUM(number) FROM shop.ids")).isEqualTo(2);
	}

	@Test
	void refusalsHaveBigQuerysShape() {
		Map<String, String> refusals = Map.of("SELECT * FROM shop.nope",
				"Not found: Table local:shop.nope was not found in location " + this.emulator.location(), "SELECT nope",
				"Unrecognized name: nope", "SELECT 1 AS a, 2 AS A",
				"Duplicate column names in the result are not supported. Found duplicate(s): A", "SELECT 1 / 0",
				"division by zero: 1 / 0", "SELECT CAST('x' AS INT64)", "Bad int64 value: x", "SELEC 1",
				"Syntax error: Unexpected identifier \"SELEC\" at [1:1]");

		refusals
			.forEach((sql, message) -> assertThatExceptionOfType(BigQueryException.class).isThrownBy(() -> query(sql))
				.withMessageContaining(message));
	}

	@Test
	void legacySqlIsRefusedWithASentence() {
		QueryJobConfiguration query = QueryJobConfiguration.newBuilder("SELECT 1").setUseLegacySql(true).build();

		assertThatExceptionOfType(BigQueryException.class).isThrownBy(() -> this.bigQuery.query(query))
			.withMessageContaining("The emulator does not support legacy SQL")
			.satisfies((error) -> assertThat(error.getReason()).isEqualTo("invalidQuery"))
			.satisfies((error) -> assertThat(error.getCode()).isEqualTo(400));
	}

	private static QueryParameterValue element(long a) {
		return QueryParameterValue.struct(Map.of("a", QueryParameterValue.int64(a)));
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

	private TableResult query(String sql) throws InterruptedException {
		return this.bigQuery.query(QueryJobConfiguration.of(sql));
	}

	private long number(String sql) throws InterruptedException {
		return query(sql).iterateAll().iterator().next().get(0).getLongValue();
	}

	private Long changed(String sql) throws InterruptedException {
		Job job = this.bigQuery.create(JobInfo.of(QueryJobConfiguration.of(sql))).waitFor();
		assertThat(job.getStatus().getError()).isNull();
		QueryStatistics statistics = job.getStatistics();
		return statistics.getNumDmlAffectedRows();
	}

}

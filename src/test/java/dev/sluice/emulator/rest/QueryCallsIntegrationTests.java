package dev.sluice.emulator.rest;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.google.cloud.bigquery.BigQuery.QueryResultsOption;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.cloud.bigquery.DataFormatOptions;
import com.google.cloud.bigquery.DatasetInfo;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FieldValue;
import com.google.cloud.bigquery.Job;
import com.google.cloud.bigquery.JobInfo;
import com.google.cloud.bigquery.JobInfo.WriteDisposition;
import com.google.cloud.bigquery.JobStatistics.QueryStatistics;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.QueryParameterValue;
import com.google.cloud.bigquery.StandardSQLTypeName;
import com.google.cloud.bigquery.TableId;
import com.google.cloud.bigquery.TableInfo;
import com.google.cloud.bigquery.TableResult;
import com.google.cloud.bigquery.ViewDefinition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for queries over REST, with Google's own client.
 */
class QueryCallsIntegrationTests extends OnEmulator {

	@BeforeEach
	void createDataset() {
		this.bigQuery.create(DatasetInfo.of("shop"));
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
	void dryRunTellsTheColumnsAndChangesNothing() throws Exception {
		query("CREATE TABLE shop.orders AS SELECT id FROM UNNEST([1, 2]) AS id");

		QueryStatistics statistics = dryRun("SELECT id AS number FROM shop.orders").getStatistics();
		dryRun("DELETE FROM shop.orders WHERE TRUE");

		assertThat(statistics.getSchema().getFields()).extracting(Field::getName).containsExactly("number");
		assertThat(number("SELECT COUNT(*) FROM shop.orders")).isEqualTo(2);
		assertThatExceptionOfType(BigQueryException.class).isThrownBy(() -> dryRun("SELECT nothing FROM shop.orders"))
			.withMessageContaining("Unrecognized name: nothing");
	}

	private Job dryRun(String sql) {
		return this.bigQuery.create(JobInfo.of(QueryJobConfiguration.newBuilder(sql).setDryRun(true).build()));
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
		query("CREATE TABLE shop.orders AS SELECT id FROM UNNEST([0, 1, 2]) AS id");
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

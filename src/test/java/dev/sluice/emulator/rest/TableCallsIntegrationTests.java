package dev.sluice.emulator.rest;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQuery.DatasetDeleteOption;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.Clustering;
import com.google.cloud.bigquery.Dataset;
import com.google.cloud.bigquery.DatasetInfo;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.Field.Mode;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.StandardSQLTypeName;
import com.google.cloud.bigquery.StandardTableDefinition;
import com.google.cloud.bigquery.Table;
import com.google.cloud.bigquery.TableId;
import com.google.cloud.bigquery.TableInfo;
import com.google.cloud.bigquery.TimePartitioning;
import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Fault;
import dev.sluice.emulator.fault.Trigger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for datasets and tables over REST, with Google's own client.
 */
class TableCallsIntegrationTests extends OnEmulator {

	private static final Field ID = Field.newBuilder("id", StandardSQLTypeName.INT64).setMode(Mode.REQUIRED).build();

	private static final Field NAME = Field.of("name", StandardSQLTypeName.STRING);

	@BeforeEach
	void createDataset() {
		this.bigQuery.create(DatasetInfo.newBuilder("shop").setLocation("EU").setLabels(Map.of("a", "1")).build());
	}

	@Test
	void datasetIsReadListedChangedAndDeleted() {
		Dataset dataset = this.bigQuery.getDataset("shop");
		assertThat(dataset.getLocation()).isEqualTo("EU");

		dataset.toBuilder().setDescription("all of it").setLabels(Map.of("b", "2")).build().update();

		assertThat(this.bigQuery.listDatasets().iterateAll()).hasSize(1);
		assertThat(this.bigQuery.getDataset("shop").getDescription()).isEqualTo("all of it");
		assertThat(this.bigQuery.getDataset("shop").getLabels()).containsEntry("b", "2");
		assertThat(this.bigQuery.getDataset("shop").getEtag()).isNotEqualTo(dataset.getEtag());
		assertThat(this.bigQuery.delete("shop")).isTrue();
		assertThat(this.bigQuery.delete("shop")).isFalse();
		assertThat(this.bigQuery.getDataset("shop")).isNull();
	}

	@Test
	void datasetWithTablesIsDeletedOnlyWithItsContents() {
		createOrders(ID);

		assertThatExceptionOfType(BigQueryException.class).isThrownBy(() -> this.bigQuery.delete("shop"))
			.withMessage("Dataset local:shop is still in use")
			.satisfies((error) -> assertThat(error.getReason()).isEqualTo("resourceInUse"));
		assertThat(this.bigQuery.delete("shop", DatasetDeleteOption.deleteContents())).isTrue();
		assertThat(this.bigQuery.getTable(ORDERS)).isNull();
	}

	@Test
	void tableIsReadBackAsItWasCreated() {
		Field nested = Field.newBuilder("lines", StandardSQLTypeName.STRUCT,
				Field.newBuilder("price", StandardSQLTypeName.NUMERIC)
					.setMode(Mode.NULLABLE)
					.setPrecision(10L)
					.setScale(2L)
					.build(),
				Field.newBuilder("sku", StandardSQLTypeName.STRING).setMode(Mode.NULLABLE).setMaxLength(12L).build())
			.setMode(Mode.REPEATED)
			.setDescription("what was bought")
			.build();
		Field placed = Field.newBuilder("placed", StandardSQLTypeName.TIMESTAMP)
			.setMode(Mode.NULLABLE)
			.setDefaultValueExpression("CURRENT_TIMESTAMP()")
			.build();
		StandardTableDefinition definition = StandardTableDefinition.newBuilder()
			.setSchema(Schema.of(ID, nested, placed))
			.setTimePartitioning(TimePartitioning.newBuilder(TimePartitioning.Type.DAY).setField("placed").build())
			.setClustering(Clustering.newBuilder().setFields(List.of("id")).build())
			.build();

		this.bigQuery.create(TableInfo.newBuilder(ORDERS, definition).setLabels(Map.of("team", "shop")).build());

		Table table = this.bigQuery.getTable(ORDERS);
		StandardTableDefinition found = table.getDefinition();
		assertThat(found.getSchema()).isEqualTo(definition.getSchema());
		assertThat(found.getTimePartitioning().getField()).isEqualTo("placed");
		assertThat(found.getClustering().getFields()).containsExactly("id");
		assertThat(table.getLabels()).containsEntry("team", "shop");
		assertThat(table.getNumRows()).isZero();
		assertThat(found.getLocation()).isEqualTo("EU");
	}

	@Test
	void tablesAreListedInPages() {
		for (int i = 0; i < 5; i++) {
			this.bigQuery
				.create(TableInfo.of(TableId.of("shop", "t" + i), StandardTableDefinition.of(Schema.of(NAME))));
		}

		assertThat(this.bigQuery.listTables("shop", BigQuery.TableListOption.pageSize(2)).iterateAll())
			.extracting((table) -> table.getTableId().getTable())
			.containsExactly("t0", "t1", "t2", "t3", "t4");
	}

	@Test
	void columnIsAddedAndRequiredRelaxed() {
		createOrders(ID);

		changeSchema(ID.toBuilder().setMode(Mode.NULLABLE).build(), NAME);

		assertThat(this.bigQuery.getTable(ORDERS).getDefinition().getSchema().getFields()).extracting(Field::getName)
			.containsExactly("id", "name");
	}

	@Test
	void changeOfTypeIsRefusedInBigQuerysWords() {
		createOrders(ID, NAME);

		assertThatExceptionOfType(BigQueryException.class)
			.isThrownBy(() -> changeSchema(ID, Field.of("name", StandardSQLTypeName.INT64)))
			.withMessage("Provided Schema does not match Table local:shop.orders. "
					+ "Field name has changed type from STRING to INTEGER")
			.satisfies((error) -> assertThat(error.getCode()).isEqualTo(400))
			.satisfies((error) -> assertThat(error.getReason()).isEqualTo("invalid"));
	}

	@Test
	void newRequiredColumnIsRefused() {
		createOrders(NAME);

		assertThatExceptionOfType(BigQueryException.class).isThrownBy(() -> changeSchema(NAME, ID))
			.withMessage("Provided Schema does not match Table local:shop.orders. "
					+ "Cannot add required fields to an existing schema. (field: id)");
	}

	@Test
	void secondTableOfOneNameIsADuplicate() {
		createOrders(ID);

		assertThatExceptionOfType(BigQueryException.class).isThrownBy(() -> createOrders(ID))
			.withMessage("Already Exists: Table local:shop.orders")
			.satisfies((error) -> assertThat(error.getCode()).isEqualTo(409));
	}

	@Test
	void sixthUpdateWithinTenSecondsExceedsTheRate() {
		createOrders(ID);
		for (int i = 0; i < 4; i++) {
			this.bigQuery.getTable(ORDERS).toBuilder().setDescription("change " + i).build().update();
		}

		assertThatExceptionOfType(BigQueryException.class)
			.isThrownBy(() -> this.bigQuery.getTable(ORDERS).toBuilder().setDescription("last").build().update())
			.satisfies((error) -> assertThat(error.getCode()).isEqualTo(403))
			.satisfies((error) -> assertThat(error.getReason()).isEqualTo("rateLimitExceeded"));
	}

	@Test
	void otherEtagThanTheTablesIsAFailedPrecondition() throws Exception {
		createOrders(ID);
		HttpRequest patch = HttpRequest
			.newBuilder(URI.create(this.emulator.restHost() + "/projects/local/datasets/shop/tables/orders"))
			.header("If-Match", "old")
			.method("PATCH", BodyPublishers.ofString("{\"description\": \"new\"}"))
			.build();

		HttpResponse<String> response = HttpClient.newHttpClient().send(patch, BodyHandlers.ofString());

		assertThat(response.statusCode()).isEqualTo(412);
		assertThat(response.body()).contains("\"reason\":\"conditionNotMet\"");
	}

	@Test
	void lostAnswerLeavesTheTableCreated() {
		this.emulator.faults().add(Fault.after("tables.insert", new Effect.Drop()).when(Trigger.first(1)));

		assertThatExceptionOfType(BigQueryException.class).isThrownBy(() -> createOrders(ID))
			.withMessage("Already Exists: Table local:shop.orders");

		assertThat(this.emulator.calls().calls("tables.insert")).extracting((call) -> call.outcome())
			.containsExactly("DROPPED", "ALREADY_EXISTS");
	}

	private void createOrders(Field... fields) {
		this.bigQuery.create(TableInfo.of(ORDERS, StandardTableDefinition.of(Schema.of(fields))));
	}

	private void changeSchema(Field... fields) {
		this.bigQuery.getTable(ORDERS)
			.toBuilder()
			.setDefinition(StandardTableDefinition.of(Schema.of(fields)))
			.build()
			.update();
	}

}

package dev.sluice.emulator.write;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.google.cloud.bigquery.storage.v1.AppendRowsRequest;
import com.google.cloud.bigquery.storage.v1.AppendRowsRequest.MissingValueInterpretation;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sluice.emulator.Emulator;
import dev.sluice.emulator.catalog.DatasetId;
import dev.sluice.emulator.catalog.TableDefinition;
import dev.sluice.emulator.catalog.TableId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DefaultValuesIntegrationTests {

	private final Emulator emulator = Emulator.start();

	private final AppendCall call = new AppendCall(this.emulator.grpcPort());

	private final TableId table = new TableId("local", "shop", "orders");

	private final String stream = this.table.path() + "/_default";

	@BeforeEach
	void createTable() {
		this.emulator.catalog().createDataset(new DatasetId("local", "shop"), new JsonObject());
		this.emulator.catalog().createTable(this.table, TableDefinition.parse(JsonParser.parseString("""
				{"schema": {"fields": [{"name": "id", "type": "INT64"},
				  {"name": "name", "type": "STRING", "defaultValueExpression": "'none'"},
				  {"name": "at", "type": "TIMESTAMP", "defaultValueExpression": "CURRENT_TIMESTAMP()"}]}}
				""").getAsJsonObject()));
		this.emulator.clock().advance(Duration.ofSeconds(3));
		this.emulator.clock().freeze();
	}

	@AfterEach
	void close() {
		this.call.close();
		this.emulator.close();
	}

	@Test
	void columnThatTheWriterLacksGetsItsDefaultAndOneThatItLeavesOutIsNull() throws Exception {
		this.call.call(Requests.first(this.stream, Requests.row(1)));

		assertThat(names()).containsExactly((Object) null);
		assertThat((Instant) this.emulator.rows(this.table).get(0).get("at"))
			.isBetween(this.emulator.clock().instant().minusMillis(1), this.emulator.clock().instant());
	}

	@Test
	void interpretationOfMissingValuesHoldsForTheConnection() throws Exception {
		AppendRowsRequest first = Requests.first(this.stream, Requests.row(1));
		this.call.call(first.toBuilder()
			.setDefaultMissingValueInterpretation(MissingValueInterpretation.DEFAULT_VALUE)
			.build());
		this.call.call(Requests.next(Requests.row(2), Requests.row(3, "own")));

		assertThat(names()).containsExactly("none", "none", "own");
	}

	@Test
	void interpretationOfOneColumnHoldsForTheRequest() throws Exception {
		AppendRowsRequest first = Requests.first(this.stream, Requests.row(1));
		this.call.call(first.toBuilder()
			.putMissingValueInterpretations("NAME", MissingValueInterpretation.DEFAULT_VALUE)
			.build());
		this.call.call(Requests.next(Requests.row(2)));

		assertThat(names()).containsExactly("none", null);
	}

	private List<Object> names() {
		return this.emulator.rows(this.table).stream().map((row) -> row.get("name")).toList();
	}

}

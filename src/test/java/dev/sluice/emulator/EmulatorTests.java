package dev.sluice.emulator;

import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.google.gson.JsonObject;
import dev.sluice.emulator.catalog.DatasetId;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.FieldType;
import dev.sluice.emulator.catalog.Mode;
import dev.sluice.emulator.catalog.Table;
import dev.sluice.emulator.catalog.TableDefinition;
import dev.sluice.emulator.catalog.TableId;
import dev.sluice.emulator.row.RowBatch;
import dev.sluice.emulator.row.RowEncoder;
import dev.sluice.emulator.row.RowFormat;
import dev.sluice.emulator.table.RowSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EmulatorTests {

	private static final TableId ORDERS = new TableId("local", "shop", "orders");

	private final Emulator emulator = Emulator.start();

	@AfterEach
	void close() {
		this.emulator.close();
	}

	@Test
	void rowsOfTypedValuesAreReadBackAndQueried() throws Exception {
		Table table = orders();

		append(table, Map.of("id", 1L, "lines", List.of(Map.of("sku", "a", "count", 2L))));

		assertThat(this.emulator.rows(ORDERS)).singleElement()
			.isEqualTo(Map.of("id", 1L, "lines", List.of(Map.of("sku", "a", "count", 2L))));
		String relation = this.emulator.engine().projection().relation(table);
		try (Connection connection = this.emulator.engine().projection().connect();
				ResultSet result = connection.createStatement()
					.executeQuery("SELECT id, lines[1].sku FROM " + relation)) {
			assertThat(result.next()).isTrue();
			assertThat(result.getLong(1)).isEqualTo(1);
			assertThat(result.getString(2)).isEqualTo("a");
		}
	}

	@Test
	void writePathSeesATableAfterTheLag() {
		orders();

		assertThat(this.emulator.catalog().writeView(Duration.ZERO).table(ORDERS)).isEmpty();
		this.emulator.clock().advance(Duration.ofSeconds(2));
		assertThat(this.emulator.catalog().writeView(Duration.ZERO).table(ORDERS)).isPresent();
	}

	private Table orders() {
		this.emulator.catalog().createDataset(new DatasetId("local", "shop"), new JsonObject());
		return this.emulator.catalog()
			.createTable(ORDERS, TableDefinition.of(List.of(Field.of("id", FieldType.INTEGER), Field.record("lines",
					Mode.REPEATED, List.of(Field.of("sku", FieldType.STRING), Field.of("count", FieldType.INTEGER))))));
	}

	private void append(Table table, Map<String, Object> row) {
		RowEncoder encoder = new RowEncoder(table.schema().fields());
		RowBatch batch = new RowBatch();
		batch.add(encoder.encode(row));
		this.emulator.engine()
			.rows()
			.of(table)
			.append(RowSource.INSERTS, batch, new RowFormat(encoder.plan().proto(), Map.of()),
					this.emulator.clock().instant(), null);
	}

}

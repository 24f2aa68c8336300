package dev.sluice.emulator.duckdb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.google.gson.JsonObject;
import dev.sluice.emulator.Emulator;
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
import dev.sluice.emulator.table.TableRows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProjectionTests {

	private static final TableId ORDERS = new TableId("local", "shop", "orders");

	private static final Field ID = Field.of("id", FieldType.INTEGER);

	private final Emulator emulator = Emulator.start();

	@AfterEach
	void close() {
		this.emulator.close();
	}

	@Test
	void queryAfterQuerySeesTheRowsInBetween() throws Exception {
		table(ID);
		append(RowSource.INSERTS, Map.of("id", 1L));
		assertThat(query("SELECT id FROM %s")).containsExactly("1");

		append(RowSource.INSERTS, Map.of("id", 2L), Map.of("id", 3L));
		assertThat(query("SELECT id FROM %s ORDER BY id")).containsExactly("1", "2", "3");
	}

	@Test
	void columnsAddedAtAnyDepthAreNullInOlderRows() throws Exception {
		Field sku = Field.of("sku", FieldType.STRING);
		table(ID, Field.record("lines", Mode.REPEATED, List.of(sku)));
		append(RowSource.INSERTS, Map.of("id", 1L, "lines", List.of(Map.of("sku", "a"))));
		query("SELECT id FROM %s");

		this.emulator.catalog()
			.changeTable(ORDERS, null,
					(old) -> TableDefinition.of(List.of(ID,
							Field.record("lines", Mode.REPEATED, List.of(sku, Field.of("at", FieldType.TIMESTAMP))),
							Field.of("note", FieldType.STRING))));
		append(RowSource.INSERTS, Map.of("id", 2L, "lines",
				List.of(Map.of("sku", "b", "at", Instant.parse("2024-01-01T00:00:00.123456Z"))), "note", "n"));

		assertThat(query("SELECT note || ' ' || epoch_us(lines[1].at) FROM %s ORDER BY id")).containsExactly(null,
				"n 1704067200123456");
	}

	@Test
	void deletedRowsAreGoneAndLoadsReplaceAllAtOnce() throws Exception {
		table(ID);
		append(RowSource.INSERTS, Map.of("id", 1L), Map.of("id", 2L), Map.of("id", 3L));
		List<Long> second = query("SELECT __row FROM %s WHERE id = 2", true).stream().map(Long::valueOf).toList();
		rows().delete(second);
		assertThat(query("SELECT id FROM %s ORDER BY id")).containsExactly("1", "3");

		append(RowSource.load("job"), Map.of("id", 9L));
		assertThat(query("SELECT id FROM %s ORDER BY id")).containsExactly("1", "3");
		rows().showLoad(RowSource.load("job"), true);
		assertThat(query("SELECT id FROM %s ORDER BY id")).containsExactly("9");
		assertThat(rows().rows()).isEqualTo(1);
	}

	@Test
	void truncatedTableIsEmptyForOlderRowsOnly() throws Exception {
		table(ID);
		append(RowSource.INSERTS, Map.of("id", 1L));
		query("SELECT id FROM %s");

		assertThat(rows().truncate()).isEqualTo(1);
		append(RowSource.INSERTS, Map.of("id", 2L));

		assertThat(query("SELECT id FROM %s")).containsExactly("2");
	}

	@Test
	void freshRowsAreInTheStreamingBuffer() {
		table(ID);
		append(RowSource.INSERTS, Map.of("id", 1L));

		assertThat(rows().stats(this.emulator.clock().instant().minusSeconds(60)).bufferedRows()).isEqualTo(1);
		assertThat(rows().stats(this.emulator.clock().instant().plusSeconds(60)).rows()).isEqualTo(1);
	}

	private void table(Field... columns) {
		this.emulator.catalog().createDataset(new DatasetId("local", "shop"), new JsonObject());
		this.emulator.catalog().createTable(ORDERS, TableDefinition.of(List.of(columns)));
	}

	private TableRows rows() {
		return this.emulator.engine().rows().of(this.emulator.catalog().table(ORDERS));
	}

	@SafeVarargs
	private void append(RowSource source, Map<String, Object>... rows) {
		RowEncoder encoder = new RowEncoder(this.emulator.catalog().table(ORDERS).schema().fields());
		RowBatch batch = new RowBatch();
		for (Map<String, Object> row : rows) {
			batch.add(encoder.encode(row));
		}
		rows().append(source, batch, new RowFormat(encoder.plan().proto(), Map.of()), this.emulator.clock().instant(),
				null);
	}

	private List<String> query(String sql) throws Exception {
		return query(sql, false);
	}

	private List<String> query(String sql, boolean pseudoColumns) throws Exception {
		Table table = this.emulator.catalog().table(ORDERS);
		Projection projection = this.emulator.engine().projection();
		String relation = pseudoColumns ? projection.relationWithPseudoColumns(table) : projection.relation(table);
		List<String> values = new ArrayList<>();
		try (Connection connection = projection.connect();
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(sql.formatted(relation))) {
			while (result.next()) {
				values.add(result.getString(1));
			}
		}
		return values;
	}

}

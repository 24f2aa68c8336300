package dev.sluice.transform.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import dev.sluice.fixtures.OneRecord;
import dev.sluice.record.Failure;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.FieldPath;
import dev.sluice.table.RowLayout;
import dev.sluice.table.RowWriter;
import dev.sluice.table.TableName;
import dev.sluice.table.WireRowWriter;
import dev.sluice.transform.OnTypeConflict;
import dev.sluice.transform.OnUnknownField;
import dev.sluice.transform.RecordSink;
import dev.sluice.transform.json.JsonReference.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the transform with a slow reference, by Google's eyes: thousands of records,
 * good, mistyped and damaged, get the same verdict and the same row from both, and every
 * record gets exactly one verdict.
 */
class JsonDifferentialTests {

	private static final ColumnType ITEM = new ColumnType.Struct(List.of(Column.nullable("sku", ColumnType.STRING),
			Column.nullable("price", ColumnType.NUMERIC), Column.repeated("tags", ColumnType.STRING)));

	private static final List<Column> COLUMNS = List.of(Column.nullable("active", ColumnType.BOOL),
			Column.nullable("id", ColumnType.INT64), Column.repeated("scores", ColumnType.FLOAT64),
			Column.nullable("amount", new ColumnType.Decimal(ColumnType.Kind.NUMERIC, 10, 2)),
			Column.nullable("total", ColumnType.NUMERIC), Column.nullable("exact", ColumnType.BIGNUMERIC),
			Column.nullable("a_rather_long_name_of_a_column", ColumnType.STRING),
			Column.nullable("code", new ColumnType.Sized(ColumnType.Kind.STRING, 5L)),
			Column.nullable("hash", ColumnType.BYTES), Column.nullable("day", ColumnType.DATE),
			Column.nullable("time", ColumnType.TIME), Column.nullable("local", ColumnType.DATETIME),
			Column.nullable("at", ColumnType.TIMESTAMP), Column.repeated("dates", ColumnType.DATE),
			Column.nullable("document", ColumnType.JSON), Column.nullable("item", ITEM),
			Column.repeated("items", ITEM));

	private final RandomJson random = new RandomJson(20240517, COLUMNS);

	private final JsonWorld world = JsonWorld.of(JsonWorld.DEFAULTS, OnUnknownField.IGNORE, OnTypeConflict.DEAD_LETTER,
			COLUMNS.toArray(Column[]::new));

	private int good;

	@Test
	void agreesWithTheReferenceOnRandomRecords() throws Exception {
		WireRows rows = new WireRows(COLUMNS);
		for (int i = 0; i < 5000; i++) {
			compare(this.random.record(), rows);
		}

		assertThat(this.good).isBetween(1000, 4000);
	}

	@Test
	void agreesWithTheReferenceOnDamagedRecords() throws Exception {
		WireRows rows = new WireRows(COLUMNS);
		for (int i = 0; i < 10_000; i++) {
			compare(this.random.damaged(this.random.record()), rows);
		}

		assertThat(this.good).isBetween(200, 5000);
	}

	private void compare(byte[] record, WireRows rows) throws Exception {
		WireVerdict verdict = new WireVerdict(this.world.layout());
		this.world.transform().transform(OneRecord.of("orders").withKey(null).withValue(record), 0, verdict);
		String text = new String(record, StandardCharsets.UTF_8);
		Map<String, Object> expected = expected(record);
		if (expected == null) {
			assertThat(verdict.failure).as(text).isNotNull();
			return;
		}
		assertThat(verdict.failure).as(text).isNull();
		assertThat(rows.read(verdict.row())).as(text).isEqualTo(expected);
		this.good++;
	}

	@SuppressWarnings("unchecked")
	private static @Nullable Map<String, Object> expected(byte[] record) {
		try {
			return CastReference.row(COLUMNS, (Map<String, Object>) JsonReference.read(record));
		}
		catch (Refusal | ClassCastException | NullPointerException ex) {
			return null;
		}
	}

	@Test
	void givesExactlyOneVerdictWhateverThePipelineDoes() {
		JsonProperties rows = new JsonProperties(true, JsonWorld.DEFAULTS.timestamp(), JsonProperties.Arrays.ROWS,
				JsonProperties.Decimals.NUMERIC, true, JsonProperties.Nested.STRUCT);
		List<Column> known = COLUMNS.subList(0, 8);
		for (OnUnknownField unknown : OnUnknownField.values()) {
			for (OnTypeConflict conflict : OnTypeConflict.values()) {
				JsonWorld world = JsonWorld.of(JsonWorld.router("shop.{field:id}"), JsonWorld.NO_COLUMNS, rows, unknown,
						conflict, known.toArray(Column[]::new));
				for (int i = 0; i < 1000; i++) {
					byte[] record = this.random.damaged(this.random.record());

					assertThat(world.transform(record).isOne()).isTrue();
				}
			}
		}
	}

	@Test
	void givesAVerdictOnEveryBeginningOfARecord() {
		byte[] record = this.random.record();
		for (int length = 0; length < record.length; length++) {
			assertThat(this.world.transform(Arrays.copyOf(record, length)).isOne()).isTrue();
		}
	}

	/** A verdict with its row as the warehouse gets it. */
	private static final class WireVerdict implements RecordSink {

		private final WireRowWriter writer = new WireRowWriter();

		private final RowLayout layout;

		private @Nullable Failure failure;

		WireVerdict(RowLayout layout) {
			this.layout = layout;
		}

		byte[] row() {
			this.writer.endRow();
			return Arrays.copyOfRange(this.writer.buffer(), this.writer.rowStart(0), this.writer.rowEnd(0));
		}

		@Override
		public RowWriter row(TableName table) {
			this.writer.begin(this.layout);
			return this.writer;
		}

		@Override
		public void missing(@Nullable FieldPath parent, Column column) {
			throw new AssertionError("no column is missing");
		}

		@Override
		public void bad(Failure failure) {
			assertThat(this.failure).isNull();
			this.failure = failure;
		}

		@Override
		public void waits(CompletionStage<?> until, String cause) {
			throw new AssertionError("waits for " + cause);
		}

		@Override
		public void dropRow() {
			throw new UnsupportedOperationException("no row is dropped here");
		}

		@Override
		public void badPart(byte[] value, Failure failure) {
			throw new AssertionError(failure);
		}

		@Override
		public void filtered(String rule) {
			throw new AssertionError("no rule applies");
		}

	}

}

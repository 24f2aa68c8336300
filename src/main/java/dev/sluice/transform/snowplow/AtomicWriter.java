package dev.sluice.transform.snowplow;

import java.math.BigDecimal;
import java.util.List;

import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import dev.sluice.schema.snowplow.AtomicColumn;
import dev.sluice.schema.snowplow.AtomicColumns;
import dev.sluice.table.RowWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/**
 * Writes the atomic columns of events straight from their text. Not thread-safe.
 */
final class AtomicWriter {

	private static final String ATOMIC = "iglu:com.snowplowanalytics.snowplow/atomic/jsonschema/1-0-0";

	private static final int MONEY_DIGITS = 18;

	private static final int MONEY_SCALE = 2;

	private static final long MICROS_PER_MILLI = 1000;

	private static final List<AtomicColumn> COLUMNS = AtomicColumns.all();

	private static final boolean[] REQUIRED = required();

	private final AtomicText text = new AtomicText();

	private final byte[] uuid = new byte[AtomicText.UUID_LENGTH];

	private final boolean truncates;

	private @Nullable ArrayNode errors;

	private @Nullable Failure outOfRange;

	/**
	 * A writer.
	 * @param truncates whether strings are cut at their longest length
	 */
	AtomicWriter(boolean truncates) {
		this.truncates = truncates;
	}

	private static boolean[] required() {
		boolean[] required = new boolean[EventLine.COLUMNS];
		for (int i = 0; i < required.length; i++) {
			required[i] = COLUMNS.get(i).required();
		}
		return required;
	}

	/**
	 * Writes all columns.
	 * @return false if the text of one cannot be read
	 */
	boolean write(EventLine line, AtomicFields fields, RowWriter row) {
		this.errors = null;
		this.outOfRange = null;
		for (int column = 0; column < EventLine.COLUMNS; column++) {
			int from = line.from(column);
			int to = line.to(column);
			if (from == to) {
				if (REQUIRED[column]) {
					return false;
				}
			}
			else if (!write(column, line.bytes(), from, to, fields, row)) {
				return false;
			}
		}
		return true;
	}

	private boolean write(int column, byte[] bytes, int from, int to, AtomicFields fields, RowWriter row) {
		int field = fields.field(column);
		switch (fields.action(column)) {
			case STRING -> row.utf8(field, bytes, from,
					this.truncates ? Truncation.end(bytes, from, to, COLUMNS.get(column).maxLength()) : to);
			case UUID -> {
				return writeUuid(field, bytes, from, to, row);
			}
			case INTEGER -> {
				return writeInteger(field, AtomicText.integer(bytes, from, to), row);
			}
			case BOOLEAN -> {
				return writeBool(field, AtomicText.bool(bytes, from, to), row);
			}
			case FLOAT, FINITE, MONEY -> {
				return this.text.readDouble(bytes, from, to) && writeNumber(column, fields, row);
			}
			case TIMESTAMP, MILLIS -> {
				return writeTimestamp(column, this.text.timestamp(bytes, from, to), fields, row);
			}
			case NOTHING, UNFIT -> {
				return true;
			}
			default -> {
				return check(fields.action(column), bytes, from, to);
			}
		}
		return true;
	}

	private boolean check(AtomicFields.Action action, byte[] bytes, int from, int to) {
		return switch (action) {
			case CHECK_UUID -> AtomicText.uuid(bytes, from, to, this.uuid);
			case CHECK_INTEGER -> AtomicText.integer(bytes, from, to) != AtomicText.NONE;
			case CHECK_BOOLEAN -> AtomicText.bool(bytes, from, to) != AtomicText.NONE;
			case CHECK_NUMBER -> this.text.readDouble(bytes, from, to);
			default -> this.text.timestamp(bytes, from, to) != AtomicText.NONE;
		};
	}

	private boolean writeUuid(int field, byte[] bytes, int from, int to, RowWriter row) {
		boolean valid = AtomicText.uuid(bytes, from, to, this.uuid);
		if (valid) {
			row.utf8(field, this.uuid, 0, AtomicText.UUID_LENGTH);
		}
		return valid;
	}

	private static boolean writeInteger(int field, long value, RowWriter row) {
		if (value != AtomicText.NONE) {
			row.int64(field, value);
		}
		return value != AtomicText.NONE;
	}

	private static boolean writeBool(int field, long value, RowWriter row) {
		if (value != AtomicText.NONE) {
			row.bool(field, value == 1);
		}
		return value != AtomicText.NONE;
	}

	private boolean writeTimestamp(int column, long micros, AtomicFields fields, RowWriter row) {
		if (micros == AtomicText.NONE) {
			return false;
		}
		if (micros == AtomicText.BEYOND) {
			String name = COLUMNS.get(column).name();
			this.outOfRange = new Failure(Reason.OUT_OF_RANGE,
					"column '" + name + "' holds times of the years 1 to 9999 only", name);
			return true;
		}
		boolean whole = fields.action(column) == AtomicFields.Action.MILLIS;
		row.timestamp(fields.field(column), whole ? micros - Math.floorMod(micros, MICROS_PER_MILLI) : micros);
		return true;
	}

	private boolean writeNumber(int column, AtomicFields fields, RowWriter row) {
		int field = fields.field(column);
		double value = this.text.float64();
		switch (fields.action(column)) {
			case MONEY -> writeMoney(field, value, row);
			case FINITE -> {
				if (Double.isFinite(value)) {
					row.float64(field, value);
				}
			}
			default -> row.float64(field, value);
		}
		return true;
	}

	private void writeMoney(int field, double value, RowWriter row) {
		if (this.text.isPlainMoney()) {
			row.decimal(field, this.text.unscaled(), this.text.scale());
			return;
		}
		BigDecimal money = money(value);
		if (money != null) {
			row.decimal(field, money);
		}
		else {
			noMoney(value);
		}
	}

	private static @Nullable BigDecimal money(double value) {
		if (!Double.isFinite(value)) {
			return null;
		}
		BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
		boolean fits = exact.scale() <= MONEY_SCALE && exact.precision() - exact.scale() + MONEY_SCALE <= MONEY_DIGITS;
		return fits ? exact.setScale(MONEY_SCALE) : null;
	}

	private void noMoney(double value) {
		ArrayNode all = (this.errors != null) ? this.errors : EventJson.array();
		this.errors = all;
		var error = all.addObject().put("schemaKey", ATOMIC);
		Event.putScalar(error, "value", value);
		error.put("expected", "Decimal(Digits18,2)");
	}

	/**
	 * What is wrong with values that could be read, as the members of
	 * {@code loader_iglu_error}; {@code null} if nothing is.
	 */
	@Nullable ArrayNode errors() {
		return this.errors;
	}

	/**
	 * Why a value that could be read cannot be stored.
	 */
	@Nullable Failure outOfRange() {
		return this.outOfRange;
	}

}

package dev.sluice.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.sluice.table.Column.Mode;
import dev.sluice.table.ColumnType.Kind;

/**
 * Schemas of all types and nestings, and rows for them, at random but repeatable. A row
 * is a map by column name whose values are of the types of {@code java.lang},
 * {@code java.math} and {@code java.time}, {@code byte[]}, lists and maps.
 */
final class RandomRows {

	private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);

	private static final int DAYS = (int) ChronoUnit.DAYS.between(FIRST_DAY, LocalDate.of(10_000, 1, 1));

	private static final List<Mode> MODES = List.of(Mode.values());

	private static final List<Kind> KINDS = List.of(Kind.values());

	private static final List<Kind> RANGE_ELEMENTS = List.of(Kind.DATE, Kind.DATETIME, Kind.TIMESTAMP);

	private final Random random;

	RandomRows(long seed) {
		this.random = new Random(seed);
	}

	TableSchema schema() {
		return new TableSchema(columns(1 + this.random.nextInt(40), 0));
	}

	Map<String, Object> row(TableSchema schema) {
		Map<String, Object> row = new LinkedHashMap<>();
		for (Column column : schema.columns()) {
			if (column.mode() == Mode.REPEATED) {
				List<Object> elements = new ArrayList<>();
				for (int i = this.random.nextInt(4); i > 0; i--) {
					elements.add(value(column.type()));
				}
				row.put(column.name(), elements);
			}
			else if (column.mode() == Mode.REQUIRED || this.random.nextInt(4) > 0) {
				row.put(column.name(), value(column.type()));
			}
		}
		return row;
	}

	private List<Column> columns(int count, int depth) {
		List<Column> columns = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			Mode mode = MODES.get(this.random.nextInt(MODES.size()));
			columns.add(new Column("c" + i, type(depth), mode, null, null));
		}
		return columns;
	}

	private ColumnType type(int depth) {
		Kind kind = KINDS.get(this.random.nextInt(KINDS.size()));
		return switch (kind) {
			case STRUCT ->
				(depth < 5) ? new ColumnType.Struct(columns(1 + this.random.nextInt(6), depth + 1)) : ColumnType.BOOL;
			case RANGE -> new ColumnType.Range(new ColumnType.Simple(RANGE_ELEMENTS.get(this.random.nextInt(3))));
			case NUMERIC, BIGNUMERIC -> new ColumnType.Decimal(kind, null, null);
			case STRING, BYTES -> new ColumnType.Sized(kind, null);
			default -> new ColumnType.Simple(kind);
		};
	}

	private Object value(ColumnType type) {
		return switch (type.kind()) {
			case BOOL -> this.random.nextBoolean();
			case INT64 -> integer();
			case FLOAT64 -> floating();
			case NUMERIC -> decimal(29, 9);
			case BIGNUMERIC -> decimal(38, 38);
			case STRING -> text();
			case GEOGRAPHY -> "POINT(" + this.random.nextInt(180) + " 1.5)";
			case INTERVAL -> "1-2 3 4:5:" + this.random.nextInt(60) + ".25";
			case JSON -> "{\"a\": [1,\t\"" + this.random.nextInt() + "\"]}";
			case BYTES -> bytes();
			case DATE -> FIRST_DAY.plusDays(this.random.nextInt(DAYS));
			case TIME -> time();
			case DATETIME -> datetime();
			case TIMESTAMP -> datetime().toInstant(ZoneOffset.UTC);
			case RANGE -> range(((ColumnType.Range) type).element());
			case STRUCT -> row(new TableSchema(((ColumnType.Struct) type).columns()));
		};
	}

	private long integer() {
		return this.random.nextLong() >> this.random.nextInt(64);
	}

	private double floating() {
		double value = Double.longBitsToDouble(integer());
		return Double.isNaN(value) ? Double.NaN : value;
	}

	private BigDecimal decimal(int digitsBefore, int scale) {
		int bits = this.random.nextInt(digitsBefore * 3);
		BigInteger before = new BigInteger(bits, this.random);
		BigDecimal value = new BigDecimal(before)
			.add(BigDecimal.valueOf(this.random.nextInt(1_000_000_000), this.random.nextInt(scale) + 1)
				.setScale(this.random.nextInt(scale + 1), RoundingMode.DOWN));
		return this.random.nextBoolean() ? value : value.negate();
	}

	private String text() {
		StringBuilder text = new StringBuilder();
		for (int i = this.random.nextInt(this.random.nextBoolean() ? 8 : 300); i > 0; i--) {
			text.appendCodePoint(switch (this.random.nextInt(8)) {
				case 0 -> this.random.nextInt(' ');
				case 1 -> "\"\\/\u007f\u2028".charAt(this.random.nextInt(5));
				case 2 -> 0x400 + this.random.nextInt(0x100);
				case 3 -> 0x1F600 + this.random.nextInt(0x40);
				default -> ' ' + this.random.nextInt(95);
			});
		}
		return text.toString();
	}

	private byte[] bytes() {
		byte[] bytes = new byte[this.random.nextInt(200)];
		this.random.nextBytes(bytes);
		return bytes;
	}

	private LocalTime time() {
		LocalTime time = LocalTime.ofSecondOfDay(this.random.nextInt(86_400));
		return this.random.nextBoolean() ? time : time.plus(this.random.nextInt(1_000_000), ChronoUnit.MICROS);
	}

	private LocalDateTime datetime() {
		return FIRST_DAY.plusDays(this.random.nextInt(DAYS)).atTime(time());
	}

	@SuppressWarnings("unchecked")
	private <T extends Comparable<? super T>> Map<String, Object> range(ColumnType element) {
		T one = (T) value(element);
		T other = (T) value(element);
		boolean ordered = one.compareTo(other) < 0;
		Map<String, Object> range = new LinkedHashMap<>();
		if (this.random.nextInt(3) > 0) {
			range.put("start", ordered ? one : other);
		}
		if (this.random.nextInt(3) > 0) {
			range.put("end", ordered ? other : one);
		}
		return range;
	}

	/**
	 * Microseconds since the epoch.
	 */
	static long micros(Instant instant) {
		return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
	}

}

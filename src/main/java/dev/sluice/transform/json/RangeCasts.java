package dev.sluice.transform.json;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import dev.sluice.record.Reason;
import dev.sluice.table.ColumnType;
import dev.sluice.table.RowWriter;

/**
 * Values of RANGE columns: objects of {@code start} and {@code end}, either of which may
 * be null or absent for no bound, or text as BigQuery writes it, {@code [start, end)},
 * where {@code UNBOUNDED} or {@code NULL} stand for no bound.
 */
final class RangeCasts {

	private static final long UNBOUNDED = Long.MAX_VALUE;

	private static final byte[] START = "start".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] END = "end".getBytes(StandardCharsets.US_ASCII);

	private final JsonScanner scanner;

	private final JsonSkipper skipper;

	private final Mismatch mismatch;

	private final TimeCasts times;

	private long start;

	private long end;

	RangeCasts(JsonScanner scanner, JsonSkipper skipper, Mismatch mismatch, TimeCasts times) {
		this.scanner = scanner;
		this.skipper = skipper;
		this.mismatch = mismatch;
		this.times = times;
	}

	int cast(int at, Field field, RowWriter out) {
		this.start = UNBOUNDED;
		this.end = UNBOUNDED;
		int after = switch (this.scanner.peek(at)) {
			case '"' -> text(at, field);
			case '{' -> object(at, field);
			default -> this.mismatch.wrongType(at, field);
		};
		if (after < 0) {
			return after;
		}
		if (this.start != UNBOUNDED && this.end != UNBOUNDED && this.start >= this.end) {
			return this.mismatch.outOfRange(at, "is a range that does not end after its start");
		}
		out.beginRange(field.index());
		writeBound(0, this.start, field.elementKind(), out);
		writeBound(1, this.end, field.elementKind(), out);
		out.endRange();
		return after;
	}

	private void writeBound(int bound, long value, ColumnType.Kind kind, RowWriter out) {
		if (value != UNBOUNDED) {
			this.times.write(bound, kind, value, out);
		}
	}

	private int text(int at, Field field) {
		int after = this.scanner.string(at + 1);
		if (after < 0) {
			return after;
		}
		byte[] text = this.scanner.text();
		int from = this.scanner.textFrom();
		int to = this.scanner.textTo() - 1;
		int comma = from;
		while (comma < to && text[comma] != ',') {
			comma++;
		}
		if (comma >= to || text[from] != '[' || text[to] != ')') {
			return this.mismatch.wrongType(at, field);
		}
		this.start = bound(field, from + 1, comma);
		this.end = bound(field, (text[comma + 1] == ' ') ? comma + 2 : comma + 1, to);
		return checked(at, after, field);
	}

	private long bound(Field field, int from, int to) {
		String word = new String(this.scanner.text(), from, Math.max(to - from, 0), StandardCharsets.ISO_8859_1)
			.toUpperCase(Locale.ROOT);
		return (word.equals("UNBOUNDED") || word.equals("NULL")) ? UNBOUNDED
				: this.times.read(field.elementKind(), from, to);
	}

	private int checked(int at, int after, Field field) {
		if (!IsoText.isValue(this.start)) {
			return this.times.refuse(at, this.start, field);
		}
		return IsoText.isValue(this.end) ? after : this.times.refuse(at, this.end, field);
	}

	private int object(int at, Field field) {
		boolean hasStart = false;
		boolean hasEnd = false;
		int i = this.scanner.token(at + 1);
		boolean more = this.scanner.peek(i) != '}';
		while (more) {
			int key = i;
			i = this.skipper.key(i);
			boolean isStart = i >= 0 && this.scanner.textIs(START);
			if (i < 0 || !(isStart || this.scanner.textIs(END))) {
				return (i < 0) ? i : this.mismatch.wrongType(at, field);
			}
			if (isStart ? hasStart : hasEnd) {
				return this.scanner.fault().fail(Reason.DUPLICATE_FIELD, "a key stands twice in one object", key);
			}
			hasStart |= isStart;
			hasEnd |= !isStart;
			i = member(this.scanner.colon(i), isStart, field);
			more = i >= 0 && this.scanner.peek(i) == ',';
			i = more ? this.scanner.token(i + 1) : i;
		}
		int after = this.skipper.close(i, '}');
		return (after < 0) ? after : checked(at, after, field);
	}

	private int member(int at, boolean isStart, Field field) {
		if (at < 0) {
			return at;
		}
		byte first = this.scanner.peek(at);
		if (first != '"') {
			int after = (first == 'n') ? this.scanner.literal(at, JsonSkipper.NULL)
					: this.mismatch.wrongType(at, field);
			return (after < 0) ? after : this.scanner.token(after);
		}
		int after = this.scanner.string(at + 1);
		if (after < 0) {
			return after;
		}
		long value = this.times.read(field.elementKind(), this.scanner.textFrom(), this.scanner.textTo());
		this.start = isStart ? value : this.start;
		this.end = isStart ? this.end : value;
		return this.scanner.token(after);
	}

}

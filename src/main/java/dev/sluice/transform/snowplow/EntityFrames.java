package dev.sluice.transform.snowplow;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.sluice.transform.json.Fault;
import dev.sluice.transform.json.JsonScanner;
import dev.sluice.transform.json.JsonSkipper;

/**
 * Where the self-describing data of an event stands in its line: for each datum its
 * schema's URI and its data, which is left for those to check who read it. Reads JSON
 * columns as they are usually written; those that are not, or are no such JSON at all,
 * are left to others. Not thread-safe.
 */
final class EntityFrames {

	/** The columns with JSON, in the order of the line. */
	static final int CONTEXTS = 52;

	static final int UNSTRUCT_EVENT = 58;

	static final int DERIVED_CONTEXTS = 122;

	private static final byte[] SCHEMA = ascii("schema");

	private static final byte[] DATA = ascii("data");

	private static final byte[] CONTEXTS_URI = ascii("iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-");

	private static final byte[] UNSTRUCT_EVENT_URI = ascii(
			"iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-");

	private static final int NONE = -1;

	private static final int FEW = 16;

	/** Room for more data than that is given back. */
	private static final int MOST_KEPT = 4096;

	private final JsonScanner scanner = new JsonScanner(new Fault());

	private final JsonSkipper skipper = new JsonSkipper(this.scanner);

	private int count;

	private int[] column = {};

	private int[] uriFrom = {};

	private int[] uriTo = {};

	private int[] dataFrom = {};

	private int[] dataTo = {};

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * Reads the JSON columns of a line.
	 * @return whether all of them are as usual
	 */
	boolean read(EventLine line) {
		this.count = 0;
		if (this.column.length > MOST_KEPT) {
			resize(0);
		}
		return read(line, CONTEXTS) && read(line, UNSTRUCT_EVENT) && read(line, DERIVED_CONTEXTS);
	}

	private boolean read(EventLine line, int column) {
		if (line.isEmpty(column)) {
			return true;
		}
		this.scanner.read(line.bytes(), line.to(column));
		int i = this.scanner.token(line.from(column));
		i = wrapper(i, column);
		return i >= 0 && this.scanner.token(i) == line.to(column);
	}

	/** Schema first, then data, and nothing else. */
	private int wrapper(int at, int column) {
		JsonScanner in = this.scanner;
		int i = (in.peek(at) == '{') ? in.token(at + 1) : NONE;
		i = member(i, SCHEMA);
		if (i < 0 || in.peek(i) != '"') {
			return NONE;
		}
		int from = i + 1;
		i = in.skipString(from);
		if (i < 0 || !isWrapper(column, from, i - 1)) {
			return NONE;
		}
		i = in.token(i);
		i = (in.peek(i) == ',') ? member(in.token(i + 1), DATA) : NONE;
		if (i >= 0) {
			i = (column == UNSTRUCT_EVENT) ? datum(i, column) : data(i, column);
		}
		return (i < 0) ? i : this.skipper.close(in.token(i), '}');
	}

	private int member(int at, byte[] name) {
		int i = (at < 0) ? at : this.skipper.key(at);
		return (i >= 0 && this.scanner.textIs(name)) ? this.scanner.colon(i) : NONE;
	}

	private boolean isWrapper(int column, int from, int to) {
		byte[] prefix = (column == UNSTRUCT_EVENT) ? UNSTRUCT_EVENT_URI : CONTEXTS_URI;
		byte[] bytes = this.scanner.bytes();
		int addition = from + prefix.length;
		return addition + 1 == to && bytes[addition] >= '0' && bytes[addition] <= '9'
				&& Arrays.equals(bytes, from, addition, prefix, 0, prefix.length);
	}

	private int data(int at, int column) {
		JsonScanner in = this.scanner;
		if (in.peek(at) != '[') {
			return NONE;
		}
		int i = in.token(at + 1);
		boolean more = in.peek(i) != ']';
		while (more) {
			i = datum(i, column);
			i = (i < 0) ? i : in.token(i);
			more = i >= 0 && in.peek(i) == ',';
			i = more ? in.token(i + 1) : i;
		}
		return this.skipper.close(i, ']');
	}

	private int datum(int at, int column) {
		JsonScanner in = this.scanner;
		if (in.peek(at) != '{') {
			return NONE;
		}
		int frame = next(column);
		int i = in.token(at + 1);
		boolean more = true;
		while (more) {
			i = part(i, frame);
			i = (i < 0) ? i : in.token(i);
			more = i >= 0 && in.peek(i) == ',';
			i = more ? in.token(i + 1) : i;
		}
		boolean whole = this.uriTo[frame] != NONE && this.dataTo[frame] != NONE;
		return whole ? this.skipper.close(i, '}') : NONE;
	}

	private int part(int at, int frame) {
		int key = this.skipper.key(at);
		boolean schema = key >= 0 && this.uriTo[frame] == NONE && this.scanner.textIs(SCHEMA);
		boolean data = key >= 0 && this.dataTo[frame] == NONE && this.scanner.textIs(DATA);
		int value = (schema || data) ? this.scanner.colon(key) : NONE;
		if (value < 0) {
			return NONE;
		}
		if (data) {
			this.dataFrom[frame] = value;
			this.dataTo[frame] = this.skipper.pass(value);
			return this.dataTo[frame];
		}
		int after = (this.scanner.peek(value) == '"') ? this.scanner.skipString(value + 1) : NONE;
		this.uriFrom[frame] = value + 1;
		this.uriTo[frame] = after - 1;
		return after;
	}

	/**
	 * Whether the data of a frame is JSON, inside too.
	 */
	boolean isJson(EventLine line, int frame) {
		this.scanner.read(line.bytes(), this.dataTo[frame]);
		return this.skipper.skip(this.dataFrom[frame], 0) == this.dataTo[frame];
	}

	private int next(int column) {
		if (this.count == this.column.length) {
			resize(Math.max(FEW, this.count * 2));
		}
		this.column[this.count] = column;
		this.uriTo[this.count] = NONE;
		this.dataTo[this.count] = NONE;
		return this.count++;
	}

	private void resize(int size) {
		this.column = Arrays.copyOf(this.column, size);
		this.uriFrom = Arrays.copyOf(this.uriFrom, size);
		this.uriTo = Arrays.copyOf(this.uriTo, size);
		this.dataFrom = Arrays.copyOf(this.dataFrom, size);
		this.dataTo = Arrays.copyOf(this.dataTo, size);
	}

	/** The number of data. */
	int count() {
		return this.count;
	}

	/** The column that a datum stands in. */
	int column(int frame) {
		return this.column[frame];
	}

	int uriFrom(int frame) {
		return this.uriFrom[frame];
	}

	int uriTo(int frame) {
		return this.uriTo[frame];
	}

	int dataFrom(int frame) {
		return this.dataFrom[frame];
	}

	int dataTo(int frame) {
		return this.dataTo[frame];
	}

}

package dev.sluice.transform.snowplow;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import dev.sluice.table.RowLayout;
import dev.sluice.table.RowWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps the values of a row as they are handed over: dates as days, timestamps as
 * microseconds.
 */
final class GivenValues implements RowWriter {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private final RowLayout table;

	private final List<Write> writes = new ArrayList<>();

	private final Deque<RowLayout> outer = new ArrayDeque<>();

	private RowLayout layout;

	GivenValues(RowLayout layout) {
		this.table = layout;
		this.layout = layout;
	}

	/**
	 * The row; fields without a value are missing.
	 */
	ObjectNode row() {
		ObjectNode row = NODES.objectNode();
		Deque<JsonNode> open = new ArrayDeque<>(List.of(row));
		for (Write write : this.writes) {
			if (write.value() == null) {
				open.pop();
			}
			else if (open.element() instanceof ArrayNode array) {
				array.add(write.value().deepCopy());
				open(open, array.get(array.size() - 1));
			}
			else {
				open.element().asObject().set(write.name(), write.value().deepCopy());
				open(open, open.element().get(write.name()));
			}
		}
		return row;
	}

	private static void open(Deque<JsonNode> open, JsonNode value) {
		if (value.isContainer()) {
			open.push(value);
		}
	}

	private void put(int field, JsonNode value) {
		this.writes.add(new Write(this.layout.column(field).name(), value));
	}

	@Override
	public RowLayout layout() {
		return this.layout;
	}

	@Override
	public void bool(int field, boolean value) {
		put(field, NODES.booleanNode(value));
	}

	@Override
	public void int64(int field, long value) {
		put(field, NODES.numberNode(value));
	}

	@Override
	public void float64(int field, double value) {
		put(field, Double.isFinite(value) ? NODES.numberNode(value) : NODES.stringNode(Double.toString(value)));
	}

	@Override
	public void decimal(int field, long unscaled, int scale) {
		decimal(field, BigDecimal.valueOf(unscaled, scale));
	}

	@Override
	public void decimal(int field, BigDecimal value) {
		put(field, NODES.numberNode(value));
	}

	@Override
	public void utf8(int field, byte[] utf8, int from, int to) {
		put(field, NODES.stringNode(new String(utf8, from, to - from, StandardCharsets.UTF_8)));
	}

	@Override
	public void bytes(int field, byte[] bytes, int from, int to) {
		throw new UnsupportedOperationException("entities have no bytes");
	}

	@Override
	public void date(int field, int epochDay) {
		put(field, NODES.numberNode(epochDay));
	}

	@Override
	public void time(int field, long micros) {
		throw new UnsupportedOperationException("entities have no times of day");
	}

	@Override
	public void datetime(int field, long micros) {
		put(field, NODES.numberNode(micros));
	}

	@Override
	public void timestamp(int field, long micros) {
		put(field, NODES.numberNode(micros));
	}

	@Override
	public void nullValue(int field) {
		put(field, NODES.nullNode());
	}

	@Override
	public void beginStruct(int field) {
		put(field, NODES.objectNode());
		this.outer.push(this.layout);
		this.layout = this.layout.nested(field);
	}

	@Override
	public void endStruct() {
		this.writes.add(new Write("", null));
		this.layout = this.outer.pop();
	}

	@Override
	public void beginRange(int field) {
		throw new UnsupportedOperationException("entities have no ranges");
	}

	@Override
	public void endRange() {
		throw new UnsupportedOperationException("entities have no ranges");
	}

	@Override
	public void beginArray(int field) {
		put(field, NODES.arrayNode());
		this.outer.push(this.layout);
	}

	@Override
	public void endArray() {
		endStruct();
	}

	@Override
	public int mark() {
		return this.writes.size();
	}

	@Override
	public void rollback(int mark) {
		this.writes.subList(mark, this.writes.size()).clear();
		this.outer.clear();
		this.layout = this.table;
		for (Write write : this.writes) {
			if (write.value() == null) {
				this.layout = this.outer.pop();
			}
			else if (write.value().isContainer()) {
				this.outer.push(this.layout);
				this.layout = write.value().isObject() ? this.layout.nested(this.layout.field(write.name()))
						: this.layout;
			}
		}
	}

	/**
	 * A value, or the end of a container.
	 *
	 * @param name its field's name
	 * @param value the value; an empty container where one begins, and {@code null} where
	 * one ends
	 */
	private record Write(String name, @Nullable JsonNode value) {

	}

}

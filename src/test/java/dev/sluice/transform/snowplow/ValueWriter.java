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
import tools.jackson.databind.node.ContainerNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Collects the values of a row as the Storage Write API takes them: times as counts, JSON
 * as text.
 */
final class ValueWriter implements RowWriter {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private static final Step END = new Step("", null, null);

	private final RowLayout table;

	private final List<Step> steps = new ArrayList<>();

	private final Deque<RowLayout> layouts = new ArrayDeque<>();

	private final Deque<ContainerNode<?>> open = new ArrayDeque<>();

	private ObjectNode row = NODES.objectNode();

	ValueWriter(RowLayout layout) {
		this.table = layout;
		rollback(0);
	}

	ObjectNode row() {
		return this.row;
	}

	private void put(int field, JsonNode value) {
		take(new Step(layout().column(field).name(), value, null));
	}

	private void take(Step step) {
		this.steps.add(step);
		if (step.value() == null) {
			if (this.open.pop() instanceof ObjectNode) {
				this.layouts.pop();
			}
			return;
		}
		JsonNode value = step.value();
		if (value instanceof ContainerNode<?> container) {
			container.removeAll();
		}
		if (this.open.element() instanceof ArrayNode array) {
			array.add(value);
		}
		else {
			((ObjectNode) this.open.element()).set(step.name(), value);
		}
		if (value instanceof ContainerNode<?> container) {
			this.open.push(container);
		}
		if (step.struct() != null) {
			this.layouts.push(step.struct());
		}
	}

	@Override
	public RowLayout layout() {
		return this.layouts.element();
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
		put(field, NODES.numberNode(value));
	}

	@Override
	public void decimal(int field, long unscaled, int scale) {
		put(field, NODES.numberNode(BigDecimal.valueOf(unscaled, scale)));
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
		throw new UnsupportedOperationException("no event has bytes");
	}

	@Override
	public void date(int field, int epochDay) {
		int64(field, epochDay);
	}

	@Override
	public void time(int field, long micros) {
		int64(field, micros);
	}

	@Override
	public void datetime(int field, long micros) {
		int64(field, micros);
	}

	@Override
	public void timestamp(int field, long micros) {
		int64(field, micros);
	}

	@Override
	public void nullValue(int field) {
		// Absent is null.
	}

	@Override
	public void beginStruct(int field) {
		take(new Step(layout().column(field).name(), NODES.objectNode(), layout().nested(field)));
	}

	@Override
	public void endStruct() {
		take(END);
	}

	@Override
	public void beginRange(int field) {
		throw new UnsupportedOperationException("no event has ranges");
	}

	@Override
	public void endRange() {
		throw new UnsupportedOperationException("no event has ranges");
	}

	@Override
	public void beginArray(int field) {
		put(field, NODES.arrayNode());
	}

	@Override
	public void endArray() {
		take(END);
	}

	@Override
	public int mark() {
		return this.steps.size();
	}

	@Override
	public void rollback(int mark) {
		List<Step> kept = List.copyOf(this.steps.subList(0, mark));
		this.steps.clear();
		this.layouts.clear();
		this.open.clear();
		this.row = NODES.objectNode();
		this.layouts.push(this.table);
		this.open.push(this.row);
		kept.forEach(this::take);
	}

	/**
	 * A value, the begin of a struct or an array, or without a value the end of one.
	 */
	private record Step(String name, @Nullable JsonNode value, @Nullable RowLayout struct) {

	}

}

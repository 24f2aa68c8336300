package dev.sluice.transform.snowplow;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

import dev.sluice.fixtures.OneRecord;
import dev.sluice.record.Failure;
import dev.sluice.schema.snowplow.AtomicColumns;
import dev.sluice.schema.snowplow.ColumnLayout;
import dev.sluice.schema.snowplow.EntityRules;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.FieldPath;
import dev.sluice.table.RowLayout;
import dev.sluice.table.RowWriter;
import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;
import dev.sluice.transform.ColumnsProperties;
import dev.sluice.transform.OnNullValue;
import dev.sluice.transform.OnTypeConflict;
import dev.sluice.transform.OnUnknownField;
import dev.sluice.transform.RecordSink;
import dev.sluice.transform.SourceColumns;
import dev.sluice.transform.TemplateTableRouter;
import dev.sluice.transform.Transform;
import dev.sluice.transform.TransformContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.util.unit.DataSize;

/**
 * A transform of events before a table that gets the columns which it lacks.
 */
final class EventWorld {

	static final Instant NOW = Instant.parse("2026-11-20T10:11:12.345Z");

	private static final ColumnsProperties NO_COLUMNS = new ColumnsProperties(null, null, null, null, null, null, null,
			ColumnsProperties.RawType.BYTES, "overflow");

	private final MapSchemas schemas = new MapSchemas();

	private final Transform transform;

	private final List<Column> asked = new ArrayList<>();

	private RowLayout layout;

	private EventWorld(SnowplowProperties properties, OnUnknownField onUnknownField, List<Column> columns) {
		this.layout = RowLayout.of(new TableName("p", "snowplow", "events"), new TableSchema(columns));
		this.transform = new SnowplowTransformFactory(() -> this.schemas, InstantSource.fixed(NOW), "1.0.0")
			.create(new TransformContext(new TemplateTableRouter("snowplow.events", "p", null, 1),
					new SourceColumns(NO_COLUMNS), "overflow", onUnknownField, OnTypeConflict.DEAD_LETTER,
					OnNullValue.FILTER, List.of(properties)));
	}

	static EventWorld of(ColumnLayout layout) {
		return of(properties(layout));
	}

	static EventWorld of(SnowplowProperties properties) {
		return of(properties, AtomicColumns.ofTable(properties.layout()));
	}

	static EventWorld of(SnowplowProperties properties, List<Column> columns) {
		return new EventWorld(properties, OnUnknownField.ADD, columns);
	}

	static EventWorld of(OnUnknownField onUnknownField) {
		return new EventWorld(properties(ColumnLayout.V2), onUnknownField, AtomicColumns.ofTable(ColumnLayout.V2));
	}

	static SnowplowProperties properties(ColumnLayout layout) {
		return properties(layout, List.of(), List.of(), EntityRules.SLUICE);
	}

	static SnowplowProperties properties(ColumnLayout layout, boolean truncates) {
		return new SnowplowProperties(layout, List.of(), List.of(), truncates, EntityRules.SLUICE,
				decompression(10_000_000), new SnowplowProperties.BadRows(null, DataSize.ofBytes(1_000_000), "sluice"));
	}

	static SnowplowProperties properties(ColumnLayout layout, List<String> skipSchemas, List<String> legacyColumns,
			EntityRules rules) {
		return new SnowplowProperties(layout, skipSchemas, legacyColumns, false, rules, decompression(10_000_000),
				new SnowplowProperties.BadRows(null, DataSize.ofBytes(1_000_000), "sluice"));
	}

	static SnowplowProperties.Decompression decompression(long maxEvent) {
		return new SnowplowProperties.Decompression(DataSize.ofBytes(maxEvent), DataSize.ofMegabytes(50), 1000);
	}

	static long micros(Instant instant) {
		return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
	}

	MapSchemas schemas() {
		return this.schemas;
	}

	RowLayout layout() {
		return this.layout;
	}

	/**
	 * Has a new table with the atomic columns alone.
	 */
	void dropTable(ColumnLayout columns) {
		this.asked.clear();
		this.layout = RowLayout.of(this.layout.table(), new TableSchema(AtomicColumns.ofTable(columns)));
	}

	/**
	 * The columns of the table itself that events have asked for.
	 */
	List<Column> asked() {
		return this.asked;
	}

	Outcome transform(String line) {
		return transform(line.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Transforms an event, again if the table lacked columns.
	 */
	Outcome transform(byte[] value) {
		Outcome outcome = once(value);
		for (int i = 0; i < 5 && outcome.failures.isEmpty() && !outcome.additions.isEmpty(); i++) {
			TableSchema before = this.layout.schema();
			this.layout = this.layout.evolve(outcome.additions.applyTo(before));
			outcome = once(value);
		}
		return outcome;
	}

	/**
	 * Transforms an event with the table as it is.
	 */
	Outcome once(byte[] value) {
		Outcome outcome = new Outcome(this.layout, value);
		this.transform.transform(OneRecord.of("enriched").withValue(value), 0, outcome);
		this.asked.addAll(outcome.asked);
		return outcome;
	}

	/**
	 * What became of a record.
	 */
	static final class Outcome implements RecordSink {

		private final RowLayout layout;

		private final byte[] value;

		private final List<ValueWriter> rows = new ArrayList<>();

		private final ColumnAdditions additions = new ColumnAdditions();

		private final List<Column> asked = new ArrayList<>();

		private final List<Failure> failures = new ArrayList<>();

		private final List<String> badParts = new ArrayList<>();

		private @Nullable String waitsFor;

		Outcome(RowLayout layout, byte[] value) {
			this.layout = layout;
			this.value = value;
		}

		byte[] value() {
			return this.value;
		}

		List<String> badParts() {
			return this.badParts;
		}

		List<ObjectNode> rows() {
			return this.rows.stream().map(ValueWriter::row).toList();
		}

		ObjectNode row() {
			if (!this.failures.isEmpty()) {
				throw new AssertionError(this.failures.get(0) + " " + this.failures.get(0).detail());
			}
			if (!this.additions.isEmpty()) {
				throw new AssertionError("the row needs further columns");
			}
			return this.rows.get(0).row();
		}

		@Nullable Failure failure() {
			return this.failures.isEmpty() ? null : this.failures.get(0);
		}

		@Nullable String waitsFor() {
			return this.waitsFor;
		}

		@Override
		public RowWriter row(TableName table) {
			this.rows.add(new ValueWriter(this.layout));
			return this.rows.get(this.rows.size() - 1);
		}

		@Override
		public void missing(@Nullable FieldPath parent, Column column) {
			this.additions.add(parent, column);
			if (parent == null) {
				this.asked.add(column);
			}
		}

		@Override
		public void waits(CompletionStage<?> until, String cause) {
			this.waitsFor = cause;
		}

		@Override
		public void bad(Failure failure) {
			this.failures.add(failure);
		}

		@Override
		public void dropRow() {
			this.rows.remove(this.rows.size() - 1);
		}

		@Override
		public void badPart(byte[] value, Failure failure) {
			this.badParts.add(failure.message());
		}

		@Override
		public void filtered(String rule) {
			throw new IllegalStateException("filtered by " + rule);
		}

	}

}

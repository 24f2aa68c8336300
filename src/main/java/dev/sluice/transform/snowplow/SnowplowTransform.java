package dev.sluice.transform.snowplow;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Objects;

import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import dev.sluice.record.RecordBatch;
import dev.sluice.schema.iglu.IgluSchemas;
import dev.sluice.schema.snowplow.AtomicColumns;
import dev.sluice.schema.snowplow.ColumnLayout;
import dev.sluice.table.Column;
import dev.sluice.table.FieldPath;
import dev.sluice.table.RowLayout;
import dev.sluice.table.RowWriter;
import dev.sluice.table.TableName;
import dev.sluice.transform.RecordSink;
import dev.sluice.transform.SourceColumnsWriter;
import dev.sluice.transform.TableRouter;
import dev.sluice.transform.Transform;
import dev.sluice.transform.TransformContext;
import dev.sluice.transform.json.JsonSkipper;
import org.jspecify.annotations.Nullable;

/**
 * Enriched events into rows, straight from the bytes of their line. What is not as usual
 * is read whole, which finds all that is wrong with it.
 */
final class SnowplowTransform implements Transform {

	/** The rule's name in metrics that drops records of no events. */
	private static final String NO_EVENTS = "no-events";

	/** What is left when an event can be read, but not even then be written. */
	private static final Failure MALFORMED = new Failure(Reason.TOO_LARGE,
			"JSON in the event is nested deeper than " + JsonSkipper.DEEPEST);

	private final EventLine line = new EventLine();

	private final EntityFrames frames = new EntityFrames();

	private final IgluErrors errors = new IgluErrors();

	private final AtomicWriter atomic;

	private final EntityWriter entities;

	private final EventReader reader;

	private final TablePlans plans;

	private final UnknownColumns unknown;

	private final boolean modelColumns;

	private final SnowplowProperties.Decompression decompression;

	private final TableRouter router;

	private final SourceColumnsWriter sourceColumns;

	private final InstantSource clock;

	private int lastIndex = Integer.MAX_VALUE;

	private long slice;

	private long loadedAt;

	private boolean unusual;

	SnowplowTransform(TransformContext context, IgluSchemas schemas, InstantSource clock) {
		SnowplowProperties properties = context.settings(SnowplowProperties.class);
		this.unknown = new UnknownColumns(context.onUnknownField());
		this.plans = new TablePlans(properties);
		this.modelColumns = properties.layout() == ColumnLayout.V2;
		this.decompression = properties.decompression();
		this.atomic = new AtomicWriter(properties.truncateAtomicFields());
		this.reader = new EventReader(properties.truncateAtomicFields());
		this.entities = new EntityWriter(new EntityTypes(schemas, properties), this.unknown);
		this.router = context.router();
		this.sourceColumns = context.sourceColumns().writer();
		this.clock = clock;
	}

	@Override
	public void transform(RecordBatch batch, int index, RecordSink sink) {
		if (index <= this.lastIndex) {
			this.slice++;
			this.loadedAt = this.clock.millis() * 1000;
		}
		this.lastIndex = index;
		byte[] value = Objects.requireNonNull(batch.value(index), "a record without a value is no event");
		Compression compression = Compression.of(value);
		if (compression != null) {
			Events events = new Events(value, batch, index, sink);
			new CompressedRecord(value, compression, this.decompression, this.clock.instant()).read(events);
			events.end();
			return;
		}
		transform(value, batch, index, sink);
	}

	@Override
	public boolean canMakeSeveralRows(byte[] value) {
		return Compression.of(value) != null;
	}

	private void transform(byte[] value, RecordBatch batch, int index, RecordSink sink) {
		Failure failure = event(value, batch, index, sink);
		if (failure != null) {
			sink.bad(failure);
		}
	}

	/**
	 * Writes the row of an event.
	 * @return why there is none; {@code null} also if the sink was told
	 */
	private @Nullable Failure event(byte[] value, RecordBatch batch, int index, RecordSink sink) {
		if (!isUsual(value)) {
			Failure failure = readWhole(value);
			if (failure != null) {
				return failure;
			}
		}
		TableName table = this.router.route(batch, index, this::text, sink);
		if (table == null) {
			return null;
		}
		RowWriter row = sink.row(table);
		TablePlan plan = this.plans.of(row.layout());
		if (plan.atomic().unfit() != null || !this.sourceColumns.write(batch, index, row, sink)) {
			return plan.atomic().unfit();
		}
		int mark = row.mark();
		Failure failure = write(plan, row, sink);
		if (this.unusual) {
			row.rollback(mark);
			failure = readWhole(value);
			failure = (failure != null) ? failure : write(plan, row, sink);
		}
		return (failure != null) ? sureOf(failure, value) : null;
	}

	/**
	 * What is no event at all is told as that.
	 */
	private Failure sureOf(Failure failure, byte[] value) {
		Failure unreadable = this.reader.read(value).failure();
		return (unreadable != null) ? unreadable : failure;
	}

	private boolean isUsual(byte[] value) {
		return this.line.read(value, 0, value.length) == EventLine.COLUMNS && this.frames.read(this.line)
				&& this.entities.recognise(this.frames, this.line.bytes());
	}

	/**
	 * Reads an event whose JSON is not as usual, and puts it as usual.
	 * @return why the value is no event
	 */
	private @Nullable Failure readWhole(byte[] value) {
		EventReader.Reading reading = this.reader.read(value);
		Event event = reading.event();
		if (event == null) {
			return reading.failure();
		}
		byte[] usual = event.withUsualJson(this.line).getBytes(StandardCharsets.UTF_8);
		return isUsual(usual) ? null : MALFORMED;
	}

	private @Nullable String text(FieldPath path) {
		int column = (path.names().size() == 1) ? AtomicColumns.indexOf(path.names().get(0)) : -1;
		return (column < 0 || this.line.isEmpty(column)) ? null : this.line.text(column);
	}

	/**
	 * Writes all columns. Notes if that is not possible as it usually is.
	 * @return why they cannot be written; {@code null} also if the sink was told
	 */
	private @Nullable Failure write(TablePlan plan, RowWriter row, RecordSink sink) {
		AtomicFields fields = plan.atomic();
		for (Column column : fields.missing()) {
			this.unknown.missing(null, column, null, sink);
		}
		if (fields.loadTstamp() != RowLayout.NONE) {
			row.timestamp(fields.loadTstamp(), this.loadedAt);
		}
		this.unusual = !this.atomic.write(this.line, fields, row);
		if (this.unusual) {
			return MALFORMED;
		}
		Failure failure = writeEntities(plan, row, sink);
		return (failure != null) ? failure : this.atomic.outOfRange();
	}

	/**
	 * In layout v2, values are not looked at as long as a schema is at fault. As long as
	 * a column is missing, not all that is wrong can be known.
	 */
	private @Nullable Failure writeEntities(TablePlan plan, RowWriter row, RecordSink sink) {
		this.errors.clear();
		if (!this.entities.resolve(this.frames, this.line, this.slice, this.errors, sink)) {
			return null;
		}
		if (this.modelColumns && this.errors.areOfSchemas()) {
			return this.errors.failure();
		}
		if (this.atomic.errors() != null) {
			this.errors.addAll(this.atomic.errors());
		}
		boolean complete = this.entities.write(this.frames, this.line, plan, row, sink, this.errors);
		this.unusual = this.entities.isMalformed();
		if (this.unusual) {
			return MALFORMED;
		}
		return (complete && !this.errors.isEmpty()) ? this.errors.failure() : null;
	}

	/**
	 * The events of a record of many: those that are bad do not keep the others from
	 * being loaded. A dead letter for what is no event at all holds the whole record,
	 * since nothing less does.
	 */
	private final class Events implements CompressedRecord.Visitor {

		private final byte[] value;

		private final RecordBatch batch;

		private final int index;

		private final RecordSink sink;

		private boolean empty = true;

		Events(byte[] value, RecordBatch batch, int index, RecordSink sink) {
			this.value = value;
			this.batch = batch;
			this.index = index;
			this.sink = sink;
		}

		@Override
		public boolean event(byte[] line) {
			this.empty = false;
			PartSink part = new PartSink(this.sink, line);
			transform(line, this.batch, this.index, part);
			return part.end();
		}

		@Override
		public void bad(Failure failure) {
			this.empty = false;
			this.sink.badPart(this.value, failure);
		}

		void end() {
			if (this.empty) {
				this.sink.filtered(NO_EVENTS);
			}
		}

	}

}

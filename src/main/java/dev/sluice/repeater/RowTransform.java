package dev.sluice.repeater;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

import dev.sluice.deadletter.DeadLetterHeaders;
import dev.sluice.deadletter.LetterFacts;
import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import dev.sluice.record.RecordBatch;
import dev.sluice.table.TableName;
import dev.sluice.transform.ColumnsProperties;
import dev.sluice.transform.OnNullValue;
import dev.sluice.transform.OnTypeConflict;
import dev.sluice.transform.OnUnknownField;
import dev.sluice.transform.RecordSink;
import dev.sluice.transform.SourceColumns;
import dev.sluice.transform.TableRouter;
import dev.sluice.transform.Transform;
import dev.sluice.transform.TransformContext;
import dev.sluice.transform.Transforms;
import dev.sluice.transform.json.JsonProperties;
import org.jspecify.annotations.Nullable;

/**
 * Rows as BigQuery JSON, for the table that a header names, into rows. Rows without
 * headers, which Snowplow's loaders leave, are for the pipeline's table.
 */
final class RowTransform implements Transform {

	private final CurrentTable table = new CurrentTable();

	private final String pipeline;

	private final @Nullable TableName onlyTable;

	private final InstantSource clock;

	private final Transform json;

	/**
	 * A transform of the rows of one pipeline.
	 * @param pipeline its name; rows of others that share its topics are left to them
	 * @param onlyTable its table, if it has only one: that of rows which other loaders
	 * have left, without headers
	 * @param transforms makes transforms
	 * @param clock tells the time
	 */
	RowTransform(String pipeline, @Nullable TableName onlyTable, Transforms transforms, InstantSource clock) {
		this.pipeline = pipeline;
		this.onlyTable = onlyTable;
		this.clock = clock;
		this.json = transforms.create("json", context(this.table));
	}

	private static TransformContext context(TableRouter router) {
		ColumnsProperties columns = new ColumnsProperties(null, null, null, null, null, null, null,
				ColumnsProperties.RawType.BYTES, "overflow");
		JsonProperties json = new JsonProperties(false,
				new JsonProperties.Timestamp(JsonProperties.ExcessDigits.DEAD_LETTER, JsonProperties.EpochUnit.MS),
				JsonProperties.Arrays.DEAD_LETTER, JsonProperties.Decimals.NUMERIC, true, JsonProperties.Nested.STRUCT);
		return new TransformContext(router, new SourceColumns(columns), columns.overflow(), OnUnknownField.ADD,
				OnTypeConflict.DEAD_LETTER, OnNullValue.DEAD_LETTER, List.of(json));
	}

	@Override
	public void transform(RecordBatch batch, int index, RecordSink sink) {
		LetterFacts facts = LetterFacts.of(batch, index);
		if (facts.pipeline() != null && !facts.pipeline().equals(this.pipeline)) {
			sink.filtered("other-pipeline");
		}
		else if (facts.table() == null && facts.pipeline() == null && this.onlyTable != null) {
			this.table.name = this.onlyTable;
			transformFlat(batch, index, sink);
		}
		else if (facts.table() == null) {
			sink.bad(new Failure(Reason.NO_TABLE, "no header '" + DeadLetterHeaders.TABLE + "' names the table"));
		}
		else if (DeadLetterHeaders.TOO_LARGE.equals(facts.omitted())) {
			sink.bad(new Failure(Reason.TOO_LARGE, "the row waited for its insert, but was too large for Kafka"));
		}
		else {
			this.table.name = facts.table();
			this.json.transform(batch, index, sink);
		}
	}

	private void transformFlat(RecordBatch batch, int index, RecordSink sink) {
		byte[] value = batch.value(index);
		FlatRow row = (value != null) ? FlatRow.read(value) : null;
		if (value == null || row == null) {
			this.json.transform(batch, index, sink);
		}
		else {
			byte[] filled = row.filledIn(value, this.clock.instant().truncatedTo(ChronoUnit.MICROS));
			this.json.transform(new RowBatch(batch, index, filled), 0, sink);
		}
	}

	/**
	 * Routes each row to the table that its letter names.
	 */
	private static final class CurrentTable implements TableRouter {

		private @Nullable TableName name;

		@Override
		public boolean needsFields() {
			return false;
		}

		@Override
		public @Nullable TableName route(RecordBatch batch, int index, FieldValues fields, RecordSink sink) {
			return this.name;
		}

	}

}

package dev.sluice.transform;

import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import dev.sluice.record.RecordBatch;
import dev.sluice.table.RowWriter;
import dev.sluice.table.TableName;

/**
 * The rule for records without a value (tombstones), which is the same for all formats,
 * before the transform of the others.
 */
final class NullValueTransform implements Transform {

	/** The rule's name in metrics. */
	private static final String RULE = "null-value";

	private static final TableRouter.FieldValues NO_FIELDS = (path) -> null;

	private final Transform transform;

	private final OnNullValue onNullValue;

	private final TableRouter router;

	private final SourceColumnsWriter sourceColumns;

	NullValueTransform(Transform transform, TransformContext context) {
		this.transform = transform;
		this.onNullValue = context.onNullValue();
		this.router = context.router();
		this.sourceColumns = context.sourceColumns().writer();
	}

	@Override
	public void transform(RecordBatch batch, int index, RecordSink sink) {
		if (batch.value(index) != null) {
			this.transform.transform(batch, index, sink);
			return;
		}
		switch (this.onNullValue) {
			case FILTER -> sink.filtered(RULE);
			case DEAD_LETTER -> sink.bad(new Failure(Reason.TOMBSTONE, "the record has no value"));
			case ROW -> writeRow(batch, index, sink);
		}
	}

	@Override
	public boolean canMakeSeveralRows(byte[] value) {
		return this.transform.canMakeSeveralRows(value);
	}

	private void writeRow(RecordBatch batch, int index, RecordSink sink) {
		TableName table = this.router.route(batch, index, NO_FIELDS, sink);
		if (table != null) {
			RowWriter row = sink.row(table);
			this.sourceColumns.write(batch, index, row, sink);
		}
	}

}

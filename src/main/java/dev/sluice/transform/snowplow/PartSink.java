package dev.sluice.transform.snowplow;

import java.util.concurrent.CompletionStage;

import dev.sluice.record.Failure;
import dev.sluice.schema.snowplow.ShreddedType;
import dev.sluice.table.Column;
import dev.sluice.table.FieldPath;
import dev.sluice.table.RowWriter;
import dev.sluice.table.TableName;
import dev.sluice.transform.RecordSink;
import org.jspecify.annotations.Nullable;

/**
 * Receives what one event of a record of many becomes: if it is bad, the others are not.
 */
final class PartSink implements RecordSink {

	private final RecordSink record;

	private final byte[] part;

	private boolean rowBegun;

	private @Nullable Failure failure;

	/**
	 * A sink for an event.
	 * @param record receives what the record becomes
	 * @param part the event as the value of a record of its own
	 */
	PartSink(RecordSink record, byte[] part) {
		this.record = record;
		this.part = part;
	}

	@Override
	public RowWriter row(TableName table) {
		this.rowBegun = true;
		return this.record.row(table);
	}

	@Override
	public void dropRow() {
		this.rowBegun = false;
		this.record.dropRow();
	}

	@Override
	public void missing(@Nullable FieldPath parent, Column column) {
		this.record.missing(parent, column);
	}

	@Override
	public void missing(@Nullable FieldPath parent, Column column, ShreddedType type) {
		this.record.missing(parent, column, type);
	}

	@Override
	public void waits(CompletionStage<?> until, String cause) {
		this.record.waits(until, cause);
	}

	@Override
	public void bad(Failure why) {
		this.failure = (this.failure != null) ? this.failure : why;
	}

	@Override
	public void badPart(byte[] value, Failure why) {
		this.record.badPart(value, why);
	}

	@Override
	public void filtered(String rule) {
		throw new IllegalStateException("no rule drops single events of a record");
	}

	/**
	 * Ends the event.
	 * @return whether it is good
	 */
	boolean end() {
		Failure why = this.failure;
		if (why != null) {
			if (this.rowBegun) {
				dropRow();
			}
			this.record.badPart(this.part, why);
		}
		return why == null;
	}

}

package dev.sluice.administration.audit;

import dev.sluice.record.Reason;
import dev.sluice.transform.Transform;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A look at records by the pipeline's own transform. For one thread.
 */
final class TransformLook implements RecordLook {

	private final Transform transform;

	private final CountedRows rows;

	private @Nullable RecordView record;

	TransformLook(Transform transform, CountedRows rows) {
		this.transform = transform;
		this.rows = rows;
	}

	/**
	 * Looks at a record from now on.
	 */
	RecordLook at(ConsumerRecord<byte[], byte[]> next) {
		this.record = new RecordView(next);
		return this;
	}

	@Override
	public boolean canMakeSeveralRows() {
		byte[] value = record().value(0);
		return value != null && this.transform.canMakeSeveralRows(value);
	}

	@Override
	public Expectation expectation() {
		this.rows.begin();
		try {
			this.transform.transform(record(), 0, this.rows);
			return this.rows.end();
		}
		catch (RuntimeException ex) {
			return Expectation.bad(Reason.TRANSFORM_FAILED.code());
		}
	}

	private RecordView record() {
		RecordView present = this.record;
		if (present == null) {
			throw new IllegalStateException("there is no record to look at");
		}
		return present;
	}

}

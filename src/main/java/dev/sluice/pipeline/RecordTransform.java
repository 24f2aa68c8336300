package dev.sluice.pipeline;

import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import dev.sluice.record.RecordBatch;
import dev.sluice.transform.Transform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transform of one listener thread. What it throws makes its record bad and stops
 * nothing else. Owned by that thread.
 */
final class RecordTransform {

	private static final Logger logger = LoggerFactory.getLogger(RecordTransform.class);

	private final Transform transform;

	private final RowAssembly assembly;

	RecordTransform(Transform transform, RowAssembly assembly) {
		this.transform = transform;
		this.assembly = assembly;
	}

	/**
	 * The rows of the record that was transformed last, and all else that is known of it.
	 */
	RowAssembly assembly() {
		return this.assembly;
	}

	/**
	 * Transforms a record.
	 * @return what is to be done with it
	 * @throws TableUnreachableException if a table cannot be looked up
	 */
	RowAssembly.Verdict transform(RecordBatch batch, int record) {
		this.assembly.begin();
		try {
			this.transform.transform(batch, record, this.assembly);
			return this.assembly.end();
		}
		catch (TableUnreachableException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			logger.atError()
				.setCause(ex)
				.addKeyValue("position", batch.position(record))
				.log("the transform failed, its record is kept as a dead letter");
			this.assembly.bad(new Failure(Reason.TRANSFORM_FAILED, "the transform failed: " + ex.getClass().getName()));
			return RowAssembly.Verdict.BAD;
		}
	}

}

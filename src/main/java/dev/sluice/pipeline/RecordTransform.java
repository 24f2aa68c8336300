package dev.sluice.pipeline;

import java.util.HashSet;
import java.util.Set;

import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import dev.sluice.record.RecordBatch;
import dev.sluice.record.SourcePosition;
import dev.sluice.transform.Transform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The transform of one listener thread. What it throws makes its record bad and stops
 * nothing else. Owned by that thread.
 */
final class RecordTransform {

	private static final Logger logger = LoggerFactory.getLogger(RecordTransform.class);

	private static final int KINDS = 20;

	private final Set<Class<?>> seen = new HashSet<>();

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
			log(batch.position(record), ex);
			this.assembly.bad(new Failure(Reason.TRANSFORM_FAILED, "the transform failed: " + ex.getClass().getName()));
			return RowAssembly.Verdict.BAD;
		}
	}

	/** A whole topic may fail alike: one stack of a kind is enough. */
	private void log(SourcePosition position, RuntimeException ex) {
		boolean first = this.seen.size() < KINDS && this.seen.add(ex.getClass());
		logger.atLevel((first) ? Level.ERROR : Level.DEBUG)
			.setCause(ex)
			.addKeyValue("position", position)
			.log("the transform failed, its record is kept as a dead letter");
	}

}

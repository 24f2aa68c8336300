package dev.sluice.transform;

import dev.sluice.record.BadRowFormat;
import org.jspecify.annotations.Nullable;

/**
 * Makes the transforms of one format. Each format registers one as a bean.
 */
public interface TransformFactory {

	/**
	 * The format's name, as the property {@code .format} gives it.
	 */
	String format();

	/**
	 * A new transform, for one thread. Records without a value never reach it.
	 * @throws IllegalArgumentException if the settings contradict each other
	 */
	Transform create(TransformContext context);

	/**
	 * What the format wants of the tables that its rows go to.
	 */
	default TableShape tables(TransformContext context) {
		return TableShape.ANY;
	}

	/**
	 * How bad rows are written for the format's own tools; {@code null} if it has none.
	 */
	default @Nullable BadRowFormat badRows(TransformContext context) {
		return null;
	}

}

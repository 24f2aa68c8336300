package dev.sluice.transform;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.sluice.record.BadRowFormat;
import org.jspecify.annotations.Nullable;

/**
 * The formats that records can have. Thread-safe.
 */
public final class Transforms {

	private final Map<String, TransformFactory> factories = new TreeMap<>();

	Transforms(List<TransformFactory> factories) {
		for (TransformFactory factory : factories) {
			TransformFactory other = this.factories.put(factory.format(), factory);
			if (other != null) {
				throw new IllegalStateException("two formats have the name '" + factory.format() + "'");
			}
		}
	}

	/**
	 * A new transform of a pipeline's records, for one thread.
	 * @param format the format's name, as the property {@code .format} gives it
	 * @throws IllegalArgumentException if there is no such format, or its settings
	 * contradict each other
	 */
	public Transform create(String format, TransformContext context) {
		return new NullValueTransform(factory(format).create(context), context);
	}

	/**
	 * What a format wants of the tables that its rows go to.
	 */
	public TableShape tables(String format, TransformContext context) {
		return factory(format).tables(context);
	}

	/**
	 * How bad rows are written for the format's own tools; {@code null} if it has none.
	 */
	public @Nullable BadRowFormat badRows(String format, TransformContext context) {
		return factory(format).badRows(context);
	}

	private TransformFactory factory(String format) {
		TransformFactory factory = this.factories.get(format);
		if (factory == null) {
			throw new IllegalArgumentException(
					"there is no format '" + format + "', only " + String.join(", ", this.factories.keySet()));
		}
		return factory;
	}

}

package dev.sluice.transform;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
		TransformFactory factory = this.factories.get(format);
		if (factory == null) {
			throw new IllegalArgumentException(
					"there is no format '" + format + "', only " + String.join(", ", this.factories.keySet()));
		}
		return new NullValueTransform(factory.create(context), context);
	}

}

package dev.sluice.transform;

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

}

package dev.sluice.configuration;

import java.util.List;

import dev.sluice.pipeline.SluiceProperties;

/**
 * Looks for properties that do not go together, each of them being right by itself.
 */
@FunctionalInterface
interface StartupCheck {

	/**
	 * The properties to refuse; empty if all is well.
	 */
	List<Refusal> check(SluiceProperties properties);

}

package dev.sluice.configuration;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Stops the start because of the configuration. Nothing has been read or written yet.
 */
public final class ConfigurationRefusedException extends RuntimeException {

	private final transient List<Refusal> refusals;

	public ConfigurationRefusedException(List<Refusal> refusals) {
		super(refusals.stream()
			.map((refusal) -> refusal.property() + ": " + refusal.reason())
			.collect(Collectors.joining(" ")));
		this.refusals = List.copyOf(refusals);
	}

	/**
	 * Why, at least one.
	 */
	public List<Refusal> refusals() {
		return this.refusals;
	}

}

package dev.sluice.configuration;

import org.jspecify.annotations.Nullable;

/**
 * A property that keeps Sluice from starting.
 *
 * @param property the property's full name, or the environment variable's
 * @param value the value, or {@code null} if it has none
 * @param reason why it cannot be used: a sentence
 * @param action what to write instead: a sentence
 */
public record Refusal(String property, @Nullable Object value, String reason, String action) {

	/**
	 * A port that another process uses.
	 * @param property the property that moves it
	 * @param port the port
	 */
	public static Refusal portInUse(String property, int port) {
		return new Refusal(property, port, "Another process uses this port.",
				"End that process, or write another port for %s, such as --%s=%d.".formatted(property, property,
						port + 1000));
	}

}

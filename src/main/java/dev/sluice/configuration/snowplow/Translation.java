package dev.sluice.configuration.snowplow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.origin.OriginTrackedValue;
import org.springframework.core.env.PropertySource;

/**
 * Properties that stand for settings of Snowplow's, and what is to be said of them.
 */
final class Translation {

	private final String source;

	private final Map<String, Object> properties = new LinkedHashMap<>();

	private final List<String> notes = new ArrayList<>();

	/**
	 * Creates an empty translation.
	 * @param source the file or the command line, as it may be shown
	 */
	Translation(String source) {
		this.source = source;
	}

	/**
	 * Adds a property.
	 * @param setting the field or flag that it stands for
	 */
	void put(String property, Object value, String setting) {
		this.properties.put(property, OriginTrackedValue.of(value, new SnowplowOrigin(this.source, setting)));
	}

	void note(String sentence) {
		this.notes.add(sentence);
	}

	boolean isEmpty() {
		return this.properties.isEmpty() && this.notes.isEmpty();
	}

	/**
	 * What people should know: sentences.
	 */
	List<String> notes() {
		return this.notes;
	}

	PropertySource<?> propertySource() {
		return new OriginTrackedMapPropertySource("Snowplow: " + this.source, this.properties, true);
	}

}

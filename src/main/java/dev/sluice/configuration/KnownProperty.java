package dev.sluice.configuration;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * A property as the metadata describes it.
 *
 * @param name its name, with {@value #PLACEHOLDER} for the name of a pipeline or user
 * @param type its Java type
 * @param description what it means, without a full stop
 * @param defaultValue its default, or {@code null} if it has none
 */
record KnownProperty(String name, String type, String description, @Nullable String defaultValue) {

	static final String PLACEHOLDER = "<name>";

	/**
	 * Whether a name, in whatever form it is written, means this property, an element of
	 * it if it is a list, or an entry if it is a map.
	 */
	boolean matches(ConfigurationPropertyName written) {
		List<String> elements = List.of(this.name.split("\\.", -1));
		int size = written.getNumberOfElements();
		if (size < elements.size() || (size > elements.size() && !isList() && !isMap())) {
			return false;
		}
		for (int i = 0; i < elements.size(); i++) {
			String element = elements.get(i);
			if (!PLACEHOLDER.equals(element) && !element.replace("-", "").equals(written.getElement(i, Form.UNIFORM))) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Whether an environment variable sets this property. Dots are underscores there,
	 * dashes are left out or underscores too.
	 */
	boolean matchesVariable(String variable) {
		StringBuilder pattern = new StringBuilder();
		for (String element : this.name.split("\\.", -1)) {
			pattern.append(pattern.isEmpty() ? "" : "_")
				.append(PLACEHOLDER.equals(element) ? "[A-Z0-9_]+" : element.replace("-", "_?"));
		}
		if (isList()) {
			pattern.append("(_[0-9]+_?)?");
		}
		if (isMap()) {
			pattern.append("(_.+)?");
		}
		return Pattern.compile(pattern.toString(), Pattern.CASE_INSENSITIVE).matcher(variable).matches();
	}

	/**
	 * This property's name with another's pipeline, user or index.
	 */
	String nameLike(String other) {
		String[] elements = other.replace("[", ".[").split("\\.", -1);
		int placeholder = List.of(this.name.split("\\.", -1)).indexOf(PLACEHOLDER);
		return (placeholder >= 0 && placeholder < elements.length)
				? this.name.replace(PLACEHOLDER, elements[placeholder]).replace(".[", "[") : this.name;
	}

	/**
	 * Whether this property belongs to a map's entries.
	 */
	boolean isEntryOf(KnownProperty map) {
		return this.name.startsWith(map.name + "." + PLACEHOLDER);
	}

	/**
	 * What to write.
	 * @param property the property's name in full
	 */
	String advice(String property) {
		String text = "Write for %s: %s.".formatted(property, this.description);
		return (this.defaultValue != null) ? text + " Without the property it is " + this.defaultValue + "." : text;
	}

	boolean isList() {
		return this.type.startsWith("java.util.List");
	}

	boolean isMap() {
		return this.type.startsWith("java.util.Map");
	}

	/**
	 * The type in words of the documentation.
	 */
	String shortType() {
		String raw = this.type.replaceAll("<.*", "");
		return raw.substring(Math.max(raw.lastIndexOf('.'), raw.lastIndexOf('$')) + 1).toLowerCase(Locale.ROOT);
	}

}

package dev.sluice.schema.iglu;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What names a schema in Iglu: {@code iglu:vendor/name/format/model-revision-addition}.
 *
 * @param vendor who publishes it, such as {@code com.acme}
 * @param name its name
 * @param format its language, usually {@code jsonschema}
 * @param version its version
 */
public record SchemaKey(String vendor, String name, String format, SchemaVersion version) {

	private static final Pattern URI = Pattern.compile(
			"iglu:([a-zA-Z0-9-_.]+)/([a-zA-Z0-9-_]+)/([a-zA-Z0-9-_]+)/([1-9][0-9]*)-(0|[1-9][0-9]*)-(0|[1-9][0-9]*)");

	/**
	 * Reads a key.
	 * @throws IllegalArgumentException if the text is no key
	 */
	public static SchemaKey parse(String uri) {
		Matcher parts = URI.matcher(uri);
		if (!parts.matches()) {
			throw new IllegalArgumentException("'" + uri + "' is no Iglu URI");
		}
		return new SchemaKey(parts.group(1), parts.group(2), parts.group(3), new SchemaVersion(
				Integer.parseInt(parts.group(4)), Integer.parseInt(parts.group(5)), Integer.parseInt(parts.group(6))));
	}

	/**
	 * The key as a URI.
	 */
	public String uri() {
		return "iglu:" + this.vendor + "/" + this.name + "/" + this.format + "/" + this.version;
	}

	@Override
	public String toString() {
		return uri();
	}

}

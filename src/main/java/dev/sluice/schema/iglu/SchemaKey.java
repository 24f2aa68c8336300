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

	static final String NAMES = "iglu:([a-zA-Z0-9-_.]+)/([a-zA-Z0-9-_]+)/([a-zA-Z0-9-_]+)/";

	private static final Pattern URI = Pattern.compile(NAMES + "([0-9]*-[0-9]*-[0-9]*)");

	/**
	 * Reads a key. The whole text must be one; nothing is trimmed.
	 * @throws IgluFormatException with {@link ParseError#INVALID_IGLUURI} if the text has
	 * not the shape of a key, with {@link ParseError#INVALID_SCHEMAVER} if its version is
	 * none
	 */
	public static SchemaKey parse(String uri) {
		Matcher parts = URI.matcher(uri);
		if (!parts.matches()) {
			throw new IgluFormatException(ParseError.INVALID_IGLUURI,
					"'" + uri + "' is not of the form iglu:vendor/name/format/1-0-0");
		}
		return new SchemaKey(parts.group(1), parts.group(2), parts.group(3), SchemaVersion.parse(parts.group(4)));
	}

	/**
	 * The key as a URI.
	 */
	public String uri() {
		return "iglu:" + path();
	}

	/**
	 * Where registries keep the schema, below their {@code schemas}.
	 */
	public String path() {
		return this.vendor + "/" + this.name + "/" + this.format + "/" + this.version;
	}

	SchemaKey withVersion(SchemaVersion other) {
		return new SchemaKey(this.vendor, this.name, this.format, other);
	}

	@Override
	public String toString() {
		return uri();
	}

}

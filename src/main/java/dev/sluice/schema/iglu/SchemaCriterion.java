package dev.sluice.schema.iglu;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A choice of schemas by their keys, such as
 * {@code iglu:com.acme/click/jsonschema/1-*-*}.
 */
public final class SchemaCriterion {

	private static final Pattern URI = Pattern.compile(SchemaKey.NAMES + "([0-9*]+-[0-9*]+-[0-9*]+)");

	private final String vendor;

	private final String name;

	private final String format;

	private final VersionPattern version;

	private SchemaCriterion(String vendor, String name, String format, VersionPattern version) {
		this.vendor = vendor;
		this.name = name;
		this.format = format;
		this.version = version;
	}

	/**
	 * Reads a criterion: a key in which {@code *} may stand for each part of the version.
	 * @throws IgluFormatException if the text is none
	 */
	public static SchemaCriterion parse(String text) {
		Matcher parts = URI.matcher(text);
		if (!parts.matches()) {
			throw new IgluFormatException(ParseError.INVALID_IGLUURI,
					"'" + text + "' is not of the form iglu:vendor/name/format/1-*-*");
		}
		return new SchemaCriterion(parts.group(1), parts.group(2), parts.group(3),
				VersionPattern.parse(parts.group(4), VersionPattern.ANY));
	}

	/**
	 * Whether a schema is among those chosen.
	 */
	public boolean matches(SchemaKey key) {
		return this.vendor.equals(key.vendor()) && this.name.equals(key.name()) && this.format.equals(key.format())
				&& this.version.matches(key.version());
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof SchemaCriterion criterion && toString().equals(criterion.toString());
	}

	@Override
	public int hashCode() {
		return toString().hashCode();
	}

	@Override
	public String toString() {
		return "iglu:" + this.vendor + "/" + this.name + "/" + this.format + "/" + this.version;
	}

}

package dev.sluice.schema.iglu;

import java.util.Comparator;

/**
 * The version of a schema (SchemaVer), ordered by its parts.
 *
 * @param model rises when old data does not fit any more, from 1
 * @param revision rises when some old data may not fit, from 0
 * @param addition rises when all old data fits, from 0
 */
public record SchemaVersion(int model, int revision, int addition) implements Comparable<SchemaVersion> {

	private static final Comparator<SchemaVersion> ORDER = Comparator.comparingInt(SchemaVersion::model)
		.thenComparingInt(SchemaVersion::revision)
		.thenComparingInt(SchemaVersion::addition);

	/**
	 * Reads a version.
	 * @throws IgluFormatException with {@link ParseError#INVALID_SCHEMAVER} if the text
	 * is none
	 */
	public static SchemaVersion parse(String text) {
		SchemaVersion version = VersionPattern.parse(text, VersionPattern.UNKNOWN).full();
		if (version == null) {
			throw new IgluFormatException(ParseError.INVALID_SCHEMAVER,
					"'" + text + "' does not say the whole version");
		}
		return version;
	}

	@Override
	public int compareTo(SchemaVersion other) {
		return ORDER.compare(this, other);
	}

	@Override
	public String toString() {
		return this.model + "-" + this.revision + "-" + this.addition;
	}

}

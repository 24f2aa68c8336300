package dev.sluice.schema.iglu;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A version of which parts may be left open.
 *
 * @param model the model, or {@code null} for any
 * @param revision the revision, or {@code null} for any
 * @param addition the addition, or {@code null} for any
 * @param open the character that stands for an open part
 */
record VersionPattern(@Nullable Integer model, @Nullable Integer revision, @Nullable Integer addition, char open) {

	/** Stands for a part that is not known, in versions. */
	static final char UNKNOWN = '?';

	/** Stands for a part that does not matter, in criteria. */
	static final char ANY = '*';

	private static final Pattern PARTS = Pattern
		.compile("([1-9][0-9]*|[*?])-(0|[1-9][0-9]*|[*?])-(0|[1-9][0-9]*|[*?])");

	/**
	 * Reads a pattern.
	 * @param open the character that may stand for a part
	 * @throws IgluFormatException with {@link ParseError#INVALID_SCHEMAVER} if the text
	 * is none
	 */
	static VersionPattern parse(String text, char open) {
		Matcher parts = PARTS.matcher(text);
		char other = (open == ANY) ? UNKNOWN : ANY;
		if (!parts.matches() || text.indexOf(other) >= 0) {
			throw invalid(text);
		}
		try {
			return new VersionPattern(part(parts.group(1)), part(parts.group(2)), part(parts.group(3)), open);
		}
		catch (NumberFormatException ex) {
			throw invalid(text);
		}
	}

	private static @Nullable Integer part(String text) {
		return Character.isDigit(text.charAt(0)) ? Integer.valueOf(text) : null;
	}

	private static IgluFormatException invalid(String text) {
		return new IgluFormatException(ParseError.INVALID_SCHEMAVER,
				"'" + text + "' is no version such as 1-0-0, with numbers up to " + Integer.MAX_VALUE);
	}

	/**
	 * The version, if no part is open.
	 */
	@Nullable SchemaVersion full() {
		return (this.model != null && this.revision != null && this.addition != null)
				? new SchemaVersion(this.model, this.revision, this.addition) : null;
	}

	boolean matches(SchemaVersion version) {
		return matches(this.model, version.model()) && matches(this.revision, version.revision())
				&& matches(this.addition, version.addition());
	}

	private static boolean matches(@Nullable Integer wanted, int given) {
		return wanted == null || wanted == given;
	}

	@Override
	public String toString() {
		return text(this.model) + "-" + text(this.revision) + "-" + text(this.addition);
	}

	private String text(@Nullable Integer part) {
		return (part != null) ? part.toString() : String.valueOf(this.open);
	}

}

package dev.sluice.transform;

import java.nio.charset.StandardCharsets;

/**
 * The rules for ids of datasets and tables; source: "Dataset naming" and "Table naming"
 * in BigQuery's documentation.
 */
enum TableId {

	DATASET("a dataset's id", "letters of ASCII, digits and _") {

		@Override
		boolean isAllowed(int character) {
			return character < 0x80 && (character == '_' || Character.isLetterOrDigit(character));
		}

	},

	TABLE("a table's id", "letters, digits, marks, connectors, dashes and spaces") {

		@Override
		boolean isAllowed(int character) {
			return switch (Character.getType(character)) {
				case Character.UPPERCASE_LETTER, Character.LOWERCASE_LETTER, Character.TITLECASE_LETTER,
						Character.MODIFIER_LETTER, Character.OTHER_LETTER, Character.NON_SPACING_MARK,
						Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK, Character.DECIMAL_DIGIT_NUMBER,
						Character.LETTER_NUMBER, Character.OTHER_NUMBER, Character.CONNECTOR_PUNCTUATION,
						Character.DASH_PUNCTUATION, Character.SPACE_SEPARATOR ->
					true;
				default -> false;
			};
		}

	};

	private static final int MAX_BYTES = 1024;

	private final String words;

	private final String allowed;

	TableId(String words, String allowed) {
		this.words = words;
		this.allowed = allowed;
	}

	abstract boolean isAllowed(int character);

	/**
	 * Text with {@code _} in the place of every character that ids cannot have.
	 */
	String replaceIllegal(String text) {
		StringBuilder id = new StringBuilder(text.length());
		text.codePoints().map((character) -> isAllowed(character) ? character : '_').forEach(id::appendCodePoint);
		return id.toString();
	}

	static boolean isTooLong(String id) {
		return id.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES;
	}

	/** The id's name in sentences. */
	String words() {
		return this.words;
	}

	/** The allowed characters in a sentence. */
	String allowed() {
		return this.allowed;
	}

}

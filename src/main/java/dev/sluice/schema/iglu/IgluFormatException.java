package dev.sluice.schema.iglu;

/**
 * Says that something is not of Iglu's shape.
 */
public final class IgluFormatException extends IllegalArgumentException {

	private final ParseError error;

	IgluFormatException(ParseError error, String message) {
		super(message);
		this.error = error;
	}

	/**
	 * Iglu's code for the reason.
	 */
	public ParseError error() {
		return this.error;
	}

}

package dev.sluice.schema.iglu;

/**
 * Why a repository has not given a schema.
 *
 * @param kind the kind, in Iglu's words
 * @param message what has happened, at most {@value #LONGEST} characters; empty if the
 * kind says all
 */
record LookupError(Kind kind, String message) {

	/** The longest message that a bad row may hold. */
	static final int LONGEST = 256;

	static final LookupError NOT_FOUND = new LookupError(Kind.NOT_FOUND, "");

	LookupError {
		message = (message.length() > LONGEST) ? message.substring(0, LONGEST) : message;
	}

	static LookupError client(String message) {
		return new LookupError(Kind.CLIENT_FAILURE, message);
	}

	static LookupError repository(String message) {
		return new LookupError(Kind.REPO_FAILURE, message);
	}

	/**
	 * Whether the repository has answered, so that the answer stands until it is asked
	 * anew.
	 */
	boolean isAnswer() {
		return this.kind != Kind.REPO_FAILURE;
	}

	/**
	 * What kind of error it is.
	 */
	enum Kind {

		/** The repository says that it has no such schema. */
		NOT_FOUND("NotFound"),

		/** The repository does not answer, or is not itself. */
		REPO_FAILURE("RepoFailure"),

		/** The repository's answer cannot be used, and will not be another soon. */
		CLIENT_FAILURE("ClientFailure");

		private final String word;

		Kind(String word) {
			this.word = word;
		}

		/**
		 * The kind as Iglu writes it.
		 */
		String word() {
			return this.word;
		}

	}

}

package dev.sluice.administration.journal;

import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An entry of the journal as it is kept, as JSON.
 *
 * @param v version of this form
 * @param at when it was written
 * @param by who did it
 * @param instance the instance that was told to
 * @param verb what was done
 * @param subject what it was done to
 * @param before how it was
 * @param after how it is now; empty if nothing has changed
 * @param outcome what became of it, for people
 */
public record JournalRecord(int v, Instant at, String by, String instance, String verb, String subject,
		Map<String, String> before, Map<String, String> after, String outcome) {

	static final int VERSION = 1;

	public JournalRecord {
		before = Map.copyOf(before);
		after = Map.copyOf(after);
	}

	/**
	 * Whether it is about a pipeline: its subject has the pipeline's name as a word.
	 */
	boolean isAbout(String pipeline) {
		return Pattern.compile("(?<!\\S)" + Pattern.quote(pipeline) + "(?![^\\s,;])").matcher(this.subject).find();
	}

}

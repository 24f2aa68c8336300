package dev.sluice.administration;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What people have changed, kept for those who ask later: who, what, before, after. Holds
 * no secrets and no contents of records. Thread-safe.
 */
public interface Journal {

	/**
	 * Writes an operation down, also one that was refused. Never throws: what cannot be
	 * written is logged.
	 * @return why the entry is in the log alone although it should not be, as a clause
	 * that begins with "not in the journal"; {@code null} if it is where it should be
	 */
	@Nullable String write(Entry entry);

	/**
	 * An operation.
	 *
	 * @param verb what was done, such as {@code pause}
	 * @param subject what it was done to, such as {@code pipeline orders}
	 * @param before how it was
	 * @param after how it is now; empty if nothing has changed
	 * @param outcome what became of it, for people
	 */
	record Entry(String verb, String subject, Map<String, String> before, Map<String, String> after, String outcome) {

		public Entry {
			before = Map.copyOf(before);
			after = Map.copyOf(after);
		}

	}

}

package dev.sluice.mutator;

import java.util.List;

/**
 * Remembers how tables have changed. Thread-safe.
 */
@FunctionalInterface
public interface SchemaHistory {

	/** Remembers nothing. */
	SchemaHistory NONE = (changes) -> {
	};

	/**
	 * Takes changes down, in their order. Never blocks and never throws: loading goes on
	 * whether they can be kept or not.
	 */
	void note(List<SchemaChange> changes);

}

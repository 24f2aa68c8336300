package dev.sluice.mutator;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.sluice.schema.snowplow.ShreddedType;
import dev.sluice.table.TableName;
import org.jspecify.annotations.Nullable;

/**
 * Makes types known whose columns somebody else adds. Thread-safe.
 */
@FunctionalInterface
public interface TypeAnnouncements {

	/** Makes nothing known. */
	TypeAnnouncements NONE = (table, types) -> CompletableFuture.completedFuture(null);

	/**
	 * Makes types known, each about once.
	 * @param table the table that lacks their columns
	 * @param types the types
	 * @return completes when all of them are known for sure, by this call or one before,
	 * however long that takes
	 */
	CompletionStage<Void> announce(TableName table, Collection<ShreddedType> types);

	/**
	 * Has everything made that is needed for it. Does not wait for that.
	 * @param source a topic whose records bring types
	 */
	default void prepare(String source) {
	}

	/**
	 * What keeps types from being made known, as a sentence, or {@code null} if nothing
	 * does.
	 */
	default @Nullable String problem() {
		return null;
	}

}

package dev.sluice.emulator.catalog;

import java.time.Duration;
import java.util.Optional;

/**
 * The catalog as one connection of the write path sees it: every change arrives with the
 * lag it was given, and this view's own share of staleness on top.
 */
public final class WriteView {

	private final Catalog catalog;

	private final Duration staleness;

	WriteView(Catalog catalog, Duration staleness) {
		this.catalog = catalog;
		this.staleness = staleness;
	}

	/**
	 * Finds a table as the write path knows it now: perhaps not yet there, with an old
	 * schema, or already dropped in truth.
	 */
	public Optional<Table> table(TableId id) {
		return this.catalog.seen(id, this.staleness);
	}

}

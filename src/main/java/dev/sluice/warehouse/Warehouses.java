package dev.sluice.warehouse;

import java.util.Collection;
import java.util.List;

import dev.sluice.warehouse.WriteProperties.Guarantee;
import dev.sluice.warehouse.WriteProperties.Mode;

/**
 * The ways into BigQuery by what chooses them. Thread-safe.
 */
public final class Warehouses {

	private final List<Warehouse> all;

	private final FileLoading loading;

	private final StoredPositions positions;

	/**
	 * All ways.
	 * @param all the ways, at most one for each mode and guarantee
	 * @param loading the way through files, which each pipeline has for itself
	 * @param positions tells which records tables have rows of
	 */
	public Warehouses(Collection<? extends Warehouse> all, FileLoading loading, StoredPositions positions) {
		this.all = List.copyOf(all);
		this.loading = loading;
		this.positions = positions;
	}

	/**
	 * The way through files.
	 */
	public FileLoading loading() {
		return this.loading;
	}

	/**
	 * Tells which records tables have rows of.
	 */
	public StoredPositions positions() {
		return this.positions;
	}

	/**
	 * The way that a mode and a guarantee choose.
	 * @throws IllegalStateException if there is none
	 */
	public Warehouse of(Mode mode, Guarantee guarantee) {
		return this.all.stream()
			.filter((warehouse) -> warehouse.mode() == mode && warehouse.guarantee() == guarantee)
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("no way into BigQuery for " + mode + ", " + guarantee));
	}

	/**
	 * The way whose rows become visible when they are flushed.
	 * @throws IllegalStateException if there is none
	 */
	public BufferedStreams streams() {
		return this.all.stream()
			.filter(BufferedStreams.class::isInstance)
			.map(BufferedStreams.class::cast)
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("no way into BigQuery by buffered streams"));
	}

}

package dev.sluice.torture;

import java.time.Duration;
import java.util.List;

/**
 * A table that is dropped while rows are on their way into it, and that the loaders make
 * again.
 * <p>
 * The rows that can be seen in it are written down before, while all writes are held, and
 * writes go on only after they know that the table is gone: BigQuery loses what it takes
 * for a table that it does not know to be dropped yet, and nobody could tell those rows
 * from rows that a loader has lost.
 */
final class DroppedTable implements Fault {

	private static final String HOLD = "{\"operation\": \"%s\", \"moment\": \"BEFORE\", \"effect\": {\"type\": \"hold\"}}";

	/** Until writes that were not held have come to their end. */
	private static final Duration SETTLING = Duration.ofMillis(300);

	/** Longer than it takes until every connection knows. */
	private static final Duration PAST_THE_LAG = Duration.ofSeconds(30);

	private final int dice;

	private boolean dropped;

	DroppedTable(int dice) {
		this.dice = dice;
	}

	@Override
	public boolean strike(Scene scene) {
		List<String> tables = scene.tables().names();
		if (!scene.calls().ready() || tables.isEmpty() || !scene.emulator().claim()) {
			return false;
		}
		String table = tables.get(this.dice % tables.size());
		List<String> holds = scene.writeCalls()
			.stream()
			.map((operation) -> scene.calls().add(HOLD.formatted(operation)))
			.toList();
		try {
			scene.pause(SETTLING);
			scene.keepFromDropped(scene.tables().rows(table));
			this.dropped = scene.tables().drop(table);
			scene.calls().advance(PAST_THE_LAG);
		}
		finally {
			holds.forEach(scene.calls()::remove);
			scene.emulator().release();
		}
		return true;
	}

	@Override
	public boolean lift(Scene scene) {
		return true;
	}

	@Override
	public boolean fired(Findings findings) {
		return this.dropped;
	}

}

package dev.sluice.torture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.sluice.record.SourcePartition;
import dev.sluice.record.SourcePosition;
import dev.sluice.torture.Produced.Fate;

/**
 * Findings of one partition, put together by hand.
 */
final class FindingsBuilder {

	private static final SourcePartition PARTITION = new SourcePartition("orders", 0);

	private final Map<SourcePosition, Produced> produced = new HashMap<>();

	private final Map<SourcePosition, List<Content>> rows = new HashMap<>();

	private final Map<SourcePosition, List<Content>> gone = new HashMap<>();

	private final Map<SourcePosition, String> dead = new HashMap<>();

	private final Set<SourcePosition> waiting = new HashSet<>();

	private final Set<String> columns = new HashSet<>();

	private long committed;

	static SourcePosition position(long offset) {
		return PARTITION.at(offset);
	}

	/** Good records up to an offset, all of them rows and committed. */
	FindingsBuilder stored(long end) {
		for (long offset = 0; offset < end; offset++) {
			produced(offset, Fate.ROW).row(offset, offset);
		}
		return committed(end);
	}

	FindingsBuilder produced(long offset, Fate fate) {
		this.produced.put(position(offset), new Produced(content(offset), fate));
		return this;
	}

	FindingsBuilder row(long offset, long n) {
		this.rows.computeIfAbsent(position(offset), (key) -> new ArrayList<>()).add(content(n));
		return this;
	}

	FindingsBuilder withoutRow(long offset) {
		this.rows.remove(position(offset));
		return this;
	}

	FindingsBuilder gone(long offset) {
		this.gone.put(position(offset), List.of(content(offset)));
		return this;
	}

	FindingsBuilder dead(long offset, String reason) {
		this.dead.put(position(offset), reason);
		return this;
	}

	FindingsBuilder waiting(long offset) {
		this.waiting.add(position(offset));
		return this;
	}

	FindingsBuilder column(String name) {
		this.columns.add(name);
		return this;
	}

	FindingsBuilder committed(long offset) {
		this.committed = offset;
		return this;
	}

	Findings build() {
		return new Findings(this.produced, this.rows, this.gone, this.dead, this.waiting,
				Map.of(PARTITION, this.committed), this.columns);
	}

	private static Content content(long n) {
		return new Content(1, 0, n);
	}

}

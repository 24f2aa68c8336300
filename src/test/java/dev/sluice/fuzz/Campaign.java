package dev.sluice.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.sluice.table.TableSchema;
import org.jspecify.annotations.Nullable;

/**
 * Records for one random table after the other.
 */
final class Campaign {

	private final List<FuzzCase> corpus;

	private final int recordsPerTable;

	private final Map<String, Long> counts = new TreeMap<>();

	private final List<byte[]> records = new ArrayList<>();

	/**
	 * A campaign.
	 * @param corpus cases whose records are varied now and then
	 */
	Campaign(List<FuzzCase> corpus, int recordsPerTable) {
		this.corpus = corpus;
		this.recordsPerTable = recordsPerTable;
	}

	/**
	 * Tries one table.
	 * @param seed decides on everything
	 * @return the case that differs from what it should, as it was found; {@code null} if
	 * none does
	 */
	@Nullable FuzzCase tryTable(long seed) {
		Dice dice = new Dice(seed);
		this.records.clear();
		boolean known = !this.corpus.isEmpty() && dice.oneIn(5);
		FuzzCase start = known ? dice.pick(this.corpus) : unknownTable(dice);
		RandomRecords random = new RandomRecords(dice, start.schema());
		Damage damage = new Damage(dice);
		TestedTable table = new TestedTable(start.schema(), start.settings());
		count("tables");
		for (int i = 0; i < this.recordsPerTable; i++) {
			byte[] record = (known && dice.oneIn(2)) ? dice.pick(start.records()) : random.record();
			if (dice.below(5) < 2) {
				byte[] other = this.records.isEmpty() ? record : dice.pick(this.records);
				record = damage.of(record, other);
			}
			this.records.add(record);
			count("records");
			String difference = table.difference(record);
			this.counts.merge("verdict " + table.lastVerdict(), 1L, Long::sum);
			if (difference != null) {
				count("failures");
				return start.withRecords(List.copyOf(this.records));
			}
		}
		return null;
	}

	private static FuzzCase unknownTable(Dice dice) {
		RandomTables tables = new RandomTables(dice);
		Settings settings = tables.settings();
		TableSchema schema = tables.schema(settings);
		return new FuzzCase(schema, settings, List.of());
	}

	private void count(String what) {
		this.counts.merge(what, 1L, Long::sum);
	}

	/**
	 * What was tried so far.
	 */
	Map<String, Long> counts() {
		return this.counts;
	}

}

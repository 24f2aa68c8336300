package dev.sluice.intake;

import java.util.ArrayList;
import java.util.List;

import dev.sluice.pipeline.Commit;
import dev.sluice.pipeline.SimulatedRecord;
import dev.sluice.table.TableName;

/**
 * What is wrong at the end of a simulation, where everything should be committed and
 * published. Records that retention has deleted may be missing, but not twice there.
 */
final class Verdict {

	private final List<String> wrong = new ArrayList<>();

	private final Surroundings surroundings;

	private final Commit committed;

	Verdict(Surroundings surroundings) {
		this.surroundings = surroundings;
		this.committed = surroundings.group().committed();
	}

	List<String> wrong(SimulatedOwner owner) {
		SimulatedGroup group = this.surroundings.group();
		if (this.committed.offset() < group.end()) {
			this.wrong.add("stuck at offset %d of %d: %s".formatted(this.committed.offset(), group.end(), owner));
		}
		if (this.committed.intent() != null) {
			this.wrong.add("intent left: " + this.committed.intent().text());
		}
		group.log().forEach(this::check);
		return this.wrong;
	}

	private void check(long offset) {
		SimulatedRecord simulated = SimulatedRecord.at(offset);
		for (TableName table : SimulatedRecord.TABLES) {
			int rows = this.surroundings.streams().visible(table, offset);
			int wanted = simulated.tables().contains(table) ? 1 : 0;
			if (rows > wanted) {
				this.wrong.add("doubled: %d rows of record %d in %s".formatted(rows, offset, table));
			}
			else if (rows < wanted && isDone(offset)) {
				this.wrong.add("lost: no row of record %d in %s".formatted(offset, table));
			}
		}
		if (simulated.bad() && isDone(offset) && !this.surroundings.letters().contains(offset)) {
			this.wrong.add("lost: no dead letter of record " + offset);
		}
	}

	private boolean isDone(long offset) {
		return offset < this.committed.offset() && offset >= this.surroundings.group().beginning();
	}

}

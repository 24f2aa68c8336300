package dev.sluice.intake;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import dev.sluice.pipeline.Commit;
import org.jspecify.annotations.Nullable;

/**
 * The life of one partition under exactly once, by chance: records arrive, are loaded and
 * published, while owners die, freeze and hand over, streams are lost, and answers come
 * late, in any order, or never. Then the harm ends, and everything must come to rest.
 * There are no threads, and time passes only as it is told to: a seed is always the same
 * life.
 */
final class Simulation {

	private static final int HARMFUL_STEPS = 4500;

	private static final int HARMLESS_STEPS = 10_000;

	private final Surroundings surroundings;

	private final Chance chance;

	private final boolean retention;

	private final int mostOffsets;

	/** After how many steps offsets are written, on the average. */
	private final int pause;

	private SimulatedOwner owner;

	/** One that was taken for dead. */
	private @Nullable SimulatedOwner former;

	Simulation(long seed, Consumer<Hazard> hazards) {
		this.surroundings = new Surroundings(seed, hazards);
		this.chance = this.surroundings.chance();
		this.retention = this.chance.oneIn(3);
		this.mostOffsets = 60 + this.chance.below(200);
		this.pause = 3 + this.chance.below(60);
		this.owner = new SimulatedOwner(this.surroundings);
	}

	/**
	 * Runs to the end.
	 * @return what is wrong then
	 */
	List<String> run() {
		for (int step = 0; step < HARMFUL_STEPS; step++) {
			write();
			anything();
		}
		this.chance.doNoHarm();
		for (int step = 0; step < HARMLESS_STEPS && !atRest(); step++) {
			ordinary(this.owner);
		}
		this.surroundings.streams().carryOutAll();
		return new Verdict(this.surroundings).wrong(this.owner);
	}

	private boolean atRest() {
		Commit committed = this.surroundings.group().committed();
		return committed.offset() == this.surroundings.group().end() && committed.intent() == null;
	}

	private void write() {
		if (this.surroundings.group().end() < this.mostOffsets && this.chance.oneIn(this.pause)) {
			this.surroundings.group().write(1 + this.chance.below(6), this.chance);
		}
	}

	private void anything() {
		int kind = this.chance.below(2000);
		if (kind < 25) {
			this.surroundings.streams().loseAny();
		}
		else if (kind < 29) {
			kill();
		}
		else if (kind < 32) {
			freeze();
		}
		else if (kind < 36) {
			handOver();
		}
		else if (kind < 39) {
			redo();
		}
		else if (kind < 40) {
			delete();
		}
		else if (kind < 240 && this.former != null) {
			ordinary(this.former);
		}
		else {
			ordinary(this.owner);
		}
	}

	private void ordinary(SimulatedOwner acting) {
		switch (this.chance.below(12)) {
			case 0, 1, 2 -> acting.poll();
			case 3, 4 -> {
				this.surroundings.time().pass(Duration.ofMillis(100 + this.chance.below(600)));
				acting.tick();
			}
			case 5, 6 -> {
				this.surroundings.streams().answerAppend();
				acting.tick();
			}
			case 7 -> this.surroundings.streams().carryOutAny();
			case 8 -> acting.consumer().answer();
			case 9 -> acting.letters().keepNext();
			case 10 -> resolveDoubt();
			default -> acting.tick();
		}
	}

	/** Seldom, so that much happens while a commit is in doubt. */
	private void resolveDoubt() {
		switch (this.chance.below(6)) {
			case 0 -> joinAnew();
			case 1 -> this.surroundings.group().commitLate();
			default -> {
				// not yet
			}
		}
	}

	/** In the new generation another member may own the partition. */
	private void joinAnew() {
		if (this.owner.consumer().leaves() && this.chance.harm(2)) {
			handOver();
		}
		this.owner.consumer().join();
	}

	private void kill() {
		this.surroundings.met(Hazard.KILL);
		this.owner = new SimulatedOwner(this.surroundings);
	}

	private void freeze() {
		this.surroundings.met(Hazard.FREEZE);
		this.former = this.owner;
		this.owner = new SimulatedOwner(this.surroundings);
	}

	private void handOver() {
		this.surroundings.met(Hazard.HAND_OVER);
		this.owner.handOver();
		this.owner = new SimulatedOwner(this.surroundings);
	}

	private void redo() {
		this.surroundings.met(Hazard.REDO);
		this.owner.redo();
	}

	private void delete() {
		if (this.retention && this.chance.oneIn(4)) {
			this.surroundings.group().deleteBefore(this.chance.below((int) this.surroundings.group().end() + 1));
		}
	}

}

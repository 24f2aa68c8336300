package dev.sluice.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * What one seed does: how the loaders are set up, and which faults strike them when. The
 * same seed, guarantee, mode and duration make the same schedule.
 *
 * @param seed the seed
 * @param loaders how many instances load when no fault changes that, 1 or 2
 * @param staticMembers whether instances keep their membership of the group when they
 * start again
 * @param sharedTable whether all topics go to one table
 * @param batchRows rows of an append request, at most
 * @param concurrency listener threads of an instance
 * @param strikes the faults, in the order of time
 */
record Schedule(long seed, int loaders, boolean staticMembers, boolean sharedTable, int batchRows, int concurrency,
		List<Strike> strikes) {

	/** What each half a minute has of each sort. */
	private static final int PROCESSES = 4;

	private static final int CALLS = 4;

	private static final int RECORDS = 2;

	private static final Duration ROUND = Duration.ofSeconds(30);

	/**
	 * The schedule of a seed.
	 */
	static Schedule of(long seed, String guarantee, String mode, Duration duration) {
		Random random = new Random(seed * 1_000_003 + guarantee.hashCode() * 31L + mode.hashCode());
		List<Strike> strikes = new ArrayList<>();
		long rounds = Math.max(1, duration.dividedBy(ROUND));
		for (long round = 0; round < rounds; round++) {
			Duration from = duration.multipliedBy(round).dividedBy(rounds);
			Duration length = duration.dividedBy(rounds);
			for (FaultKind kind : choice(random, mode)) {
				strikes.add(strike(kind, from, length, random));
			}
		}
		strikes.sort(Comparator.comparing(Strike::at));
		return new Schedule(seed, 1 + random.nextInt(2), random.nextBoolean(), random.nextInt(3) == 0,
				20 + random.nextInt(180), 1 + random.nextInt(2), List.copyOf(strikes));
	}

	private static List<FaultKind> choice(Random random, String mode) {
		List<FaultKind> choice = new ArrayList<>();
		choice.addAll(some(FaultKind.Sort.PROCESS, PROCESSES, random, mode));
		choice.addAll(some(FaultKind.Sort.CALL, CALLS, random, mode));
		choice.addAll(some(FaultKind.Sort.RECORD, RECORDS, random, mode));
		return choice;
	}

	private static List<FaultKind> some(FaultKind.Sort sort, int number, Random random, String mode) {
		List<FaultKind> kinds = new ArrayList<>(FaultKind.of(sort, mode));
		Collections.shuffle(kinds, random);
		return kinds.subList(0, number);
	}

	private static Strike strike(FaultKind kind, Duration from, Duration length, Random random) {
		double share = 0.05 + 0.75 * random.nextDouble();
		Duration at = from.plusMillis((long) (length.toMillis() * share));
		long shortest = kind.shortest().toMillis();
		long longest = kind.longest().toMillis();
		Duration inForce = Duration.ofMillis(shortest + (long) ((longest - shortest) * random.nextDouble()));
		return new Strike(kind, at, inForce, random.nextInt(Integer.MAX_VALUE));
	}

}

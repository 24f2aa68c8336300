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
 * @param batchAge how long its first row waits for others
 * @param concurrency listener threads of an instance
 * @param strikes the faults, in the order of time
 */
record Schedule(long seed, int loaders, boolean staticMembers, boolean sharedTable, int batchRows, Duration batchAge,
		int concurrency, List<Strike> strikes) {

	/** What each half a minute has of each sort. */
	private static final int PROCESSES = 4;

	private static final int CALLS = 4;

	private static final int RECORDS = 2;

	/**
	 * How long a call's fault is in force, in milliseconds, until a process is hit too.
	 */
	private static final int LONGEST_WAIT = 4000;

	private static final Duration ROUND = Duration.ofSeconds(30);

	/**
	 * The schedule of a seed.
	 */
	static Schedule of(long seed, String guarantee, String mode, Duration duration) {
		Random random = new Random(seed * 1_000_003 + guarantee.hashCode() * 31L + mode.hashCode());
		List<Strike> strikes = new ArrayList<>();
		long rounds = Math.max(1, duration.dividedBy(ROUND));
		for (long round = 0; round < rounds; round++) {
			strikes.addAll(
					round(duration.multipliedBy(round).dividedBy(rounds), duration.dividedBy(rounds), mode, random));
		}
		strikes.sort(Comparator.comparing(Strike::at));
		return new Schedule(seed, 1 + random.nextInt(2), random.nextBoolean(), random.nextInt(3) == 0,
				20 + random.nextInt(180), Duration.ofMillis(20 + random.nextInt(380)), 1 + random.nextInt(2),
				List.copyOf(strikes));
	}

	/**
	 * Processes are best hit while something is under way that has not come to its end.
	 */
	private static List<Strike> round(Duration from, Duration length, String mode, Random random) {
		List<Strike> calls = new ArrayList<>();
		for (FaultKind kind : some(FaultKind.Sort.CALL, CALLS, random, mode)) {
			calls.add(strike(kind, within(from, length, random), random));
		}
		List<Strike> strikes = new ArrayList<>(calls);
		for (FaultKind kind : some(FaultKind.Sort.PROCESS, PROCESSES, random, mode)) {
			Strike call = calls.get(random.nextInt(calls.size()));
			Duration at = random.nextBoolean() ? within(from, length, random) : during(call, random);
			strikes.add(strike(kind, at, random));
		}
		for (FaultKind kind : some(FaultKind.Sort.RECORD, RECORDS, random, mode)) {
			strikes.add(strike(kind, within(from, length, random), random));
		}
		return strikes;
	}

	private static List<FaultKind> some(FaultKind.Sort sort, int number, Random random, String mode) {
		List<FaultKind> kinds = new ArrayList<>(FaultKind.of(sort, mode));
		Collections.shuffle(kinds, random);
		return kinds.subList(0, Math.min(number, kinds.size()));
	}

	private static Duration within(Duration from, Duration length, Random random) {
		return from.plusMillis((long) (length.toMillis() * (0.05 + 0.65 * random.nextDouble())));
	}

	private static Duration during(Strike call, Random random) {
		return call.at().plusMillis((long) (Math.min(LONGEST_WAIT, call.length().toMillis()) * random.nextDouble()));
	}

	private static Strike strike(FaultKind kind, Duration at, Random random) {
		long shortest = kind.shortest().toMillis();
		long longest = kind.longest().toMillis();
		Duration inForce = Duration.ofMillis(shortest + (long) ((longest - shortest) * random.nextDouble()));
		return new Strike(kind, at, inForce, random.nextInt(Integer.MAX_VALUE));
	}

}

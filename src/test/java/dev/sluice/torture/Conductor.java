package dev.sluice.torture;

import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Plays a schedule: strikes, watches and lifts faults when it is time.
 */
final class Conductor {

	private static final Duration BEAT = Duration.ofMillis(200);

	/** How much longer a fault is in force when it has not fired. */
	private static final Duration MORE_TIME = Duration.ofSeconds(40);

	/** How long a fault is lifted in vain before that counts as a failure. */
	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private final Scene scene;

	private final PrintStream journal;

	private final long started = System.nanoTime();

	private final Queue<Played> coming = new PriorityQueue<>(Comparator.comparing((played) -> played.strike.at()));

	private final List<Played> inForce = new ArrayList<>();

	private final List<Played> over = new ArrayList<>();

	/**
	 * A conductor.
	 * @param scene what is struck
	 * @param schedule what is played
	 * @param mode the way into BigQuery
	 * @param journal is told what happens when
	 */
	Conductor(Scene scene, Schedule schedule, String mode, PrintStream journal) {
		this.scene = scene;
		this.journal = journal;
		schedule.strikes().forEach((strike) -> this.coming.add(new Played(strike, strike.kind().fault(strike, mode))));
	}

	/**
	 * Plays for so long, and until all faults have struck and are lifted. On a machine
	 * that has much else to do, faults may wait for each other; they are given twice the
	 * time.
	 */
	void play(Duration duration) {
		while (elapsed().compareTo(duration) < 0 || !this.inForce.isEmpty() || isWaiting(duration)) {
			begin(isWaiting(duration));
			this.inForce.forEach(this::watch);
			end();
			this.scene.pause(BEAT);
		}
	}

	/** The kinds that have really happened. */
	List<FaultKind> fired(Findings findings) {
		return this.over.stream()
			.filter((played) -> played.fault.fired(findings))
			.map((played) -> played.strike.kind())
			.distinct()
			.sorted()
			.toList();
	}

	private boolean isWaiting(Duration duration) {
		return !this.coming.isEmpty() && elapsed().compareTo(duration.multipliedBy(2)) < 0;
	}

	private Duration elapsed() {
		return Duration.ofNanos(System.nanoTime() - this.started);
	}

	private void begin(boolean still) {
		List<Played> due = this.coming.stream()
			.filter((played) -> still && played.strike.at().compareTo(elapsed()) <= 0)
			.toList();
		for (Played played : due) {
			if (does(played, "strike", () -> played.fault.strike(this.scene))) {
				played.since = elapsed();
				this.coming.remove(played);
				this.inForce.add(played);
			}
		}
	}

	private void watch(Played played) {
		does(played, "watch", () -> {
			played.fault.watch(this.scene);
			return true;
		});
	}

	private void end() {
		for (Played played : List.copyOf(this.inForce)) {
			Duration overdue = elapsed().minus(played.since).minus(played.strike.length());
			boolean inVain = !played.fault.hasFired() && overdue.compareTo(MORE_TIME) < 0;
			if (!overdue.isNegative() && !inVain && does(played, "lift", () -> played.fault.lift(this.scene))) {
				this.inForce.remove(played);
				this.over.add(played);
			}
			else if (overdue.compareTo(PATIENCE) > 0) {
				throw new IllegalStateException(played.strike.kind() + " cannot be lifted");
			}
		}
	}

	/** A part of the scene may be away, by another fault. */
	private boolean does(Played played, String what, Attempt attempt) {
		try {
			boolean done = attempt.succeeds();
			if (done && !what.equals("watch")) {
				tell(played, what);
			}
			return done;
		}
		catch (RuntimeException ex) {
			tell(played, what + " failed: " + ex);
			return false;
		}
	}

	private void tell(Played played, String what) {
		this.journal.printf("%s %.1f s %s %s%n", LocalTime.now(), elapsed().toMillis() / 1000.0, played.strike.kind(),
				what);
	}

	private interface Attempt {

		boolean succeeds();

	}

	private static final class Played {

		private final Strike strike;

		private final Fault fault;

		private Duration since = Duration.ZERO;

		private Played(Strike strike, Fault fault) {
			this.strike = strike;
			this.fault = fault;
		}

	}

}

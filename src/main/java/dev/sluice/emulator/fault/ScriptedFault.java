package dev.sluice.emulator.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * A fault in force, with what it has done so far and the calls it holds.
 *
 * Safe for use by many threads.
 */
public final class ScriptedFault {

	private final String id;

	private final Fault fault;

	private final Predicate<Target> predicate;

	private final Random random;

	@GuardedBy("this")
	private final List<CompletableFuture<Verdict>> held = new ArrayList<>();

	@GuardedBy("this")
	private int seen;

	@GuardedBy("this")
	private int hits;

	@GuardedBy("this")
	private boolean over;

	ScriptedFault(String id, Fault fault, Predicate<Target> predicate) {
		this.id = id;
		this.fault = fault;
		this.predicate = predicate;
		this.random = new Random(fault.trigger().seed());
	}

	public String id() {
		return this.id;
	}

	public Fault fault() {
		return this.fault;
	}

	/**
	 * Returns how many calls it has struck.
	 */
	public synchronized int hits() {
		return this.hits;
	}

	/**
	 * Returns how many calls it holds now.
	 */
	public synchronized int holding() {
		return this.held.size();
	}

	synchronized boolean strikes(Target target) {
		if (this.over || !this.fault.matches(target) || !this.predicate.test(target)) {
			return false;
		}
		Trigger trigger = this.fault.trigger();
		int index = this.seen++ - trigger.skip();
		if (index < 0 || index % trigger.every() != 0 || (trigger.times() > 0 && this.hits >= trigger.times())
				|| (trigger.probability() < 1 && this.random.nextDouble() >= trigger.probability())) {
			return false;
		}
		this.hits++;
		return true;
	}

	synchronized CompletableFuture<Verdict> hold() {
		CompletableFuture<Verdict> verdict = new CompletableFuture<>();
		if (this.over) {
			verdict.complete(Verdict.RELEASED);
		}
		else {
			this.held.add(verdict);
			notifyAll();
		}
		return verdict;
	}

	synchronized Duration delay(Effect.Delay delay) {
		long jitter = delay.jitter().toNanos();
		return delay.least().plusNanos((jitter > 0) ? (long) (this.random.nextDouble() * jitter) : 0);
	}

	/**
	 * Waits until the fault holds a call.
	 * @param timeout how long at most, in real time
	 * @return whether it holds one
	 */
	public synchronized boolean awaitHeld(Duration timeout) throws InterruptedException {
		long deadline = System.nanoTime() + timeout.toNanos();
		while (this.held.isEmpty()) {
			long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
			if (left <= 0) {
				return false;
			}
			wait(left);
		}
		return true;
	}

	/**
	 * Lets the calls it holds go on.
	 */
	public void release() {
		decide(Verdict.RELEASED);
	}

	/**
	 * Cuts the connections of the calls it holds.
	 */
	public void drop() {
		decide(Verdict.DROPPED);
	}

	private void decide(Verdict verdict) {
		List<CompletableFuture<Verdict>> waiting;
		synchronized (this) {
			waiting = List.copyOf(this.held);
			this.held.clear();
		}
		waiting.forEach((call) -> call.complete(verdict));
	}

	void end() {
		synchronized (this) {
			this.over = true;
		}
		release();
	}

	/**
	 * What became of a held call.
	 */
	enum Verdict {

		RELEASED, DROPPED

	}

}

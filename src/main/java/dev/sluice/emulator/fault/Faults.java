package dev.sluice.emulator.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * The faults in force. Safe for use by many threads.
 */
public final class Faults {

	private final List<ScriptedFault> faults = new CopyOnWriteArrayList<>();

	private final AtomicLong ids = new AtomicLong();

	/**
	 * Puts a fault in force.
	 */
	public ScriptedFault add(Fault fault) {
		return add(fault, (target) -> true);
	}

	/**
	 * Puts a fault in force for the calls that a predicate picks among the matching ones.
	 */
	public ScriptedFault add(Fault fault, Predicate<Target> predicate) {
		ScriptedFault scripted = new ScriptedFault(Long.toString(this.ids.incrementAndGet()), fault, predicate);
		this.faults.add(scripted);
		return scripted;
	}

	/**
	 * Puts a rendezvous in force: the n-th matching call is held until the fault is
	 * released or dropped.
	 * @param n counted from 1, from now on
	 */
	public ScriptedFault hold(String operation, String resource, int n, Moment moment) {
		return add(new Fault(operation, resource, moment, Trigger.nth(n), new Effect.Hold()));
	}

	public List<ScriptedFault> all() {
		return List.copyOf(this.faults);
	}

	public Optional<ScriptedFault> find(String id) {
		return this.faults.stream().filter((fault) -> fault.id().equals(id)).findFirst();
	}

	/**
	 * Lifts a fault and lets the calls it holds go on.
	 */
	public void remove(ScriptedFault fault) {
		this.faults.remove(fault);
		fault.end();
	}

	/**
	 * Lifts every fault and lets the calls they hold go on.
	 */
	public void clear() {
		all().forEach(this::remove);
	}

	/**
	 * Decides which faults strike a call. Each call is to be counted once.
	 */
	public Intervention intercept(Target target) {
		if (this.faults.isEmpty()) {
			return Intervention.NONE;
		}
		List<ScriptedFault> striking = new ArrayList<>();
		for (ScriptedFault fault : this.faults) {
			if (fault.strikes(target)) {
				striking.add(fault);
			}
		}
		return striking.isEmpty() ? Intervention.NONE : new Intervention(striking);
	}

}

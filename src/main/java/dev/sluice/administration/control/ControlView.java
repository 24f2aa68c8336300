package dev.sluice.administration.control;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sluice.administration.control.ControlValue.Answer;
import dev.sluice.administration.control.ControlValue.Presence;
import dev.sluice.administration.control.ControlValue.State;
import org.jspecify.annotations.Nullable;

/**
 * What the control topic says of the pipelines of this application, as far as it has been
 * read. Thread-safe.
 * <p>
 * The one lock guards all of it. The reader of the topic takes it for each record, and
 * those who wait for answers sleep on its condition, which every record wakes; nothing is
 * called with the lock held but conditions that look at this view.
 */
final class ControlView {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	@GuardedBy("lock")
	private final Map<PipelineKey, Decision> decisions = new HashMap<>();

	@GuardedBy("lock")
	private final Map<PipelineKey, Map<String, HeardInstance>> instances = new HashMap<>();

	/** What is behind this offset was written after the log had lost records. */
	@GuardedBy("lock")
	private long cutAt;

	/**
	 * A view of some pipelines; whatever is said of others is passed over.
	 */
	ControlView(Collection<PipelineKey> pipelines) {
		pipelines.forEach((pipeline) -> {
			this.decisions.put(pipeline, Decision.NONE);
			this.instances.put(pipeline, new TreeMap<>());
		});
	}

	/**
	 * Takes note of a record. A decision that was restored does not take the place of one
	 * that was made after it.
	 * @param heard when it was written
	 */
	void note(ControlKey key, @Nullable ControlValue value, long offset, Instant heard) {
		this.lock.lock();
		try {
			PipelineKey pipeline = key.pipelineKey();
			Map<String, HeardInstance> known = this.instances.get(pipeline);
			if (known == null) {
				return;
			}
			if (key.kind() == ControlKey.Kind.STATE) {
				long from = this.cutAt;
				this.decisions.compute(pipeline, (same, before) -> (value instanceof State state)
						? decision(before, state, offset, from) : Decision.NONE);
			}
			else if (key.instance() != null) {
				note(known, key.instance(), key.kind() == ControlKey.Kind.INSTANCE, value, heard);
			}
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Clocks tell which one is the later only where offsets cannot. */
	private static Decision decision(@Nullable Decision before, State state, long offset, long cutAt) {
		boolean mayBeLost = before != null && before.generation() < 0 && offset < cutAt;
		boolean byClock = state.restored() || mayBeLost;
		return (byClock && before != null && before.after(state.at())) ? before
				: new Decision(state.wantedOrRunning(), state.by(), state.at(), offset);
	}

	private static void note(Map<String, HeardInstance> known, String name, boolean presence,
			@Nullable ControlValue value, Instant heard) {
		HeardInstance before = known.get(name);
		if (value instanceof Presence said) {
			known.put(name, (before != null) ? before.with(said, heard) : new HeardInstance(name, said, null, heard));
		}
		else if (value instanceof Answer given && before != null) {
			known.put(name, before.with(given, heard));
		}
		else if (value == null && presence) {
			known.remove(name);
		}
	}

	/**
	 * Keeps what is known, of which nothing has an offset any more: the log is read
	 * again, and may have lost what was behind an offset.
	 * @param from the first offset of what is new; 0 if all is
	 */
	void cut(long from) {
		this.lock.lock();
		try {
			this.cutAt = from;
			this.decisions.replaceAll((pipeline, decision) -> decision.withoutGeneration());
			this.instances.values()
				.forEach((known) -> known
					.replaceAll((name, heard) -> heard.with(heard.presence().cut(), heard.heard())));
		}
		finally {
			this.lock.unlock();
		}
	}

	Decision decision(PipelineKey pipeline) {
		this.lock.lock();
		try {
			return this.decisions.getOrDefault(pipeline, Decision.NONE);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * All instances of a pipeline that have ever been heard and not said goodbye.
	 */
	List<HeardInstance> instances(PipelineKey pipeline) {
		this.lock.lock();
		try {
			return List.copyOf(this.instances.getOrDefault(pipeline, Map.of()).values());
		}
		finally {
			this.lock.unlock();
		}
	}

	@Nullable HeardInstance instance(PipelineKey pipeline, String name) {
		this.lock.lock();
		try {
			return this.instances.getOrDefault(pipeline, Map.of()).get(name);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Has those who wait look again.
	 */
	void wake() {
		this.lock.lock();
		try {
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits until a condition is met, which is looked at whenever this view has changed.
	 * @param limit how long at most
	 * @return whether it is met
	 */
	boolean await(Duration limit, BooleanSupplier condition) {
		this.lock.lock();
		try {
			long left = limit.toNanos();
			while (!condition.getAsBoolean()) {
				if (left <= 0) {
					return false;
				}
				left = this.changed.awaitNanos(left);
			}
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		finally {
			this.lock.unlock();
		}
	}

}

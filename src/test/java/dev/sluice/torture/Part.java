package dev.sluice.torture;

import java.time.Duration;
import java.util.function.Supplier;

import dev.sluice.fixtures.ChildProcess;
import org.jspecify.annotations.Nullable;

/**
 * A process of a scene that may end and start again. Used by one thread.
 */
final class Part implements AutoCloseable {

	private static final int KILLED = 128 + 9;

	private static final int TERMINATED = 128 + 15;

	/** Longer than a loader drains. */
	private static final Duration PATIENCE = Duration.ofSeconds(40);

	private final String name;

	private final Supplier<ChildProcess> starter;

	private @Nullable ChildProcess process;

	private boolean wanted;

	private boolean claimed;

	Part(String name, Supplier<ChildProcess> starter) {
		this.name = name;
		this.starter = starter;
	}

	String name() {
		return this.name;
	}

	/** Starts it if it is not running. */
	void start() {
		this.wanted = true;
		if (!running()) {
			this.process = this.starter.get();
		}
	}

	boolean running() {
		return this.process != null && this.process.isAlive();
	}

	/** Keeps other faults away from it; returns whether none has it. */
	boolean claim() {
		boolean free = !this.claimed && running();
		this.claimed |= free;
		return free;
	}

	/** Lets other faults have it. */
	void release() {
		this.claimed = false;
	}

	boolean claimed() {
		return this.claimed;
	}

	/** Whether it has ended by itself. */
	boolean failed() {
		return this.wanted && this.process != null && !this.process.isAlive();
	}

	/** Kills it; returns whether this is what ended it. */
	boolean kill() {
		ChildProcess running = unwanted();
		if (running == null || !running.isAlive()) {
			return false;
		}
		running.kill();
		return running.exitStatus() == KILLED;
	}

	/** Asks it to end, without waiting; returns whether there was anything to ask. */
	boolean terminate() {
		ChildProcess running = unwanted();
		if (running == null || !running.isAlive()) {
			return false;
		}
		running.signal("TERM");
		return true;
	}

	private @Nullable ChildProcess unwanted() {
		this.wanted = false;
		return this.process;
	}

	/** Whether it has ended as it was asked to. */
	boolean terminated() {
		return this.process != null && !this.process.isAlive() && this.process.exitStatus() == TERMINATED;
	}

	/** Lets it stand still, or go on. */
	void signal(String name) {
		if (this.process != null) {
			this.process.signal(name);
		}
	}

	/** Asks it to end, and waits until it has, or kills it. */
	@Override
	public void close() {
		if (terminate() && this.process != null && !this.process.awaitEnd(PATIENCE)) {
			this.process.kill();
		}
	}

}

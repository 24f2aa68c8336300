package dev.sluice.administration.control;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import dev.sluice.administration.control.ControlValue.Done;
import dev.sluice.administration.control.ControlValue.Presence;
import dev.sluice.intake.InstanceName;
import org.jspecify.annotations.Nullable;

/**
 * What this instance says of itself for one pipeline. Thread-safe.
 */
final class OwnPresence {

	private static final int MOST_DONE = 20;

	private final InstanceName name;

	private final String version;

	private final Instant startedAt;

	private final Deque<Done> done = new ArrayDeque<>();

	private long intended = Long.MIN_VALUE;

	private long generation = Presence.UNSEEN;

	OwnPresence(InstanceName name, String version, Instant startedAt) {
		this.name = name;
		this.version = version;
		this.startedAt = startedAt;
	}

	/**
	 * The same instance before it has seen to anything.
	 */
	OwnPresence anew() {
		return new OwnPresence(this.name, this.version, this.startedAt);
	}

	/**
	 * Notes that a decision is being put into effect.
	 * @return false if it was so already
	 */
	synchronized boolean intend(long decision) {
		boolean news = this.intended != decision;
		this.intended = decision;
		return news;
	}

	/**
	 * Notes that a decision has been put into effect, or has failed to be.
	 */
	synchronized void decided(long offset) {
		if (this.intended == offset) {
			this.generation = offset;
		}
	}

	synchronized void ordered(long offset, Outcome outcome) {
		this.done.addLast(new Done(offset, outcome.text(), outcome.failed()));
		if (this.done.size() > MOST_DONE) {
			this.done.removeFirst();
		}
	}

	/**
	 * What is said now.
	 * @param failure why the last decision is not in effect, if it is not
	 */
	synchronized Presence at(Instant now, @Nullable String failure) {
		return new Presence(ControlValue.VERSION, this.name.host(), this.version, this.startedAt, now, this.generation,
				failure, List.copyOf(this.done));
	}

}

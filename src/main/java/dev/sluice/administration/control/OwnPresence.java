package dev.sluice.administration.control;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import dev.sluice.administration.control.ControlValue.Done;
import dev.sluice.administration.control.ControlValue.Presence;
import dev.sluice.intake.InstanceName;

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

	private long generation = -1;

	OwnPresence(InstanceName name, String version, Instant startedAt) {
		this.name = name;
		this.version = version;
		this.startedAt = startedAt;
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

	synchronized void decided(long offset, String outcome) {
		this.generation = offset;
		ordered(offset, outcome);
	}

	synchronized void ordered(long offset, String outcome) {
		this.done.addLast(new Done(offset, outcome));
		if (this.done.size() > MOST_DONE) {
			this.done.removeFirst();
		}
	}

	synchronized Presence at(Instant now) {
		return new Presence(ControlValue.VERSION, this.name.host(), this.version, this.startedAt, now, this.generation,
				List.copyOf(this.done));
	}

}

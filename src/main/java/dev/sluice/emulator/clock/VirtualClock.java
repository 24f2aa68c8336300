package dev.sluice.emulator.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * The emulator's time: the system's, moved by whatever was advanced, or standing still.
 *
 * Never runs backwards, has microseconds as its finest unit, and is safe for use by many
 * threads. Metadata lag, stream expiry, idle connections and quota refill follow it;
 * delays of answers pass in real time.
 */
public final class VirtualClock implements InstantSource {

	private final InstantSource source;

	private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

	@GuardedBy("this")
	private Duration ahead = Duration.ZERO;

	@GuardedBy("this")
	private @Nullable Instant frozenAt;

	@GuardedBy("this")
	private Instant latest = Instant.EPOCH;

	public VirtualClock() {
		this(InstantSource.system());
	}

	public VirtualClock(InstantSource source) {
		this.source = source;
	}

	@Override
	public synchronized Instant instant() {
		Instant now = (this.frozenAt != null) ? this.frozenAt : this.source.instant().plus(this.ahead);
		if (now.isAfter(this.latest)) {
			this.latest = now;
		}
		return this.latest;
	}

	/**
	 * Moves time forward.
	 * @param duration how far, not negative
	 */
	public void advance(Duration duration) {
		if (duration.isNegative()) {
			throw new IllegalArgumentException("time does not run backwards: " + duration);
		}
		synchronized (this) {
			this.ahead = this.ahead.plus(duration);
			if (this.frozenAt != null) {
				this.frozenAt = this.frozenAt.plus(duration);
			}
		}
		this.listeners.forEach(Runnable::run);
	}

	/**
	 * Stops time; from now on only {@link #advance(Duration)} moves it.
	 */
	public synchronized void freeze() {
		this.frozenAt = instant();
	}

	/**
	 * Lets time run on from where it stands.
	 */
	public synchronized void unfreeze() {
		if (this.frozenAt != null) {
			this.ahead = Duration.between(this.source.instant(), this.frozenAt);
			this.frozenAt = null;
		}
	}

	/**
	 * Calls a listener after each {@link #advance(Duration)}, on the advancing thread.
	 * @return ends that
	 */
	public Runnable onAdvance(Runnable listener) {
		this.listeners.add(listener);
		return () -> this.listeners.remove(listener);
	}

}

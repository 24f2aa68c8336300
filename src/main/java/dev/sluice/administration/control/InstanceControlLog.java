package dev.sluice.administration.control;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sluice.administration.OwnTopic;
import org.jspecify.annotations.Nullable;

/**
 * A log that nobody else reads, and that ends with the process.
 * <p>
 * Its lock is held while the reader is told of a record, so that records come one at a
 * time and in the order of their offsets; readers do nothing that takes long.
 */
final class InstanceControlLog implements ControlLog {

	private final InstantSource clock;

	@GuardedBy("this")
	private @Nullable Reader reader;

	@GuardedBy("this")
	private long next;

	InstanceControlLog(InstantSource clock) {
		this.clock = clock;
	}

	@Override
	public synchronized void open(Reader opened) {
		this.reader = opened;
		opened.begins();
		opened.caughtUp();
	}

	@Override
	public synchronized CompletableFuture<Long> append(ControlKey key, @Nullable ControlValue value) {
		long offset = this.next++;
		if (this.reader != null) {
			this.reader.read(key, value, offset, this.clock.millis());
		}
		return CompletableFuture.completedFuture(offset);
	}

	@Override
	public OwnTopic.@Nullable Problem problem() {
		return null;
	}

	@Override
	public synchronized void close() {
		this.reader = null;
	}

}

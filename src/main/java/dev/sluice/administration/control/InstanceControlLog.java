package dev.sluice.administration.control;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sluice.topic.OwnTopic;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A log that nobody else reads, and that ends with the process.
 * <p>
 * Its lock is held while the reader is told of a record, so that records come one at a
 * time and in the order of their offsets; readers do nothing that takes long.
 */
final class InstanceControlLog implements ControlLog {

	private static final Logger logger = LoggerFactory.getLogger(InstanceControlLog.class);

	private static final long TICK_SECONDS = 1;

	private final InstantSource clock;

	private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "sluice-control");
		thread.setDaemon(true);
		return thread;
	});

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
		ScheduledFuture<?> unused = this.ticks.scheduleWithFixedDelay(this::tick, TICK_SECONDS, TICK_SECONDS,
				TimeUnit.SECONDS);
	}

	private synchronized void tick() {
		try {
			if (this.reader != null) {
				this.reader.tick();
			}
		}
		catch (RuntimeException ex) {
			logger.atError().setCause(ex).log("pipelines could not be looked after, trying again");
		}
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
		this.ticks.shutdownNow();
	}

}

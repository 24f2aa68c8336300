package dev.sluice.repeater.deadend;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sluice.deadletter.DeadEnd;
import dev.sluice.deadletter.GivenUpInsert;
import dev.sluice.retry.RetryClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Bad rows in files: gathered until there are enough of them or the first has waited long
 * enough, and settled when their file is durable. A file that cannot be written is tried
 * again by the clock, for as long as the process lives. Thread-safe.
 * <p>
 * The lock guards what is gathered; it is held for moments only. Files are written by one
 * thread, outside of it.
 */
class FileDeadEnd implements DeadEnd, AutoCloseable {

	/** The most bytes that wait for their files. */
	private static final long MOST_BYTES = 32 * 1024 * 1024;

	/** The bytes at which a file is begun although there are few bad rows. */
	private static final int FILE_BYTES = 8 * 1024 * 1024;

	private static final int CLOSE_SECONDS = 5;

	private static final Logger logger = LoggerFactory.getLogger(FileDeadEnd.class);

	private final RecoveryErrors badRows;

	private final BadRowFiles files;

	private final FileNames names;

	private final Batching batching;

	private final RetryClock retries;

	private final InstantSource clock;

	private final ExecutorService writer;

	private final Object lock = new Object();

	@GuardedBy("lock")
	private Batch batch = new Batch();

	@GuardedBy("lock")
	private long waiting;

	@GuardedBy("lock")
	private boolean closing;

	FileDeadEnd(RecoveryErrors badRows, BadRowFiles files, FileNames names, Batching batching, RetryClock retries,
			InstantSource clock) {
		this.badRows = badRows;
		this.files = files;
		this.names = names;
		this.batching = batching;
		this.retries = retries;
		this.clock = clock;
		CustomizableThreadFactory threads = new CustomizableThreadFactory("dead-end-");
		threads.setDaemon(true);
		this.writer = Executors.newSingleThreadExecutor(threads);
	}

	@Override
	public CompletionStage<Void> keep(GivenUpInsert insert) {
		byte[] badRow = this.badRows.of(insert);
		CompletableFuture<Void> kept = new CompletableFuture<>();
		try {
			synchronized (this.lock) {
				if (this.waiting > 0 && this.waiting + badRow.length > MOST_BYTES) {
					kept.completeExceptionally(new IOException("too many bad rows wait for their files"));
					return kept;
				}
				this.waiting += badRow.length;
				add(badRow, kept);
			}
		}
		catch (RejectedExecutionException ex) {
			kept.completeExceptionally(ex);
		}
		return kept;
	}

	@GuardedBy("lock")
	private void add(byte[] badRow, CompletableFuture<Void> kept) {
		Batch current = this.batch;
		current.add(badRow, kept);
		if (this.closing || current.kept.size() >= this.batching.rows() || current.content.size() >= FILE_BYTES) {
			cut();
		}
		else if (current.kept.size() == 1) {
			later(this.batching.window()).execute(() -> due(current));
		}
	}

	private void due(Batch candidate) {
		synchronized (this.lock) {
			if (this.batch == candidate) {
				cut();
			}
		}
	}

	@GuardedBy("lock")
	private void cut() {
		Batch full = this.batch;
		this.batch = new Batch();
		if (!full.kept.isEmpty()) {
			String name = this.names.next(this.clock.instant());
			this.writer.execute(() -> write(name, full, 1));
		}
	}

	private void write(String name, Batch full, int attempt) {
		try {
			this.files.write(name, full.content.toByteArray());
		}
		catch (IOException | RuntimeException ex) {
			Duration delay = this.retries.delay(attempt);
			logger.atWarn()
				.addKeyValue("file", name)
				.addKeyValue("cause", ex.toString())
				.addKeyValue("retryInMillis", delay.toMillis())
				.log("bad rows cannot be written");
			later(delay).execute(() -> write(name, full, attempt + 1));
			return;
		}
		synchronized (this.lock) {
			this.waiting -= full.bytes;
		}
		full.kept.forEach((kept) -> kept.complete(null));
		logger.atInfo().addKeyValue("file", name).addKeyValue("badRows", full.kept.size()).log("bad rows written");
	}

	private Executor later(Duration delay) {
		return CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, this.writer);
	}

	/**
	 * Writes what has been gathered, and from now on each bad row at once, since those
	 * who drain wait for it.
	 */
	@EventListener
	void closing(ContextClosedEvent event) {
		synchronized (this.lock) {
			this.closing = true;
			cut();
		}
	}

	@Override
	public void close() {
		this.writer.shutdown();
		try {
			if (!this.writer.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
				this.writer.shutdownNow();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * When a file is begun.
	 *
	 * @param rows when there are so many bad rows
	 * @param window when the first of them has waited for so long
	 */
	record Batching(int rows, Duration window) {

	}

	/**
	 * Bad rows of one file, with newlines in between.
	 */
	private static final class Batch {

		private final ByteArrayOutputStream content = new ByteArrayOutputStream();

		private final List<CompletableFuture<Void>> kept = new ArrayList<>();

		private long bytes;

		void add(byte[] badRow, CompletableFuture<Void> itsKept) {
			if (!this.kept.isEmpty()) {
				this.content.write('\n');
			}
			this.content.writeBytes(badRow);
			this.bytes += badRow.length;
			this.kept.add(itsKept);
		}

	}

}

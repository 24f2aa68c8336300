package dev.sluice.emulator.job;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.google.gson.JsonObject;
import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.ingest.LoadJob.JobError;
import dev.sluice.emulator.query.QueryOutcome;
import org.jspecify.annotations.Nullable;

/**
 * A job and what has become of it.
 *
 * Safe for use by many threads.
 */
public final class Job {

	private final JobId id;

	private final JsonObject configuration;

	private final Instant created;

	private final CompletableFuture<Void> done = new CompletableFuture<>();

	@GuardedBy("this")
	private State state = State.PENDING;

	@GuardedBy("this")
	private @Nullable Instant started;

	@GuardedBy("this")
	private @Nullable Instant ended;

	@GuardedBy("this")
	private @Nullable ApiError error;

	@GuardedBy("this")
	private List<JobError> errors = List.of();

	@GuardedBy("this")
	private @Nullable QueryOutcome outcome;

	@GuardedBy("this")
	private JsonObject statistics = new JsonObject();

	Job(JobId id, JsonObject configuration, Instant created) {
		this.id = id;
		this.configuration = configuration;
		this.created = created;
	}

	public JobId id() {
		return this.id;
	}

	public JsonObject configuration() {
		return this.configuration;
	}

	public Instant created() {
		return this.created;
	}

	public synchronized State state() {
		return this.state;
	}

	public synchronized @Nullable Instant started() {
		return this.started;
	}

	public synchronized @Nullable Instant ended() {
		return this.ended;
	}

	/**
	 * Returns why it failed, {@code null} if it did not.
	 */
	public synchronized @Nullable ApiError error() {
		return this.error;
	}

	/**
	 * Returns all errors, those of single rows included.
	 */
	public synchronized List<JobError> errors() {
		return this.errors;
	}

	/**
	 * Returns what came of a query, {@code null} if it is not done or not a query.
	 */
	public synchronized @Nullable QueryOutcome outcome() {
		return this.outcome;
	}

	/**
	 * Returns what a load counted.
	 */
	public synchronized JsonObject statistics() {
		return this.statistics;
	}

	/**
	 * Notes that it runs now.
	 * @return whether it may, since nobody cancelled it
	 */
	synchronized boolean start(Instant time) {
		if (this.state != State.PENDING) {
			return false;
		}
		this.state = State.RUNNING;
		this.started = time;
		return true;
	}

	synchronized void count(JsonObject counts) {
		this.statistics = counts;
	}

	synchronized void report(List<JobError> rowErrors) {
		this.errors = List.copyOf(rowErrors);
	}

	void succeed(Instant time, @Nullable QueryOutcome result) {
		finish(time, null, result);
	}

	void fail(Instant time, ApiError reason) {
		finish(time, reason, null);
	}

	private void finish(Instant time, @Nullable ApiError reason, @Nullable QueryOutcome result) {
		synchronized (this) {
			if (this.state == State.DONE) {
				return;
			}
			this.state = State.DONE;
			this.started = (this.started != null) ? this.started : time;
			this.ended = time;
			this.error = reason;
			this.outcome = result;
			if (reason != null && this.errors.isEmpty()) {
				this.errors = List.of(new JobError(reason.reason(), reason.message()));
			}
		}
		this.done.complete(null);
	}

	/**
	 * Waits until the job is done.
	 * @param millis how long at most, in real time
	 * @return whether it is done
	 */
	public boolean await(long millis) {
		try {
			this.done.get(millis, TimeUnit.MILLISECONDS);
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * How far a job has come.
	 */
	public enum State {

		PENDING, RUNNING, DONE

	}

}

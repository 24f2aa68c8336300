package dev.sluice.warehouse.loadjob;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import com.google.cloud.bigquery.BigQueryException;
import dev.sluice.retry.RetryClock;
import dev.sluice.table.TableName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Sees jobs through to their end: submits them, asks until they are done, and tries again
 * for as long as BigQuery cannot be asked. A job of an id runs once, however often it is
 * submitted. Thread-safe.
 */
final class LoadRunner {

	private static final Logger logger = LoggerFactory.getLogger(LoadRunner.class);

	/** After so long somebody should know of a job that waits or runs. */
	private static final Duration LONG = Duration.ofMinutes(15);

	private final LoadJobs jobs;

	private final Executor threads;

	private final RetryClock outages;

	private final Duration poll;

	private final LoadMeters meters;

	private final LoadTroubles troubles;

	/** By the jobs' ids: several partitions ask for the same job at once. */
	private final Map<String, Question> questions = new ConcurrentHashMap<>();

	/**
	 * A runner.
	 * @param threads calls BigQuery
	 * @param outages how long to wait between attempts
	 * @param poll how often a running job is looked at
	 */
	LoadRunner(LoadJobs jobs, Executor threads, RetryClock outages, Duration poll, LoadMeters meters,
			LoadTroubles troubles) {
		this.jobs = jobs;
		this.threads = threads;
		this.outages = outages;
		this.poll = poll;
		this.meters = meters;
		this.troubles = troubles;
	}

	/**
	 * Runs a job, unless it was given up before BigQuery has it.
	 * @param wanted whether it is still to be submitted
	 * @return completes with its end, never exceptionally
	 */
	CompletionStage<JobEnd> run(LoadRequest request, BooleanSupplier wanted) {
		Run run = new Run(request, wanted);
		this.threads.execute(run::submit);
		return run.end;
	}

	/**
	 * Finds out whether a job has loaded its rows; bars it if there is no such job.
	 * @return completes with the answer, which holds for ever; never exceptionally
	 */
	CompletionStage<Boolean> loaded(TableName table, String job) {
		Question question = this.questions.computeIfAbsent(job, (id) -> new Question(table, id));
		if (question.begun.compareAndSet(false, true)) {
			this.threads.execute(question::ask);
		}
		return question.answer.whenComplete((loaded, failure) -> this.questions.remove(job, question));
	}

	private void later(Runnable step, Duration delay) {
		CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, this.threads).execute(step);
	}

	/**
	 * A call that is repeated until it succeeds.
	 */
	private abstract class Attempts {

		private final TableName table;

		private final String job;

		private final long began = System.nanoTime();

		private int failures;

		Attempts(TableName table, String job) {
			this.table = table;
			this.job = job;
		}

		TableName table() {
			return this.table;
		}

		String job() {
			return this.job;
		}

		JobState find() {
			return LoadRunner.this.jobs.find(this.table, this.job);
		}

		void succeeded() {
			if (this.failures > 0) {
				LoadRunner.this.troubles.over(this.table);
			}
			this.failures = 0;
		}

		/**
		 * Looks at a job again that BigQuery has not done yet.
		 */
		void waits(Runnable step) {
			if (System.nanoTime() - this.began > LONG.toNanos()) {
				LoadRunner.this.troubles.passing(this.table,
						"load job " + this.job + " is not done after " + LONG.toMinutes() + " minutes");
			}
			later(step, LoadRunner.this.poll);
		}

		/**
		 * Has a step done again after an outage.
		 */
		void again(Runnable step, Exception cause) {
			this.failures++;
			Duration delay = LoadRunner.this.outages.delay(this.failures);
			note("load job " + this.job + " cannot be submitted or asked for: " + cause.getMessage(), cause);
			logger.atLevel((this.failures == 1) ? Level.WARN : Level.DEBUG)
				.addKeyValue("table", this.table)
				.addKeyValue("job", this.job)
				.addKeyValue("cause", cause.toString())
				.addKeyValue("retryInMillis", delay.toMillis())
				.log("load job is tried again");
			later(step, delay);
		}

		private void note(String message, Exception cause) {
			if (cause instanceof BigQueryException failure && JobFailures.denied(failure)) {
				LoadRunner.this.troubles.lasting(this.table, message);
			}
			else {
				LoadRunner.this.troubles.passing(this.table, message);
			}
		}

	}

	/** A job on its way. */
	private final class Run extends Attempts {

		private final CompletableFuture<JobEnd> end = new CompletableFuture<>();

		private final LoadRequest request;

		private final BooleanSupplier wanted;

		Run(LoadRequest request, BooleanSupplier wanted) {
			super(request.table(), request.job());
			this.request = request;
			this.wanted = wanted;
		}

		private void submit() {
			if (!this.wanted.getAsBoolean()) {
				this.end.complete(new JobEnd.Failed("the job was given up"));
				return;
			}
			try {
				LoadRunner.this.jobs.submit(this.request);
				LoadRunner.this.meters.submitted();
				look();
			}
			catch (BigQueryException ex) {
				failed(ex);
			}
			catch (IOException | RuntimeException ex) {
				recheck(ex);
			}
		}

		private void failed(BigQueryException failure) {
			if (failure.getCode() == JobFailures.DUPLICATE) {
				look();
			}
			else if (JobFailures.isOfTable(failure.getReason(), failure.getMessage())) {
				refuse(failure);
			}
			else {
				recheck(failure);
			}
		}

		/**
		 * What is not found may be an upload whose job was accepted before an answer was
		 * lost.
		 */
		private void refuse(BigQueryException failure) {
			try {
				LoadRunner.this.jobs.bar(table(), job());
				this.end.complete(new JobEnd.Refused(String.valueOf(failure.getMessage()), List.of(), false));
			}
			catch (BigQueryException ex) {
				if (ex.getCode() == JobFailures.DUPLICATE) {
					look();
				}
				else {
					again(() -> refuse(failure), ex);
				}
			}
			catch (RuntimeException ex) {
				again(() -> refuse(failure), ex);
			}
		}

		/** BigQuery may have accepted the job all the same. */
		private void recheck(Exception failure) {
			again(() -> {
				try {
					if (find() instanceof JobState.Missing) {
						submit();
					}
					else {
						look();
					}
				}
				catch (RuntimeException ex) {
					recheck(ex);
				}
			}, failure);
		}

		private void look() {
			try {
				JobState state = find();
				succeeded();
				if (state instanceof JobState.Running) {
					waits(this::look);
				}
				else if (state instanceof JobState.Missing) {
					recheck(new IllegalStateException("the job is not there yet"));
				}
				else {
					this.end.complete(ended(state));
				}
			}
			catch (RuntimeException ex) {
				again(this::look, ex);
			}
		}

		private JobEnd ended(JobState state) {
			if (state instanceof JobState.Loaded loaded) {
				LoadRunner.this.meters.loaded(loaded.rows());
				return new JobEnd.Loaded();
			}
			if (state instanceof JobState.Failed failed) {
				LoadRunner.this.meters.failed();
				return JobFailures.end(failed);
			}
			return new JobEnd.Barred();
		}

	}

	/** The search for a job of an earlier owner. */
	private final class Question extends Attempts {

		private final AtomicBoolean begun = new AtomicBoolean();

		private final CompletableFuture<Boolean> answer = new CompletableFuture<>();

		Question(TableName table, String job) {
			super(table, job);
		}

		private void ask() {
			try {
				JobState state = find();
				succeeded();
				if (state instanceof JobState.Running) {
					waits(this::ask);
				}
				else if (state instanceof JobState.Missing) {
					LoadRunner.this.jobs.bar(table(), job());
					this.answer.complete(false);
				}
				else {
					this.answer.complete(state instanceof JobState.Loaded);
				}
			}
			catch (RuntimeException ex) {
				again(this::ask, ex);
			}
		}

	}

}

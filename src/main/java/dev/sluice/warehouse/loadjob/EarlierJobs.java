package dev.sluice.warehouse.loadjob;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import com.google.cloud.bigquery.BigQueryException;
import dev.sluice.retry.RetryClock;
import dev.sluice.table.TableName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The load jobs of the last day that BigQuery knows, so that a process which begins
 * counts those of processes before it. Nothing waits for them.
 */
final class EarlierJobs {

	private static final Logger logger = LoggerFactory.getLogger(EarlierJobs.class);

	private final LoadJobs jobs;

	private final JobIds ids;

	private final JobQuota quota;

	private final Executor threads;

	private final RetryClock outages;

	private final InstantSource clock;

	/**
	 * Counts earlier jobs.
	 * @param ids tells the jobs of this process, which are counted already
	 * @param quota is told of the others
	 * @param outages how long to wait between attempts
	 */
	EarlierJobs(LoadJobs jobs, JobIds ids, JobQuota quota, Executor threads, RetryClock outages, InstantSource clock) {
		this.jobs = jobs;
		this.ids = ids;
		this.quota = quota;
		this.threads = threads;
		this.outages = outages;
		this.clock = clock;
	}

	/**
	 * Asks BigQuery for them until it answers.
	 */
	void count() {
		this.threads.execute(() -> attempt(1));
	}

	private void attempt(int number) {
		try {
			Map<TableName, List<Instant>> found = new HashMap<>();
			this.jobs.since(this.clock.instant().minus(JobQuota.DAY), (table, id, created) -> {
				if (!this.ids.isOurs(id)) {
					found.computeIfAbsent(table, (key) -> new ArrayList<>()).add(created);
				}
			});
			found.forEach(this.quota::earlier);
		}
		catch (BigQueryException ex) {
			if (JobFailures.denied(ex)) {
				logger.atWarn()
					.addKeyValue("cause", ex.toString())
					.log("load jobs before this process are not counted, it may not list jobs");
			}
			else {
				again(number, ex);
			}
		}
		catch (RuntimeException ex) {
			again(number, ex);
		}
	}

	private void again(int number, RuntimeException cause) {
		Duration delay = this.outages.delay(number);
		logger.atDebug().addKeyValue("cause", cause.toString()).log("load jobs are not listed, it is tried again");
		CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, this.threads)
			.execute(() -> attempt(number + 1));
	}

}

package dev.sluice.warehouse.loadjob;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.storage.Storage;
import dev.sluice.retry.RetryClock;
import dev.sluice.retry.RetryProperties;
import dev.sluice.warehouse.FileLoading;
import dev.sluice.warehouse.FileLoads;
import dev.sluice.warehouse.FilesProperties;
import dev.sluice.warehouse.Tables;
import dev.sluice.warehouse.WriteProperties;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Makes the load jobs of all pipelines.
 */
final class PipelineLoads implements FileLoading, AutoCloseable {

	private static final int THREADS = 4;

	private static final int CLOSING_SECONDS = 5;

	private final Collection<JobFileLoads> opened = new ConcurrentLinkedQueue<>();

	private final ExecutorService threads;

	private final BigQuery bigQuery;

	private final Tables tables;

	private final Supplier<Storage> storage;

	private final RetryProperties patience;

	private final MeterRegistry registry;

	private final InstantSource clock;

	PipelineLoads(BigQuery bigQuery, Tables tables, Supplier<Storage> storage, RetryProperties patience,
			MeterRegistry registry, InstantSource clock) {
		this.bigQuery = bigQuery;
		this.tables = tables;
		this.storage = storage;
		this.patience = patience;
		this.registry = registry;
		this.clock = clock;
		CustomizableThreadFactory factory = new CustomizableThreadFactory("sluice-load-");
		factory.setDaemon(true);
		this.threads = Executors.newFixedThreadPool(THREADS, factory);
	}

	@Override
	public FileLoads open(String pipeline, FilesProperties files, WriteProperties write) {
		LoadMeters meters = new LoadMeters(this.registry, pipeline);
		RetryClock outages = this.patience.outage().clock();
		LoadJobs jobs = new LoadJobs(this.bigQuery, this.tables, files.labels());
		LoadTroubles troubles = new LoadTroubles(this.clock);
		LoadRunner runner = new LoadRunner(jobs, this.threads, outages, files.poll(), meters, troubles);
		SpoolDirectory spool = new SpoolDirectory(directory(files).resolve(pipeline));
		FileFinishing finishing = new FileFinishing(files.format(), place(files.directory()), files.pathTemplate(),
				files.keep(), spool, this.clock);
		JobIds ids = new JobIds(pipeline);
		JobQuota quota = new JobQuota(files.jobsPerDay());
		JobFileLoads loads = new JobFileLoads(new LoadParts(files, write.loadSchedule(),
				new Truncation(write.disposition() == WriteProperties.Disposition.TRUNCATE), spool, finishing, runner,
				ids, quota, troubles, this.threads, outages, this.clock), meters);
		this.opened.add(loads);
		new EarlierJobs(jobs, ids, quota, this.threads, outages, this.clock).count();
		this.threads.execute(() -> sweep(finishing, jobs));
		return loads;
	}

	/**
	 * Again every hour; the directory in which rows are gathered is swept when it is
	 * made.
	 */
	private void sweep(FileFinishing finishing, LoadJobs jobs) {
		finishing.sweep((file) -> jobs.needs(file.name()));
		CompletableFuture.delayedExecutor(1, TimeUnit.HOURS, this.threads).execute(() -> sweep(finishing, jobs));
	}

	private @Nullable FilePlace place(@Nullable String given) {
		if (given == null) {
			return null;
		}
		Matcher bucket = FilesProperties.BUCKET.matcher(given);
		if (!bucket.matches()) {
			return new DirectoryPlace(Path.of(given));
		}
		String folder = Objects.requireNonNullElse(bucket.group(2), "");
		return new BucketPlace(bucket.group(1), folder.isEmpty() ? "" : folder + "/", this.storage);
	}

	private static Path directory(FilesProperties files) {
		String given = files.spoolDirectory();
		return (given != null) ? Path.of(given) : Path.of(System.getProperty("java.io.tmpdir"), "sluice-spool");
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
		try {
			this.threads.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		List.copyOf(this.opened).forEach(JobFileLoads::close);
	}

}

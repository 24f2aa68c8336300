package dev.sluice.warehouse.loadjob;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.api.gax.paging.Page;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQuery.JobListOption;
import com.google.cloud.bigquery.BigQueryError;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.FormatOptions;
import com.google.cloud.bigquery.Job;
import com.google.cloud.bigquery.JobId;
import com.google.cloud.bigquery.JobInfo;
import com.google.cloud.bigquery.JobInfo.CreateDisposition;
import com.google.cloud.bigquery.JobInfo.WriteDisposition;
import com.google.cloud.bigquery.JobStatistics;
import com.google.cloud.bigquery.JobStatistics.LoadStatistics;
import com.google.cloud.bigquery.JobStatus;
import com.google.cloud.bigquery.LoadConfiguration;
import com.google.cloud.bigquery.LoadJobConfiguration;
import com.google.cloud.bigquery.ParquetOptions;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.TableDataWriteChannel;
import com.google.cloud.bigquery.TableId;
import com.google.cloud.bigquery.WriteChannelConfiguration;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.CatalogException;
import dev.sluice.warehouse.FilesProperties.Format;
import dev.sluice.warehouse.JobHistory;
import dev.sluice.warehouse.TableDescription;
import dev.sluice.warehouse.Tables;
import org.jspecify.annotations.Nullable;

/**
 * Load jobs by the application's own client. Each call asks once and blocks until it is
 * answered; every call throws {@link BigQueryException} or {@link CatalogException}.
 * Thread-safe.
 */
final class LoadJobs implements JobHistory {

	/** Files of others are never touched. */
	private static final Pattern FILE = Pattern
		.compile("(?:.*/)?([^/.]+\\.[^/.]+\\.[^/.]+)/(?:.*/)?(sluice_[\\w-]+)\\.\\w+");

	/** What is sent at a time, in bytes; Google's client keeps so much in memory. */
	private static final int CHUNK = 4 * 1024 * 1024;

	private static final int PAGE = 1_000;

	/** Of a project with very many jobs, the latest are enough. */
	private static final int MOST_PAGES = 50;

	private final BigQuery bigQuery;

	private final Tables tables;

	private final Map<String, String> labels;

	/** Where datasets are, by project and name; they never move. */
	private final Map<String, String> locations = new ConcurrentHashMap<>();

	/**
	 * Jobs of one pipeline.
	 * @param labels the labels of all jobs
	 */
	LoadJobs(BigQuery bigQuery, Tables tables, Map<String, String> labels) {
		this.bigQuery = bigQuery;
		this.tables = tables;
		this.labels = labels;
	}

	/**
	 * What became of a job.
	 */
	JobState find(TableName table, String id) {
		Job job = this.bigQuery.getJob(jobId(table, id));
		if (job == null) {
			return new JobState.Missing();
		}
		if (!(job.getConfiguration() instanceof LoadJobConfiguration)) {
			return new JobState.Barred();
		}
		JobStatus status = job.getStatus();
		if (status == null || !JobStatus.State.DONE.equals(status.getState())) {
			return new JobState.Running();
		}
		BigQueryError error = status.getError();
		return (error != null) ? new JobState.Failed(String.valueOf(error.getReason()),
				String.valueOf(error.getMessage()), errors(status.getExecutionErrors()))
				: new JobState.Loaded(rows(job));
	}

	private static List<JobError> errors(@Nullable List<BigQueryError> errors) {
		return Objects.requireNonNullElse(errors, List.<BigQueryError>of())
			.stream()
			.map((error) -> new JobError(error.getLocation(), String.valueOf(error.getMessage())))
			.toList();
	}

	private static long rows(Job job) {
		LoadStatistics statistics = job.getStatistics();
		Long rows = (statistics != null) ? statistics.getOutputRows() : null;
		return (rows != null) ? rows : 0;
	}

	@Override
	public void since(Instant earliest, Found found) {
		Page<Job> page = this.bigQuery.listJobs(JobListOption.minCreationTime(earliest.toEpochMilli()),
				JobListOption.pageSize(PAGE));
		for (int pages = 0; page != null && pages < MOST_PAGES; pages++) {
			for (Job job : page.getValues()) {
				JobStatistics statistics = job.getStatistics();
				Long created = (statistics != null) ? statistics.getCreationTime() : null;
				if (job.getConfiguration() instanceof LoadJobConfiguration load && created != null) {
					TableId table = load.getDestinationTable();
					String project = Objects.requireNonNullElse(table.getProject(), this.tables.defaultProject());
					String name = table.getTable().replaceFirst("\\$.*", "");
					found.take(new TableName(project, table.getDataset(), name), job.getJobId().getJob(),
							Instant.ofEpochMilli(created));
				}
			}
			page = page.hasNextPage() ? page.getNextPage() : null;
		}
	}

	/**
	 * Whether a job that still runs reads a file.
	 * @param file the file's name: the table's among its folders, and the job's id
	 */
	boolean needs(String file) {
		Matcher name = FILE.matcher(file);
		return !name.matches() || find(TableName.parse(name.group(1), this.tables.defaultProject()),
				name.group(2)) instanceof JobState.Running;
	}

	/**
	 * Submits a job. Whatever it throws, the job may have been accepted.
	 */
	void submit(LoadRequest request) throws IOException {
		if (request.files().get(0) instanceof LoadFile.Local) {
			upload(request);
			return;
		}
		List<String> uris = request.files().stream().map((file) -> ((LoadFile.Stored) file).uri()).toList();
		LoadJobConfiguration.Builder configuration = LoadJobConfiguration
			.newBuilder(tableId(request.table()), uris, options(request))
			.setLabels(this.labels);
		configure(configuration, request);
		this.bigQuery.create(JobInfo.of(jobId(request.table(), request.job()), configuration.build()));
	}

	/** Not closed when it fails: that would load what was sent so far. */
	@SuppressWarnings("resource")
	private void upload(LoadRequest request) throws IOException {
		WriteChannelConfiguration.Builder configuration = WriteChannelConfiguration
			.newBuilder(tableId(request.table()), options(request))
			.setLabels(this.labels);
		configure(configuration, request);
		TableDataWriteChannel upload = this.bigQuery.writer(jobId(request.table(), request.job()),
				configuration.build());
		upload.setChunkSize(CHUNK);
		for (LoadFile file : request.files()) {
			LoadFile.Local local = (LoadFile.Local) file;
			try (FileChannel content = FileChannel.open(local.path(), StandardOpenOption.READ)) {
				long end = Math.min(local.end(), content.size());
				long sent = local.start();
				while (sent < end) {
					sent += content.transferTo(sent, Math.min(CHUNK, end - sent), upload);
				}
			}
		}
		upload.close();
	}

	private static void configure(LoadConfiguration.Builder configuration, LoadRequest request) {
		configuration.setCreateDisposition(CreateDisposition.CREATE_NEVER);
		configuration.setWriteDisposition(
				request.truncates() ? WriteDisposition.WRITE_TRUNCATE_DATA : WriteDisposition.WRITE_APPEND);
		if (request.format() == Format.AVRO) {
			configuration.setUseAvroLogicalTypes(true);
		}
	}

	private static FormatOptions options(LoadRequest request) {
		return switch (request.format()) {
			case JSON -> FormatOptions.json();
			case AVRO -> FormatOptions.avro();
			case PARQUET -> ParquetOptions.newBuilder().setEnableListInference(true).build();
		};
	}

	/**
	 * Takes the id of a job that was not submitted, so that it never will be: somebody
	 * who still means to submit it finds the id in use.
	 * @throws BigQueryException if there is a job of this id
	 */
	void bar(TableName table, String id) {
		this.bigQuery.create(JobInfo.of(jobId(table, id), QueryJobConfiguration.newBuilder("SELECT 1").build()));
	}

	/** Of a job without a location BigQuery finds those in US and EU only. */
	private JobId jobId(TableName table, String id) {
		JobId.Builder job = JobId.newBuilder().setProject(this.tables.defaultProject()).setJob(id);
		String location = location(table);
		return (location != null) ? job.setLocation(location).build() : job.build();
	}

	private @Nullable String location(TableName table) {
		String dataset = table.project() + "." + table.dataset();
		String known = this.locations.get(dataset);
		if (known != null) {
			return known;
		}
		TableDescription description = this.tables.describe(table);
		String found = (description != null) ? description.location() : null;
		if (found != null) {
			this.locations.put(dataset, found);
		}
		return found;
	}

	private static TableId tableId(TableName table) {
		return TableId.of(table.project(), table.dataset(), table.table());
	}

}

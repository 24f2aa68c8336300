package dev.sluice.administration.doctor;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import dev.sluice.pipeline.PipelineProperties;
import dev.sluice.pipeline.SluiceProperties;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.AccountAccess;
import dev.sluice.warehouse.CatalogException;
import dev.sluice.warehouse.WriteProperties.Guarantee;
import dev.sluice.warehouse.WriteProperties.Mode;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * BigQuery's quotas, with what is left of them. The numbers are those of
 * <a href="https://cloud.google.com/bigquery/quotas">Google's list</a>; a project's own
 * may have been raised.
 *
 * @param accesses knows earlier load jobs
 * @param clock tells the time
 */
record QuotaExaminer(Supplier<AccountAccess> accesses, InstantSource clock) implements Examiner {

	private static final Duration DAY = Duration.ofDays(1);

	/** Connections of a project in US or EU, and in any other region. */
	private static final int CONNECTIONS = 20_000;

	private static final int CONNECTIONS_ELSEWHERE = 5_000;

	/** Calls of CreateWriteStream of a project in an hour and a region. */
	private static final int STREAMS = 10_000;

	/** Above this share somebody should know. */
	private static final double MUCH = 0.8;

	/** A deployment in steps hands partitions on several times. */
	private static final int HANDOVERS = 3;

	@Override
	public String group() {
		return "quotas";
	}

	@Override
	public void examine(Scope scope, Checks checks) {
		SluiceProperties properties = scope.settings().properties();
		throughput(properties, checks);
		scope.pipelines().forEach((name, pipeline) -> {
			if (pipeline.write().guarantee() == Guarantee.EXACTLY_ONCE) {
				streams(name, pipeline, scope, checks);
			}
		});
		List<PipelineProperties> files = scope.pipelines()
			.values()
			.stream()
			.filter((pipeline) -> pipeline.write().mode() == Mode.FILE_LOADS)
			.toList();
		if (!files.isEmpty()) {
			loadJobs(files, checks);
		}
	}

	private static void throughput(SluiceProperties properties, Checks checks) {
		DataSize budget = properties.boundedBudget().bytesPerSecond();
		DataSize quota = properties.quotaPerSecond();
		String found = "this instance appends %s at most, all of a project %s".formatted(perSecond(budget),
				perSecond(quota));
		if (budget != null && budget.compareTo(quota) > 0) {
			checks.warning("bytes per second", found,
					"lower sluice.budget.bytes-per-second, unless Google has raised the quota");
		}
		else {
			checks.ok("bytes per second", found);
		}
	}

	private static String perSecond(@Nullable DataSize size) {
		return ((size != null) ? size.toMegabytes() : 0) + " MB/s";
	}

	/** With exactly-once, each partition has a stream and a connection for each table. */
	private static void streams(String name, PipelineProperties pipeline, Scope scope, Checks checks) {
		int partitions = scope.topics(pipeline).values().stream().mapToInt(Integer::intValue).sum();
		boolean many = pipeline.table().contains("{");
		long streams = (long) partitions * (many ? pipeline.maxTables() : 1);
		String location = pipeline.create().location().toUpperCase(Locale.ROOT);
		int connections = List.of("US", "EU").contains(location) ? CONNECTIONS : CONNECTIONS_ELSEWHERE;
		String check = "streams of " + name;
		String found = "%d at most, of %d connections in %s and %d new streams in an hour".formatted(streams,
				connections, location, STREAMS);
		if (partitions == 0) {
			checks.skipped(check, "its topics are not known");
		}
		else if (streams > connections * MUCH || streams * HANDOVERS > STREAMS) {
			checks.warning(check, found, "have fewer partitions or tables, or have Google raise the quotas");
		}
		else {
			checks.ok(check, found);
		}
	}

	private void loadJobs(List<PipelineProperties> pipelines, Checks checks) {
		int perDay = pipelines.stream().mapToInt((pipeline) -> pipeline.files().jobsPerDay()).min().orElse(0);
		try {
			Map<TableName, Integer> jobs = this.accesses.get().loadJobs(this.clock.instant().minus(DAY));
			int most = jobs.values().stream().mapToInt(Integer::intValue).max().orElse(0);
			List<String> lines = new ArrayList<>();
			jobs.forEach((table, count) -> lines.add("%s: %d of %d".formatted(table, count, perDay)));
			String found = "%d left of %d for the table with most in the last day".formatted(Math.max(0, perDay - most),
					perDay);
			if (most > perDay * MUCH) {
				checks.add("load jobs", Verdict.WARNING, found,
						"raise files.frequency; what is left is shared out over the day, so that rows wait longer",
						lines);
			}
			else {
				checks.ok("load jobs", found, lines);
			}
		}
		catch (CatalogException ex) {
			checks.warning("load jobs", "cannot be counted: " + Causes.of(ex),
					"grant bigquery.jobs.list to the account, or mend what is named");
		}
	}

}

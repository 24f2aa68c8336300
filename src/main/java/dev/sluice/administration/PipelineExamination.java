package dev.sluice.administration;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.sluice.intake.IntakeMonitor.OwnedPartition;
import dev.sluice.intake.PipelineIntake;
import dev.sluice.mutator.Mutators;
import dev.sluice.mutator.TableStatus;
import dev.sluice.pipeline.AppendStatus;
import dev.sluice.pipeline.PartitionStatus;
import dev.sluice.pipeline.PipelineProperties;
import dev.sluice.schema.iglu.Repositories;
import dev.sluice.schema.iglu.RepositoryStatus;
import dev.sluice.warehouse.LoadProblem;

/**
 * Looks at every part of a pipeline, and says of each that is not in order why, and what
 * to do.
 */
final class PipelineExamination {

	/** Below this lag, in records, a pipeline is taken to keep up. */
	private static final long KEEPS_UP = 50_000;

	/**
	 * Above this share of bad rows there is probably something wrong with the producer.
	 */
	private static final double BAD_SHARE = 0.05;

	/** With less time until unread records are deleted, somebody should know. */
	private static final Duration EXPIRES_SOON = Duration.ofHours(6);

	private static final String NOTHING = "nothing, Sluice tries again by itself";

	private final Mutators mutators;

	private final PipelineWatch watch;

	private final Repositories repositories;

	private final Supplier<Stream<Concern>> concerns;

	PipelineExamination(Mutators mutators, PipelineWatch watch, Repositories repositories,
			Supplier<Stream<Concern>> concerns) {
		this.concerns = concerns;
		this.mutators = mutators;
		this.watch = watch;
		this.repositories = repositories;
	}

	Findings examine(PipelineIntake intake) {
		Findings findings = new Findings();
		this.concerns.get()
			.flatMap((concern) -> concern.examine(intake).stream())
			.forEach((finding) -> findings.add(finding.part(), finding.state(), finding.reason(), finding.action()));
		examineFlow(intake, findings);
		intake.monitor().partitions().forEach((owned) -> examinePartition(owned, findings));
		intake.monitor().tables().forEach((table) -> examineAppends(table, findings));
		intake.loadProblems().forEach((problem) -> examineLoads(problem, findings));
		this.mutators.tables(intake.name()).forEach((table) -> examineTable(table, findings));
		intake.letterProblems()
			.forEach((problem) -> findings.add("dead letters", PipelineState.DEGRADED, problem,
					"mend the topic or its permissions"));
		if (intake.properties().format() == PipelineProperties.Format.SNOWPLOW) {
			this.repositories.status().forEach((repository) -> examineRepository(repository, findings));
		}
		examineTime(intake, findings);
		return findings;
	}

	private static void examineFlow(PipelineIntake intake, Findings findings) {
		List<OwnedPartition> owned = intake.monitor().partitions();
		String held = intake.hold().reason();
		if (held != null) {
			findings.add("bad rows", PipelineState.WAITING_ON_YOU, held,
					"look at the reasons of the dead letters, mend the settings or the table, then resume the pipeline");
		}
		boolean flows = intake.running() && !intake.paused();
		if (flows && owned.isEmpty()) {
			findings.add("pipeline", PipelineState.STARTING, "no partition is assigned to this instance",
					"nothing, unless it lasts: then look at Kafka's health and at the number of partitions");
		}
		if (flows && PipelineWatch.lag(intake) > KEEPS_UP) {
			findings.add(PipelineState.CATCHING_UP);
		}
	}

	private static void examinePartition(OwnedPartition owned, Findings findings) {
		String part = "partition " + owned.status().partition();
		if (owned.problem() != null) {
			findings.add(part, PipelineState.BACKING_OFF, owned.problem(), NOTHING);
		}
		PartitionStatus.Parked parked = owned.status().parked();
		if (parked == null) {
			return;
		}
		switch (parked.cause()) {
			case IMBALANCE -> findings.add(part, PipelineState.FAILED, parked.message(),
					"restart the instance, which does the records again, and report the log to the developers");
			case OPERATOR -> findings.add(part, PipelineState.WAITING_ON_YOU, parked.message(), "mend what is named");
			case MEMORY -> findings.add(PipelineState.CATCHING_UP);
			default -> findings.add(part, PipelineState.BACKING_OFF, parked.message(), NOTHING);
		}
	}

	private static void examineAppends(AppendStatus table, Findings findings) {
		AppendStatus.Problem problem = table.problem();
		if (problem != null) {
			findings.add("table " + table.table(),
					(problem.needsOperator()) ? PipelineState.WAITING_ON_YOU : PipelineState.BACKING_OFF,
					problem.message(), (problem.needsOperator()) ? "mend what is named; " + NOTHING : NOTHING);
		}
	}

	private static void examineLoads(LoadProblem problem, Findings findings) {
		findings.add("table " + problem.table(),
				problem.needsOperator() ? PipelineState.WAITING_ON_YOU : PipelineState.BACKING_OFF, problem.message(),
				problem.needsOperator() ? "mend what is named; " + NOTHING : NOTHING);
	}

	private static void examineTable(TableStatus table, Findings findings) {
		String part = "table " + table.table();
		if (table.cause() != null) {
			PipelineState state = (table.needsOperator()) ? PipelineState.WAITING_ON_YOU : PipelineState.BACKING_OFF;
			findings.add(part, state, table.cause(), action(table));
		}
		if (table.misplaced() != null) {
			findings.add(part, PipelineState.DEGRADED,
					"its dataset is in " + table.misplaced() + ", not where create.location says",
					"set create.location to " + table.misplaced());
		}
		if (!table.refused().isEmpty()) {
			findings.add(part, PipelineState.DEGRADED, "it does not take columns " + String.join(", ", table.refused()),
					"look at the log for the reason; records with these fields are handled as unknown fields");
		}
	}

	private static String action(TableStatus table) {
		String permission = table.missingPermission();
		if (permission != null) {
			return "grant " + permission + " to the account that Sluice runs as";
		}
		return (table.needsOperator()) ? "mend what is named; Sluice looks again by itself" : NOTHING;
	}

	private static void examineRepository(RepositoryStatus repository, Findings findings) {
		if (!repository.answers()) {
			findings.add("Iglu repository " + repository.name(), PipelineState.DEGRADED,
					"it has not answered since " + repository.since() + ": " + repository.cause(),
					"look at " + repository.location() + " and the way to it; schemas that are known are used on,"
							+ " records that need others wait, and Sluice tries again by itself");
		}
	}

	private void examineTime(PipelineIntake intake, Findings findings) {
		if (!intake.gaps().all().isEmpty()) {
			findings.add("retention", PipelineState.DEGRADED, "records were deleted before they were read",
					"look at 'gaps' of the pipeline's status; lengthen the topic's retention");
		}
		Duration expiry = this.watch.unreadExpireIn(intake);
		if (expiry != null && expiry.compareTo(EXPIRES_SOON) < 0) {
			findings.add("retention", PipelineState.DEGRADED,
					"the first unread records are deleted in " + minutes(expiry) + " minutes",
					"lengthen the topic's retention or add instances");
		}
		double badShare = this.watch.trend(intake).badShare();
		if (badShare > BAD_SHARE) {
			findings.add("bad rows", PipelineState.DEGRADED,
					String.format(Locale.ROOT, "%.0f %% of the last minutes' records were bad rows", badShare * 100),
					"look at the reasons of the dead letters");
		}
		Duration objective = intake.properties().freshnessObjective();
		if (objective != null && lateness(intake).compareTo(objective) > 0) {
			findings.add(
					"freshness", PipelineState.DEGRADED, "records take " + lateness(intake).toSeconds()
							+ " s to be stored, and the objective is " + objective.toSeconds() + " s",
					"look at lag and append time");
		}
	}

	private Duration lateness(PipelineIntake intake) {
		Duration stored = intake.metrics().freshness().p99();
		Duration waiting = this.watch.oldest(intake);
		return (waiting.compareTo(stored) > 0) ? waiting : stored;
	}

	private static long minutes(Duration duration) {
		return Math.max(0, duration.toMinutes());
	}

}

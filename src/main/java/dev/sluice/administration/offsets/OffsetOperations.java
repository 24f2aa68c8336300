package dev.sluice.administration.offsets;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.sluice.administration.Journal;
import dev.sluice.administration.OperationRefusedException;
import dev.sluice.administration.OperationRefusedException.Why;
import dev.sluice.administration.Steering;
import dev.sluice.intake.PipelineIntake;
import dev.sluice.intake.PipelineIntakes;
import dev.sluice.pipeline.Commit;
import dev.sluice.pipeline.PipelineProperties.FirstPosition;
import dev.sluice.pipeline.Totals;
import dev.sluice.record.SourcePartition;
import org.jspecify.annotations.Nullable;

/**
 * Shows the offsets of pipelines, and moves them while nobody is in their group. Blocks.
 * Thread-safe.
 *
 * @param intakes the pipelines
 * @param kafka has the offsets
 * @param nextRecords looks at records
 * @param journal takes down what was moved
 * @param steering knows whether a pipeline is stopped
 * @param clock tells the time
 */
record OffsetOperations(PipelineIntakes intakes, GroupOffsets kafka, NextRecords nextRecords, Journal journal,
		Steering steering, InstantSource clock) {

	/**
	 * The offsets of a pipeline, or {@code null} if there is none of that name.
	 */
	@Nullable OffsetsDescriptor describe(String name) {
		PipelineIntake intake = this.intakes.find(name);
		if (intake == null) {
			return null;
		}
		List<PartitionOffsets> partitions = this.kafka.partitions(intake::reads, intake.groupId());
		return OffsetsDescriptor.of(intake, this.kafka.members(intake.groupId()), partitions,
				this.nextRecords.timestamps(partitions));
	}

	/**
	 * Shows what a reset would do, and what keeps it from being done.
	 */
	ResetPlan preview(ResetRequest request) {
		PipelineIntake intake = intake(request);
		return plan(intake, request, this.kafka.members(intake.groupId()), moves(intake, request));
	}

	/**
	 * Moves offsets, all in one request.
	 * @throws OperationRefusedException if it would be unsafe
	 */
	ResetPlan reset(ResetRequest request) {
		try {
			return carryOut(request);
		}
		catch (GroupOffsets.UnknownOutcomeException ex) {
			throw ex;
		}
		catch (OperationRefusedException ex) {
			this.journal.write(new Journal.Entry(JournaledCommits.VERB, "pipeline " + request.pipeline(), Map.of(),
					Map.of(), "refused: " + ex.getMessage()));
			throw ex;
		}
	}

	private ResetPlan carryOut(ResetRequest request) {
		PipelineIntake intake = intake(request);
		List<GroupMember> members = this.kafka.members(intake.groupId());
		List<Planned> moves = moves(intake, request);
		ResetPlan plan = plan(intake, request, members, moves);
		if (!plan.obstacles().isEmpty()) {
			throw new OperationRefusedException(Why.UNSAFE, String.join("; ", plan.obstacles()));
		}
		Map<PartitionOffsets, Commit> commits = new HashMap<>();
		moves.stream().filter((planned) -> planned.move().changes()).forEach((planned) -> {
			long to = planned.move().to();
			commits.put(planned.offsets(), new Commit(to, Totals.startingAt(to)));
		});
		new JournaledCommits(this.kafka, this.journal).move(intake.name(), intake.groupId(), commits, request.to());
		return plan.carriedOut();
	}

	private PipelineIntake intake(ResetRequest request) {
		PipelineIntake intake = this.intakes.find(request.pipeline());
		if (intake == null) {
			throw new OperationRefusedException(Why.UNKNOWN, "there is no pipeline '" + request.pipeline() + "'");
		}
		if (request.confirm() != null && !request.givesUp()) {
			throw new OperationRefusedException(Why.INVALID,
					"'confirm' is to be the pipeline's name, " + request.pipeline());
		}
		return intake;
	}

	private List<Planned> moves(PipelineIntake intake, ResetRequest request) {
		List<PartitionOffsets> all = this.kafka.partitions(intake::reads, intake.groupId());
		List<PartitionOffsets> meant = all.stream().filter(request::means).toList();
		check(intake, request, meant);
		Map<SourcePartition, Long> targets = OffsetTarget.parse(request.to(), this.clock.instant())
			.in(meant, this.kafka);
		FirstPosition first = intake.properties().firstPosition();
		return meant.stream()
			.map((offsets) -> new Planned(offsets,
					OffsetMove.of(offsets, targets.getOrDefault(offsets.partition(), offsets.end()), first)))
			.toList();
	}

	private static void check(PipelineIntake intake, ResetRequest request, List<PartitionOffsets> meant) {
		if (request.topic() != null && !intake.reads(request.topic())) {
			throw new OperationRefusedException(Why.INVALID,
					"pipeline '" + intake.name() + "' does not read topic '" + request.topic() + "'");
		}
		if (meant.isEmpty()) {
			throw new OperationRefusedException(Why.UNKNOWN,
					"Kafka has no such partition of the topics that pipeline '" + intake.name() + "' reads");
		}
		boolean one = request.partition() != null || OffsetTarget.OFFSET.matcher(request.to()).matches();
		if (one && meant.size() > 1) {
			throw new OperationRefusedException(Why.INVALID,
					"an offset or a partition is one of " + meant.size() + ": give topic and partition");
		}
	}

	private ResetPlan plan(PipelineIntake intake, ResetRequest request, List<GroupMember> members,
			List<Planned> planned) {
		List<OffsetMove> moves = planned.stream().map(Planned::move).toList();
		List<PartitionOffsets> moving = planned.stream()
			.filter((one) -> one.move().changes())
			.map(Planned::offsets)
			.toList();
		List<String> obstacles = new ArrayList<>(Obstacles.reading(this.steering, intake, members));
		obstacles.addAll(Obstacles.intents(request, moving));
		long again = moves.stream().mapToLong(OffsetMove::again).sum();
		long skipped = moves.stream().mapToLong(OffsetMove::skipped).sum();
		List<String> meaning = new ArrayList<>(new Consequences(intake.properties()).of(again, skipped));
		if (moving.isEmpty()) {
			meaning.add("All offsets are there already.");
		}
		else {
			meaning.add("Totals of partitions that move begin anew at their new offsets; the journal keeps the old.");
		}
		return new ResetPlan(intake.name(), intake.groupId(), false, obstacles, again, skipped, meaning, moves);
	}

	/**
	 * A partition and what becomes of its offset.
	 *
	 * @param offsets how it is
	 * @param move what becomes of it
	 */
	private record Planned(PartitionOffsets offsets, OffsetMove move) {

	}

}

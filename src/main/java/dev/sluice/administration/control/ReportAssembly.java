package dev.sluice.administration.control;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.sluice.administration.Finding;
import dev.sluice.administration.PipelineState;
import dev.sluice.administration.PipelineStatus;
import dev.sluice.administration.control.ControlValue.Answer;
import dev.sluice.administration.control.ControlValue.Presence;
import dev.sluice.administration.control.GroupView.Member;
import dev.sluice.intake.PipelineIntake;
import dev.sluice.pipeline.PipelineMetrics;
import dev.sluice.pipeline.Totals;
import dev.sluice.record.SourcePartition;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what was heard of the instances of a pipeline and of its group. Nothing
 * that is not known is taken for 0. Used by one thread.
 */
final class ReportAssembly {

	private final Heard heard;

	private final Decision decision;

	private final Instant now;

	private final List<InstanceReport> instances = new ArrayList<>();

	private final List<PartitionReport> partitions = new ArrayList<>();

	private final List<PipelineStatus> statuses = new ArrayList<>();

	private final Map<Finding, List<String>> findings = new LinkedHashMap<>();

	ReportAssembly(Heard heard, Decision decision, Instant now) {
		this.heard = heard;
		this.decision = decision;
		this.now = now;
	}

	PipelineReport report() {
		if (this.heard.intake().loads()) {
			add(this.heard.own());
		}
		this.heard.others().forEach(this::add);
		unknownMembers().forEach(this::add);
		List<SourcePartition> unassigned = addUnassigned();
		if (this.heard.problem() != null) {
			note("instances", PipelineState.DEGRADED, "not all of them can be asked: " + this.heard.problem(),
					"look at Kafka and at the permissions of Sluice's user");
		}
		this.partitions.sort(Comparator.comparing(PartitionReport::topic).thenComparing(PartitionReport::partition));
		PipelineIntake intake = this.heard.intake();
		return new PipelineReport(intake.name(), state(unassigned.isEmpty()), mergedFindings(), intake.groupId(),
				intake.properties().table(), this.decision,
				this.partitions.stream()
					.map(PartitionReport::lag)
					.filter(Objects::nonNull)
					.mapToLong((lag) -> lag)
					.sum(),
				pace(), totals(), List.copyOf(this.instances), List.copyOf(this.partitions),
				unassigned.stream().map(SourcePartition::toString).toList(), all(PipelineStatus::tables),
				all(PipelineStatus::gaps));
	}

	private void add(HeardInstance instance) {
		Answer answer = instance.answer();
		List<Member> members = this.heard.members(instance.name());
		if (answer == null || !instance.answers(this.heard.question())) {
			silent(instance, members);
			return;
		}
		PipelineStatus status = answer.status();
		this.statuses.add(status);
		status.findings().forEach((finding) -> note(finding, instance.name()));
		List<PartitionReport> owned = status.partitions()
			.stream()
			.map((partition) -> PartitionReport.of(partition, instance.name()))
			.toList();
		this.partitions.addAll(owned);
		Presence presence = instance.presence();
		this.instances.add(new InstanceReport(instance.name(), true, instance.heard(), member(members), presence.host(),
				presence.version(), Duration.between(presence.startedAt(), this.now), status.state(),
				presence.generation() >= this.decision.generation() && presence.failure() == null, status.lag(),
				owned.stream().map(PartitionReport::inFlight).filter(Objects::nonNull).mapToLong((one) -> one).sum(),
				answer.lastError(), status.findings(), names(owned)));
	}

	private @Nullable Boolean member(List<Member> members) {
		return (this.heard.group().ends().isEmpty()) ? null : !members.isEmpty();
	}

	private void silent(HeardInstance instance, List<Member> members) {
		List<PartitionReport> owned = owned(members, instance.name());
		String since = "does not answer, last heard at " + instance.heard();
		note("instance " + instance.name(), PipelineState.DEGRADED,
				since + (members.isEmpty() ? ", and is no member of the group" : ""), "look at the process on host "
						+ instance.presence().host() + "; when Kafka drops it, others take its partitions over");
		Presence presence = instance.presence();
		this.instances
			.add(new InstanceReport(instance.name(), false, instance.heard(), member(members), presence.host(),
					presence.version(), null, null, null, lag(owned), null, null, List.of(), names(owned)));
	}

	/** They may be of an older version, or no Sluice at all. */
	private List<Member> unknownMembers() {
		Set<Member> known = new HashSet<>(this.heard.members(this.heard.ownName()));
		this.heard.others().forEach((other) -> known.addAll(this.heard.members(other.name())));
		return this.heard.group().members().stream().filter((member) -> !known.contains(member)).toList();
	}

	private void add(Member member) {
		List<PartitionReport> owned = owned(List.of(member), member.clientId());
		note("member " + member.clientId(), PipelineState.DEGRADED,
				"does not answer, and was never heard: it is no instance of this version that can use the control topic",
				"look at the process on host " + member.host());
		this.instances.add(new InstanceReport(member.clientId(), false, null, true, member.host(), null, null, null,
				null, lag(owned), null, null, List.of(), names(owned)));
	}

	private List<PartitionReport> owned(List<Member> members, String instance) {
		List<PartitionReport> owned = members.stream()
			.flatMap((member) -> member.partitions().stream())
			.map((partition) -> PartitionReport.of(partition, instance, this.heard.group()))
			.toList();
		this.partitions.addAll(owned);
		return owned;
	}

	private List<SourcePartition> addUnassigned() {
		Set<SourcePartition> assigned = new HashSet<>();
		this.partitions.forEach((partition) -> assigned.add(partition.source()));
		this.heard.group().members().forEach((member) -> assigned.addAll(member.partitions()));
		List<SourcePartition> unassigned = this.heard.group()
			.ends()
			.keySet()
			.stream()
			.filter((partition) -> !assigned.contains(partition))
			.sorted(Comparator.comparing(SourcePartition::topic).thenComparing(SourcePartition::partition))
			.toList();
		unassigned.forEach((partition) -> this.partitions.add(PartitionReport.of(partition, null, this.heard.group())));
		if (!unassigned.isEmpty() && this.decision.wanted() != Wanted.STOPPED) {
			note("partitions", this.heard.group().stable() ? PipelineState.DEGRADED : PipelineState.STARTING,
					"nobody has " + String.join(", ", unassigned.stream().map(SourcePartition::toString).toList()),
					"nothing while instances come and go; if it lasts, look at the logs of the instances");
		}
		return unassigned;
	}

	private void note(String part, PipelineState state, String reason, String action) {
		this.findings.put(new Finding(part, state, reason, action), List.of());
	}

	private void note(Finding finding, String instance) {
		this.findings.computeIfAbsent(finding, (key) -> new ArrayList<>()).add(instance);
	}

	/** What only some instances say is said to be of these. */
	private List<Finding> mergedFindings() {
		return this.findings.entrySet().stream().map((found) -> {
			Finding finding = found.getKey();
			boolean some = !found.getValue().isEmpty() && found.getValue().size() < this.statuses.size();
			String part = some ? finding.part() + " on " + String.join(", ", found.getValue()) : finding.part();
			return new Finding(part, finding.state(), finding.reason(), finding.action());
		}).toList();
	}

	private PipelineState state(boolean allAssigned) {
		boolean some = this.statuses.stream().anyMatch((status) -> !status.partitions().isEmpty());
		Stream<PipelineState> answered = this.statuses.stream()
			.map(PipelineStatus::state)
			.filter((state) -> !(some && allAssigned && state == PipelineState.STARTING));
		Stream<PipelineState> noted = this.findings.entrySet()
			.stream()
			.filter((found) -> found.getValue().isEmpty())
			.map((found) -> found.getKey().state());
		return Stream.concat(answered, noted).max(Comparator.naturalOrder()).orElse(withoutInstances());
	}

	private PipelineState withoutInstances() {
		return (this.statuses.isEmpty()) ? PipelineState.STOPPED : PipelineState.RUNNING;
	}

	private Totals totals() {
		return this.statuses.stream().map(PipelineStatus::totals).reduce(Totals::plus).orElse(Totals.startingAt(0));
	}

	private PipelineStatus.Pace pace() {
		List<PipelineStatus.Pace> paces = this.statuses.stream().map(PipelineStatus::pace).toList();
		boolean endless = this.statuses.stream()
			.anyMatch((status) -> status.lag() > 0 && status.pace().timeToDrain() == null);
		return new PipelineStatus.Pace(endless ? null : worst(paces, PipelineStatus.Pace::timeToDrain),
				paces.stream()
					.map(PipelineStatus.Pace::unreadExpireIn)
					.filter(Objects::nonNull)
					.min(Comparator.naturalOrder())
					.orElse(null),
				new PipelineMetrics.Freshness(orNothing(worst(paces, (pace) -> pace.freshness().p99())),
						orNothing(worst(paces, (pace) -> pace.freshness().max()))),
				orNothing(worst(paces, PipelineStatus.Pace::oldest)),
				paces.stream().mapToDouble(PipelineStatus.Pace::badShare).max().orElse(0));
	}

	private static @Nullable Duration worst(List<PipelineStatus.Pace> paces,
			Function<PipelineStatus.Pace, @Nullable Duration> figure) {
		return paces.stream().map(figure).filter(Objects::nonNull).max(Comparator.naturalOrder()).orElse(null);
	}

	private static Duration orNothing(@Nullable Duration duration) {
		return (duration != null) ? duration : Duration.ZERO;
	}

	private <T> List<T> all(Function<PipelineStatus, List<T>> part) {
		return this.statuses.stream().flatMap((status) -> part.apply(status).stream()).distinct().toList();
	}

	private static @Nullable Long lag(List<PartitionReport> partitions) {
		boolean known = partitions.stream().allMatch((partition) -> partition.lag() != null);
		return known ? (Long) partitions.stream()
			.map(PartitionReport::lag)
			.filter(Objects::nonNull)
			.mapToLong((lag) -> lag)
			.sum() : null;
	}

	private static List<String> names(List<PartitionReport> partitions) {
		return partitions.stream().map((partition) -> partition.source().toString()).toList();
	}

	/**
	 * What was heard.
	 *
	 * @param intake the pipeline
	 * @param ownName the name of the instance that has asked
	 * @param own its own answer
	 * @param others the instances that are expected to have answered
	 * @param question what they were asked
	 * @param group what Kafka says of the group
	 * @param problem why not all could be asked, if so
	 */
	record Heard(PipelineIntake intake, String ownName, HeardInstance own, List<HeardInstance> others, String question,
			GroupView group, @Nullable String problem) {

		List<Member> members(String instance) {
			return this.group.of(this.intake.name(), instance);
		}

	}

}

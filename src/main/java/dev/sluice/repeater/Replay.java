package dev.sluice.repeater;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.sluice.deadletter.LetterBox;
import dev.sluice.intake.PipelineIntake;
import dev.sluice.pipeline.Commit;
import dev.sluice.pipeline.Totals;
import dev.sluice.record.Reason;
import dev.sluice.record.SourcePartition;
import dev.sluice.record.SourcePosition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replays dead letters of one pipeline on this instance: transforms their originals again
 * with the schema and the settings of now. Thread-safe.
 * <p>
 * A letter counts as replayed when its original is stored, is a failed insert, or is a
 * new dead letter behind all others; the letter itself stays on its topic. A replay that
 * was broken off is gone on with by beginning it again.
 */
public final class Replay {

	private static final Logger logger = LoggerFactory.getLogger(Replay.class);

	private final LetterBox letters;

	private final PipelineIntake intake;

	private final ReplayGate gate;

	private final GroupProgress groups;

	private final InstantSource clock;

	private volatile @Nullable ReplayStatus status;

	Replay(LetterBox letters, PipelineIntake intake, ReplayGate gate, GroupProgress groups, InstantSource clock) {
		this.letters = letters;
		this.intake = intake;
		this.gate = gate;
		this.groups = groups;
		this.clock = clock;
	}

	PipelineIntake intake() {
		return this.intake;
	}

	/**
	 * Begins a replay.
	 * @param choice which letters
	 * @return how it fares
	 * @throws IllegalStateException if one is running on this instance
	 * @throws IllegalArgumentException if the letter that was chosen is not there
	 * @throws org.apache.kafka.common.KafkaException if Kafka does not answer
	 */
	public synchronized ReplayStatus begin(ReplayChoice choice) {
		if (this.intake.running()) {
			throw new IllegalStateException("a replay is running: wait for its end, or stop it");
		}
		ReplayPlan plan = plan(choice);
		this.gate.admit(plan);
		ReplayStatus begun = read(plan);
		this.status = begun;
		logger.atInfo().addKeyValue("replay", this.intake.name()).addKeyValue("left", begun.left()).log("started");
		if (begun.state() == ReplayStatus.State.RUNNING) {
			this.intake.startAs(plan.ownGroup());
		}
		return begun;
	}

	private ReplayPlan plan(ReplayChoice choice) {
		String group = this.letters.names().group();
		Map<SourcePartition, Long> ends = this.groups.ends(partitions());
		SourcePosition letter = choice.letter();
		if (letter != null) {
			ends = endsBehind(letter, ends);
			this.groups.begin(choice.group(group), letter);
		}
		Map<String, Map<SourcePartition, Commit>> replayed = this.groups.committed(allGroups(group, choice));
		return new ReplayPlan(this.letters.names().pipeline(), group, choice, ends, replayed,
				sum(replayed.getOrDefault(choice.group(group), Map.of())), this.clock.instant());
	}

	private Map<SourcePartition, Long> endsBehind(SourcePosition letter, Map<SourcePartition, Long> ends) {
		SourcePartition partition = new SourcePartition(letter.topic(), letter.partition());
		boolean exists = letter.offset() < ends.getOrDefault(partition, 0L)
				&& letter.offset() >= this.groups.begins(List.of(partition)).getOrDefault(partition, 0L);
		if (!exists) {
			throw new IllegalArgumentException("there is no dead letter of this pipeline at " + letter);
		}
		return Map.of(partition, letter.offset() + 1);
	}

	private Collection<SourcePartition> partitions() {
		List<SourcePartition> partitions = new ArrayList<>();
		topics().forEach((topic, count) -> {
			for (int partition = 0; partition < count; partition++) {
				partitions.add(new SourcePartition(topic, partition));
			}
		});
		return partitions;
	}

	/**
	 * The topics of the letters that can be replayed, with their partition counts.
	 */
	public Map<String, Integer> topics() {
		return this.letters.deadLetterTopics()
			.entrySet()
			.stream()
			.filter((topic) -> this.intake.reads(topic.getKey()))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	private static Collection<String> allGroups(String group, ReplayChoice choice) {
		List<String> groups = new ArrayList<>(List.of(ReplayChoice.groupOfAll(group)));
		Arrays.stream(Reason.values()).forEach((reason) -> groups.add(ReplayChoice.groupOf(group, reason)));
		if (choice.letter() != null) {
			groups.add(choice.group(group));
		}
		return groups;
	}

	private static Totals sum(Map<SourcePartition, Commit> commits) {
		return commits.values().stream().map(Commit::totals).reduce(Totals::plus).orElse(Totals.startingAt(0));
	}

	private ReplayStatus read(ReplayPlan plan) {
		Map<SourcePartition, Commit> commits = new HashMap<>(this.groups.committed(plan.ownGroup()));
		long left = this.groups.left(commits, plan.ends());
		return ReplayStatus.of((left > 0) ? ReplayStatus.State.RUNNING : ReplayStatus.State.DONE, plan, left,
				sum(commits));
	}

	/**
	 * Looks how the replay fares, and ends it when it has been through all letters.
	 */
	synchronized void look() {
		ReplayPlan plan = this.gate.plan();
		if (plan == null || !this.intake.running()) {
			return;
		}
		ReplayStatus now = read(plan);
		this.status = now;
		if (now.state() == ReplayStatus.State.DONE) {
			this.intake.stop(() -> {
			});
			logger.atInfo()
				.addKeyValue("replay", this.intake.name())
				.addKeyValue("stored", now.stored())
				.addKeyValue("dead", now.dead())
				.addKeyValue("waiting", now.waiting())
				.addKeyValue("passedOver", now.passedOver())
				.log("done");
		}
	}

	/**
	 * Stops the replay that is running on this instance, if any.
	 */
	public synchronized void stop() {
		ReplayStatus last = this.status;
		if (last != null && this.intake.running()) {
			this.intake.stop(() -> {
			});
			this.status = last.stopped();
		}
	}

	/**
	 * How the replay fares that runs on this instance or was the last to, or {@code null}
	 * if there was none.
	 */
	public @Nullable ReplayStatus status() {
		return this.status;
	}

}

package dev.sluice.repeater;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.sluice.intake.PipelineIntake;
import dev.sluice.pipeline.Commit;
import dev.sluice.pipeline.Rehearsal;
import dev.sluice.pipeline.Totals;
import dev.sluice.record.SourcePartition;
import dev.sluice.record.SourcePosition;
import dev.sluice.repeater.ReplayStatus.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replays dead letters of one pipeline: transforms their originals again with the schema
 * and the settings of now. One replay of a pipeline runs at a time, over all instances.
 * Thread-safe.
 * <p>
 * A letter counts as replayed when its original is stored, is a failed insert, or is a
 * new dead letter behind all others; the letter itself stays on its topic, and the log
 * keeps that it was replayed. A replay whose instance has died is gone on with by
 * beginning it again; what it had settled and not committed is done twice then.
 * <p>
 * Every method that asks Kafka throws {@link org.apache.kafka.common.KafkaException} if
 * it does not answer.
 */
public final class Replay {

	private static final Logger logger = LoggerFactory.getLogger(Replay.class);

	private final ReplayParts parts;

	private final PipelineIntake intake;

	private final InstantSource clock;

	private volatile @Nullable Running running;

	private volatile Consumer<ReplayStatus> ended = (status) -> {
	};

	Replay(ReplayParts parts, PipelineIntake intake, InstantSource clock) {
		this.parts = parts;
		this.intake = intake;
		this.clock = clock;
	}

	void whenEnded(Consumer<ReplayStatus> listener) {
		this.ended = listener;
	}

	PipelineIntake intake() {
		return this.intake;
	}

	/**
	 * The pipeline's name.
	 */
	public String pipeline() {
		return this.parts.names().pipeline();
	}

	/**
	 * The partitions of the pipeline's dead-letter topics.
	 */
	public Collection<SourcePartition> partitions() {
		return this.parts.groups().partitions(this.intake::reads);
	}

	/**
	 * The letters that have been replayed.
	 * @param partitions the partitions of the dead-letter topics
	 */
	public HandledLetters handled(Collection<SourcePartition> partitions) {
		return handled(this.parts.read(), topicIds(partitions));
	}

	private static HandledLetters handled(ReplayBook.View book, Map<String, String> topicIds) {
		return HandledLetters.of(book.marks(), topicIds);
	}

	/**
	 * The ids of the topics of partitions, which tell a topic from another of the same
	 * name that was deleted.
	 */
	public Map<String, String> topicIds(Collection<SourcePartition> partitions) {
		return this.parts.groups()
			.topicIds(partitions.stream().map(SourcePartition::topic).collect(Collectors.toSet()));
	}

	/**
	 * Begins a replay on this instance.
	 * @param choice which letters
	 * @param rate the most letters per second; {@code null} for what is configured
	 * @return how it fares
	 * @throws IllegalStateException if one is running, on whatever instance
	 * @throws IllegalArgumentException if the letter that was chosen is not there
	 */
	public synchronized ReplayStatus begin(ReplayChoice choice, @Nullable Integer rate) {
		Running present = this.running;
		if (present != null) {
			throw new IllegalStateException(
					"this instance is still at work on replay " + present.run.id() + ": cancel it first");
		}
		return claim(choice, rate);
	}

	private ReplayStatus claim(ReplayChoice choice, @Nullable Integer rate) {
		takeOver(this.parts.read());
		Collection<SourcePartition> partitions = partitions();
		Map<String, String> topicIds = topicIds(partitions);
		ReplayRun run = new ReplayRun(UUID.randomUUID().toString(), this.parts.instance(), choice,
				(rate != null) ? rate : this.parts.rate(), this.clock.instant(), spans(choice, partitions, topicIds));
		this.parts.write(ReplayEvent.claim(run));
		ReplayBook.View book = this.parts.read();
		ReplayRun present = book.run();
		if (present == null || !present.id().equals(run.id())) {
			this.parts.forget(run.id());
			throw new IllegalStateException("a replay is running"
					+ ((present != null) ? " on instance " + present.instance() + " since " + present.startedAt() : "")
					+ ": wait for its end, or cancel it");
		}
		this.parts.tidy(book, run, handled(book, topicIds));
		return start(run, new ReplayPlan(pipeline(), choice, run.ends(), handled(book, topicIds)));
	}

	/** A replay whose instance died may have come further than it has told. */
	private void takeOver(ReplayBook.View book) {
		ReplayRun left = book.open();
		if (left != null) {
			this.parts.mark(left, this.parts.committed(left));
		}
	}

	private List<ReplayRun.Span> spans(ReplayChoice choice, Collection<SourcePartition> partitions,
			Map<String, String> topicIds) {
		SourcePosition letter = choice.letter();
		Map<SourcePartition, Long> begins = this.parts.groups().begins(partitions);
		Map<SourcePartition, Long> ends = this.parts.groups().ends(partitions);
		if (letter != null) {
			SourcePartition partition = new SourcePartition(letter.topic(), letter.partition());
			boolean exists = letter.offset() < ends.getOrDefault(partition, 0L)
					&& letter.offset() >= begins.getOrDefault(partition, 0L);
			if (!exists) {
				throw new IllegalArgumentException("there is no dead letter of this pipeline at " + letter);
			}
			return List.of(new ReplayRun.Span(partition, topicIds.getOrDefault(letter.topic(), ""), letter.offset(),
					letter.offset() + 1));
		}
		HandledLetters handled = handled(this.parts.read(), topicIds);
		List<ReplayRun.Span> spans = new ArrayList<>();
		ends.forEach((partition, end) -> {
			long begin = Math.max(handled.upTo(partition, choice), begins.getOrDefault(partition, 0L));
			spans.add(new ReplayRun.Span(partition, topicIds.getOrDefault(partition.topic(), ""), Math.min(end, begin),
					end));
		});
		return spans;
	}

	private ReplayStatus start(ReplayRun run, ReplayPlan plan) {
		String group = this.parts.group(run);
		this.parts.groups().begin(group, run.begins());
		this.parts.gate().admit(plan, run.rate());
		Running begun = new Running(run);
		ReplayStatus status = status(begun, State.RUNNING, this.parts.committed(run));
		logger.atInfo().addKeyValue("replay", this.intake.name()).addKeyValue("left", status.left()).log("started");
		if (status.left() == 0) {
			return finish(begun, State.DONE);
		}
		this.intake.startAs(group);
		this.running = begun;
		return status;
	}

	private ReplayStatus status(Running run, State state, Map<SourcePartition, Commit> commits) {
		Totals totals = commits.values().stream().map(Commit::totals).reduce(Totals::plus).orElse(Totals.startingAt(0));
		return ReplayStatus.of(run.run, state, totals, this.parts.groups().left(commits, run.run.ends()),
				this.clock.instant());
	}

	/**
	 * Whether one is running on this instance.
	 */
	boolean running() {
		return this.running != null;
	}

	/**
	 * Looks how the replay of this instance fares, tells others, and ends it when it has
	 * been through all letters, or a person or another instance wants it to.
	 */
	synchronized void look() {
		Running present = this.running;
		if (present == null) {
			return;
		}
		ReplayBook.View book = this.parts.read();
		ReplayRun last = book.run();
		if (last == null || !last.id().equals(present.run.id())) {
			giveUp(present);
			return;
		}
		if (book.cancelled()) {
			stop(present);
		}
		Map<SourcePartition, Commit> commits = this.parts.committed(present.run);
		this.parts.mark(present.run, commits);
		if (present.stopping.get()) {
			tell(present, State.CANCELLING, commits);
			if (present.settled) {
				finish(present, State.CANCELLED);
			}
		}
		else if (tell(present, State.RUNNING, commits).left() == 0) {
			this.intake.stop(() -> {
			});
			finish(present, State.DONE);
		}
	}

	/** What it has begun is settled before another replay may begin here. */
	private void giveUp(Running present) {
		if (stop(present)) {
			logger.atWarn().addKeyValue("replay", this.intake.name()).log("another instance has taken the replay over");
		}
		if (present.settled) {
			this.running = null;
		}
	}

	private boolean stop(Running present) {
		boolean first = present.stopping.compareAndSet(false, true);
		if (first) {
			this.intake.stop(() -> present.settled = true);
		}
		return first;
	}

	private ReplayStatus tell(Running present, State state, Map<SourcePartition, Commit> commits) {
		ReplayStatus now = status(present, state, commits);
		this.parts.write(ReplayEvent.told(now));
		return now;
	}

	private ReplayStatus finish(Running present, State state) {
		Map<SourcePartition, Commit> commits = new HashMap<>(this.parts.committed(present.run));
		this.parts.mark(present.run, commits);
		ReplayStatus end = tell(present, state, commits);
		this.running = null;
		logger.atInfo()
			.addKeyValue("replay", this.intake.name())
			.addKeyValue("state", state)
			.addKeyValue("stored", end.stored())
			.addKeyValue("dead", end.dead())
			.addKeyValue("waiting", end.waiting())
			.addKeyValue("passedOver", end.passedOver())
			.log("ended");
		this.ended.accept(end);
		return end;
	}

	/**
	 * Ends the replay of this instance, whose consumers have stopped.
	 */
	synchronized void end() {
		Running present = this.running;
		if (present != null) {
			finish(present, State.CANCELLED);
		}
	}

	/**
	 * Cancels the replay that is running, on whatever instance. One of this instance
	 * takes no further letters even if Kafka does not answer.
	 * @return how it fares, or {@code null} if there was none
	 */
	public @Nullable ReplayStatus cancel() {
		Running present = this.running;
		if (present != null) {
			stop(present);
		}
		ReplayRun open = this.parts.read().open();
		if (open != null) {
			this.parts.write(ReplayEvent.cancel(open.id()));
		}
		return status();
	}

	/**
	 * How the replay fares that runs or was the last to, on whatever instance;
	 * {@code null} if there was none.
	 */
	public @Nullable ReplayStatus status() {
		ReplayBook.View book = this.parts.read();
		ReplayRun last = book.run();
		ReplayStatus told = book.status();
		if (last == null) {
			return null;
		}
		ReplayStatus status = (told != null) ? told
				: ReplayStatus.of(last, State.RUNNING, Totals.startingAt(0), 0, last.startedAt());
		boolean lost = !status.state().over() && book.silentAt(this.clock.instant());
		return (lost) ? status.with(State.LOST) : status;
	}

	/**
	 * A rehearsal of replays: tells what would become of letters now. For one thread.
	 */
	public Rehearsal rehearsal() {
		return this.parts.rehearsal();
	}

	/** What runs on this instance. */
	private static final class Running {

		private final ReplayRun run;

		private final AtomicBoolean stopping = new AtomicBoolean();

		private volatile boolean settled;

		Running(ReplayRun run) {
			this.run = run;
		}

	}

}

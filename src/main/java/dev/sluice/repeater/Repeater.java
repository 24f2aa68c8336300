package dev.sluice.repeater;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import dev.sluice.deadletter.LetterBox;
import dev.sluice.intake.PipelineIntake;
import dev.sluice.pipeline.Totals;
import dev.sluice.record.SourcePartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The repeater of one pipeline on this instance: consumers of its failed inserts, which
 * run while there are any. Thread-safe.
 */
public final class Repeater {

	private static final Logger logger = LoggerFactory.getLogger(Repeater.class);

	private final LetterBox letters;

	private final BooleanSupplier allowed;

	private final PipelineIntake intake;

	private final BackOff backOff;

	private final Backlog backlog;

	private volatile long waiting;

	/**
	 * A repeater.
	 * @param letters has the failed inserts
	 * @param allowed whether it may run now: while its pipeline does not load here, nor
	 * does the repeater
	 * @param intake reads failed inserts
	 * @param backOff lets them rest
	 * @param backlog says which of them are inserted
	 */
	Repeater(LetterBox letters, BooleanSupplier allowed, PipelineIntake intake, BackOff backOff, Backlog backlog) {
		this.letters = letters;
		this.allowed = allowed;
		this.intake = intake;
		this.backOff = backOff;
		this.backlog = backlog;
	}

	Backlog backlog() {
		return this.backlog;
	}

	PipelineIntake intake() {
		return this.intake;
	}

	/**
	 * The group of its consumers.
	 */
	public String groupId() {
		return this.intake.groupId();
	}

	/**
	 * Whether a topic holds failed inserts of its pipeline.
	 */
	public boolean reads(String topic) {
		return this.intake.reads(topic);
	}

	/**
	 * The partitions that can be read.
	 */
	List<SourcePartition> sources() {
		List<SourcePartition> sources = new ArrayList<>();
		this.letters.failedInsertTopics().forEach((topic, count) -> {
			for (int partition = 0; partition < count; partition++) {
				sources.add(new SourcePartition(topic, partition));
			}
		});
		return sources;
	}

	/**
	 * Notes how many failed inserts wait.
	 */
	void found(long inserts) {
		this.waiting = inserts;
	}

	/**
	 * Runs as long as there are failed inserts, and it may.
	 */
	void follow() {
		boolean running = this.intake.running();
		boolean wanted = this.waiting > 0 && this.allowed.getAsBoolean();
		if (wanted && !running) {
			logger.atInfo()
				.addKeyValue("repeater", this.intake.name())
				.addKeyValue("waiting", this.waiting)
				.log("started");
			this.intake.start();
		}
		else if (!wanted && running) {
			this.intake.stop(this.backOff::forget);
			logger.atInfo()
				.addKeyValue("repeater", this.intake.name())
				.addKeyValue("waiting", this.waiting)
				.log("stopped");
		}
	}

	/**
	 * Lets all failed inserts of now be tried at once, without their rest.
	 */
	public void hurry() {
		this.backOff.hurry();
	}

	/**
	 * How many failed inserts wait in Kafka, over all instances, as of the last look.
	 */
	public long waiting() {
		return this.waiting;
	}

	/**
	 * When the oldest failed insert that rests on this instance failed first;
	 * {@code null} if none rests.
	 */
	public @Nullable Instant oldest() {
		return this.backOff.oldest();
	}

	/**
	 * Whether it is at work on this instance.
	 */
	public boolean running() {
		return this.intake.running();
	}

	/**
	 * What became of the failed inserts of the partitions that this instance reads.
	 */
	public Totals totals() {
		return this.intake.monitor()
			.partitions()
			.stream()
			.map((owned) -> owned.status().totals())
			.reduce(Totals::plus)
			.orElse(Totals.startingAt(0));
	}

}

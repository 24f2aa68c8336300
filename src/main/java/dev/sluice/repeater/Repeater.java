package dev.sluice.repeater;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.sluice.deadletter.LetterBox;
import dev.sluice.intake.IntakeMonitor.OwnedPartition;
import dev.sluice.intake.PipelineIntake;
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

	private final PipelineIntake intake;

	private final BackOff backOff;

	private volatile long waiting;

	Repeater(LetterBox letters, PipelineIntake intake, BackOff backOff) {
		this.letters = letters;
		this.intake = intake;
		this.backOff = backOff;
	}

	PipelineIntake intake() {
		return this.intake;
	}

	/**
	 * The topics that can be read, with their partition counts.
	 */
	Map<String, Integer> topics() {
		return this.letters.failedInsertTopics();
	}

	/**
	 * Notes how many failed inserts wait, and runs as long as there are any.
	 */
	void found(long inserts) {
		this.waiting = inserts;
		boolean running = this.intake.running();
		if (inserts > 0 && !running) {
			logger.atInfo().addKeyValue("repeater", this.intake.name()).addKeyValue("waiting", inserts).log("started");
			this.intake.start();
		}
		else if (inserts == 0 && running) {
			this.intake.stop(this.backOff::forget);
			logger.atInfo().addKeyValue("repeater", this.intake.name()).log("stopped, no failed inserts are left");
		}
	}

	/**
	 * Lets all failed inserts of now be tried at once, without their rest.
	 */
	public void runNow() {
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
	 * The partitions that are being read on this instance, with their books.
	 */
	public List<OwnedPartition> partitions() {
		return this.intake.monitor().partitions();
	}

}

package dev.sluice.deadletter;

import java.time.InstantSource;

import dev.sluice.record.BadRowFormat;
import org.jspecify.annotations.Nullable;

/**
 * Makes the letter boxes of pipelines, which share one producer.
 */
public final class LetterBoxes {

	private final LetterTopics topics;

	private final LetterSender sender;

	private final OriginalRecords originals;

	private final InstantSource clock;

	LetterBoxes(LetterTopics topics, LetterSender sender, OriginalRecords originals, InstantSource clock) {
		this.topics = topics;
		this.sender = sender;
		this.originals = originals;
		this.clock = clock;
	}

	/**
	 * A letter box for one pipeline.
	 * @param names how it names itself and its topics
	 * @param format how its bad rows are written for its format's own tools, if they are
	 */
	public LetterBox open(LetterNames names, @Nullable BadRowFormat format) {
		BadRowTopic badRows = (format != null) ? new BadRowTopic(format, topic(format.topic())) : null;
		return new LetterBox(names, this.topics, this.sender, badRows, this.originals, this.clock);
	}

	/**
	 * A further topic, written by the same producer.
	 */
	public SideTopic topic(String name) {
		return new SideTopic(name, this.topics, this.sender);
	}

}

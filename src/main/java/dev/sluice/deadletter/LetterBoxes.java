package dev.sluice.deadletter;

import java.time.InstantSource;

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
	 */
	public LetterBox open(LetterNames names) {
		return new LetterBox(names, this.topics, this.sender, this.originals, this.clock);
	}

	/**
	 * A further topic, written by the same producer.
	 */
	public SideTopic topic(String name) {
		return new SideTopic(name, this.topics, this.sender);
	}

}

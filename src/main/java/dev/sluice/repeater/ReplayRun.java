package dev.sluice.repeater;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.sluice.record.SourcePartition;

/**
 * One replay, as it was begun.
 *
 * @param id tells it from all others
 * @param instance the instance that runs it
 * @param choice which letters are meant
 * @param rate the most letters per second
 * @param startedAt when it began
 * @param spans what it reads
 */
record ReplayRun(String id, String instance, ReplayChoice choice, int rate, Instant startedAt, List<Span> spans) {

	ReplayRun {
		spans = List.copyOf(spans);
	}

	/**
	 * The group that reads, which is its own: what it has committed tells up to where
	 * this replay has come, and nothing of any other.
	 */
	String group(String pipelineGroup) {
		return pipelineGroup + "-replay-" + this.id;
	}

	Map<SourcePartition, Long> begins() {
		return this.spans.stream().collect(Collectors.toMap(Span::partition, Span::begin));
	}

	/**
	 * Where it ends: what fails again comes behind.
	 */
	Map<SourcePartition, Long> ends() {
		return this.spans.stream().collect(Collectors.toMap(Span::partition, Span::end));
	}

	/**
	 * A part of a dead-letter topic.
	 *
	 * @param partition the partition
	 * @param topicId the id of the topic
	 * @param begin the first offset
	 * @param end the offset after the last
	 */
	record Span(SourcePartition partition, String topicId, long begin, long end) {

	}

}

package dev.sluice.record;

/**
 * A partition of a topic.
 *
 * @param topic the topic's name
 * @param partition the partition's number, from 0
 */
public record SourcePartition(String topic, int partition) {

	public SourcePosition at(long offset) {
		return new SourcePosition(this.topic, this.partition, offset);
	}

	@Override
	public String toString() {
		return this.topic + "-" + this.partition;
	}

}

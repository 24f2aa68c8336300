package dev.sluice.record;

/**
 * Where a record stands in Kafka.
 *
 * @param topic the topic's name
 * @param partition the partition's number, from 0
 * @param offset the record's offset in the partition
 */
public record SourcePosition(String topic, int partition, long offset) {

	@Override
	public String toString() {
		return this.topic + "-" + this.partition + "@" + this.offset;
	}

}

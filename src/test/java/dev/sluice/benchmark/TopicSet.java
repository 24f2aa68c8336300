package dev.sluice.benchmark;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.kafka.common.TopicPartition;

/**
 * Topics that are loaded together.
 *
 * @param names their names
 * @param partitionsEach the partitions of each
 */
record TopicSet(List<String> names, int partitionsEach) {

	static TopicSet of(String name, int partitions) {
		return new TopicSet(List.of(name), partitions);
	}

	/** Topics whose names end in numbers from 0 on. */
	static TopicSet numbered(String prefix, int number, int partitionsEach) {
		return new TopicSet(IntStream.range(0, number).mapToObj((index) -> prefix + index).toList(), partitionsEach);
	}

	/** The number of partitions of all topics together. */
	int size() {
		return this.names.size() * this.partitionsEach;
	}

	/** The partitions, those of the first topic first. */
	Stream<TopicPartition> partitions() {
		return this.names.stream()
			.flatMap((name) -> IntStream.range(0, this.partitionsEach)
				.mapToObj((partition) -> new TopicPartition(name, partition)));
	}

	/** The names as settings have them, separated by commas. */
	@Override
	public String toString() {
		return String.join(",", this.names);
	}

}

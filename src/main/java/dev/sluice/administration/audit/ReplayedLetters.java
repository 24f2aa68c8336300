package dev.sluice.administration.audit;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.sluice.record.SourcePartition;
import dev.sluice.repeater.HandledLetters;
import dev.sluice.repeater.ReplayBooks;

/**
 * Which dead letters of a pipeline have been replayed. They stay on their topics, but
 * show nothing any more: a row, a failed insert or another dead letter has to be there.
 * The log tells only of what has been settled, and replays write rows that are visible at
 * once.
 *
 * @param log the topic that tells
 * @param group the pipeline's group
 * @param clock tells the time
 */
record ReplayedLetters(String log, String group, InstantSource clock) {

	/**
	 * Reads them, which has to be before tables are looked at.
	 * @param deadLetters the names of the dead-letter topics
	 */
	HandledLetters read(KafkaView kafka, AuditProgress progress, Predicate<String> deadLetters) {
		List<SourcePartition> logs = kafka.partitions(this.log::equals);
		ReplayBooks books = new ReplayBooks(this.clock);
		Map<SourcePartition, Long> begins = kafka.begins(logs);
		kafka.ends(logs).forEach((partition, end) -> {
			long begin = begins.getOrDefault(partition, 0L);
			progress.expect(end - begin);
			kafka.reader(progress).read(partition, begin, end, books::enter);
		});
		Set<String> topics = kafka.partitions(deadLetters)
			.stream()
			.map(SourcePartition::topic)
			.collect(Collectors.toSet());
		return books.handled(this.group, kafka.topicIds(topics));
	}

}

package dev.sluice.repeater.deadend;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import dev.sluice.deadletter.DeadEnd;
import dev.sluice.deadletter.DeadLetterHeaders;
import dev.sluice.deadletter.GivenUpInsert;
import dev.sluice.deadletter.SideTopic;
import dev.sluice.record.SourcePosition;

/**
 * Bad rows on a topic, with the position of their record in headers. Thread-safe.
 */
final class TopicDeadEnd implements DeadEnd {

	private final RecoveryErrors badRows;

	private final SideTopic topic;

	TopicDeadEnd(RecoveryErrors badRows, SideTopic topic) {
		this.badRows = badRows;
		this.topic = topic;
	}

	@Override
	public CompletionStage<Void> keep(GivenUpInsert insert) {
		SourcePosition original = insert.original();
		SourcePosition position = (original != null) ? original : insert.position();
		this.topic.prepare(insert.position().topic());
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put(DeadLetterHeaders.REASON, insert.failure().reason().code());
		headers.put(DeadLetterHeaders.TOPIC, position.topic());
		headers.put(DeadLetterHeaders.PARTITION, Integer.toString(position.partition()));
		headers.put(DeadLetterHeaders.OFFSET, Long.toString(position.offset()));
		return this.topic.send(null, this.badRows.of(insert), headers);
	}

}

package dev.sluice.end2end;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.sluice.fixtures.KafkaBroker;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Failed inserts as a loader writes them, or another loader does.
 */
final class FailedInsertLetters {

	private final String topic;

	private final List<ProducerRecord<byte[], byte[]>> letters = new ArrayList<>();

	FailedInsertLetters(String topic) {
		this.topic = topic;
	}

	/**
	 * Adds one that Sluice wrote, long ago.
	 * @param partition its partition
	 * @param table the name of its table
	 * @param row its row
	 */
	FailedInsertLetters add(int partition, String table, String row) {
		ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(this.topic, partition, null, bytes(row));
		letter.headers().add("sluice-pipeline", bytes("orders"));
		Map.of("sluice-table", Stage.PROJECT + "." + OnStage.SHOP + "." + table, "sluice-topic", "orders",
				"sluice-partition", "0", "sluice-offset", "17", "sluice-failed-at", "2026-01-01T00:00:00Z")
			.forEach((name, text) -> letter.headers().add(name, bytes(text)));
		this.letters.add(letter);
		return this;
	}

	/**
	 * Adds one of another loader, which is a payload alone.
	 */
	FailedInsertLetters addFlat(String payload) {
		this.letters.add(new ProducerRecord<>(this.topic, 0, null, bytes(payload)));
		return this;
	}

	void send() {
		KafkaBroker.produce(this.letters);
		this.letters.clear();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}

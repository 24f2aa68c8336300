package dev.sluice.administration.letters;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import dev.sluice.record.SourcePartition;
import dev.sluice.repeater.HandledLetters;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PartitionCountTests {

	private static final SourcePartition LETTERS = new SourcePartition("orders-dlt", 0);

	private static final int MOST_CAUSES = 20;

	private static final PartitionCount.Basis BASIS = new PartitionCount.Basis("topic", 0, Map.of());

	private final PartitionCount count = new PartitionCount("orders", BASIS, MOST_CAUSES);

	private long offset;

	@Test
	void lettersOfOneReasonFieldAndTableHaveOneCause() {
		count("orders", "wrong-type", "items[0].price");
		count("orders", "wrong-type", "items[7].price");
		count("orders", "wrong-type", "id");

		assertThat(this.count.causes().values()).extracting(CauseCount::letters).containsExactlyInAnyOrder(2L, 1L);
		assertThat(this.count.reasons()).isEqualTo(Map.of("wrong-type", 3L));
	}

	@Test
	void causesBeyondTheBoundAreCountedByReasonAlone() {
		for (int field = 0; field < MOST_CAUSES + 10; field++) {
			count("orders", "unknown-field", "field" + field);
		}

		assertThat(this.count.causes()).hasSize(MOST_CAUSES);
		assertThat(this.count.reasons()).isEqualTo(Map.of("unknown-field", MOST_CAUSES + 10L));
	}

	@Test
	void partitionsShareTheBoundOfTheirPipeline() {
		assertThat(LetterCounts.mostCauses(0)).isEqualTo(5000);
		assertThat(LetterCounts.mostCauses(1)).isEqualTo(5000);
		assertThat(LetterCounts.mostCauses(10)).isEqualTo(500);
		assertThat(LetterCounts.mostCauses(1000)).isEqualTo(50);
	}

	@Test
	void reasonsThatOthersMakeUpDoNotTakeMemoryWithoutBound() {
		for (int reason = 0; reason < 1000; reason++) {
			count("orders", "reason" + reason, "id");
		}

		assertThat(this.count.reasons()).hasSizeLessThan(110).containsKey("other");
		assertThat(this.count.reasons().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(1000);
	}

	@Test
	void lettersOfOthersAndThoseReplayedAreNotOpen() {
		HandledLetters handled = new HandledLetters(Map.of(LETTERS, Map.of("letter:0", 1L)));
		this.count.count(LETTERS, letter("orders", "malformed", null), handled);
		this.count.count(LETTERS, letter("payments", "malformed", null), handled);
		this.count.count(LETTERS, new ConsumerRecord<>("orders-dlt", 0, 9, null, null), handled);

		assertThat(this.count.reasons()).isEmpty();
		assertThat(this.count.replayed()).isOne();
		assertThat(this.count.others()).isEqualTo(2);
	}

	@Test
	void countBeginsAgainWhenWhatItHoldsForHasChanged() {
		this.count.readUpTo(100);

		assertThat(this.count.holdsFor(BASIS, 100)).isTrue();
		assertThat(this.count.holdsFor(BASIS, 99)).isFalse();
		assertThat(this.count.holdsFor(new PartitionCount.Basis("other", 0, Map.of()), 100)).isFalse();
		assertThat(this.count.holdsFor(new PartitionCount.Basis("topic", 1, Map.of()), 100)).isFalse();
		assertThat(this.count.holdsFor(new PartitionCount.Basis("topic", 0, Map.of("all", 1L)), 100)).isFalse();
	}

	private void count(String pipeline, String reason, String field) {
		this.count.count(LETTERS, letter(pipeline, reason, field), HandledLetters.NONE);
	}

	private ConsumerRecord<byte[], byte[]> letter(String pipeline, String reason, @Nullable String field) {
		ConsumerRecord<byte[], byte[]> letter = new ConsumerRecord<>("orders-dlt", 0, this.offset++, null, null);
		add(letter, "sluice-pipeline", pipeline);
		add(letter, "sluice-reason", reason);
		add(letter, "sluice-topic", "orders");
		add(letter, "sluice-partition", "0");
		add(letter, "sluice-offset", "7");
		if (field != null) {
			add(letter, "sluice-field", field);
		}
		return letter;
	}

	private static void add(ConsumerRecord<byte[], byte[]> letter, String name, String value) {
		letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
	}

}

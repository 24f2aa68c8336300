package dev.sluice.repeater;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.sluice.record.Reason;
import dev.sluice.record.SourcePartition;
import dev.sluice.record.SourcePosition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReplayGateTests {

	private static final SourcePartition LETTERS = new SourcePartition("orders-failed-inserts", 0);

	private Instant now = Instant.EPOCH;

	private final ReplayGate gate = new ReplayGate(() -> this.now);

	private final FailedInsertBatch letters = new FailedInsertBatch();

	@Test
	void nothingPassesBeforeAReplayBegins() {
		letter("orders", "wrong-type");

		assertThat(this.gate.open(this.letters)).isZero();
		assertThat(this.gate.opening(this.letters, 0).getAsBoolean()).isFalse();
	}

	@Test
	void lettersThatCameAfterTheBeginningNeverPass() {
		letter("orders", "wrong-type");
		letter("orders", "wrong-type");

		this.gate.admit(plan(ReplayChoice.ALL, 1, Map.of()), 2);

		assertThat(this.gate.open(this.letters)).isOne();
		assertThat(this.gate.opening(this.letters, 1).getAsBoolean()).isFalse();
	}

	@Test
	void noMoreThanTheRatePassUntilTimeGoesBy() {
		letter("orders", "wrong-type");
		letter("orders", "wrong-type");
		letter("orders", "wrong-type");

		this.gate.admit(plan(ReplayChoice.ALL, 3, Map.of()), 2);

		assertThat(this.gate.open(this.letters)).isEqualTo(2);
		assertThat(this.gate.opening(this.letters, 2).getAsBoolean()).isFalse();
		this.now = this.now.plusSeconds(1);
		assertThat(this.gate.opening(this.letters, 2).getAsBoolean()).isTrue();
	}

	@Test
	void lettersThatArePassedOverDoNotCountForTheRate() {
		letter("orders", "malformed");
		letter("others", "wrong-type");
		letter("orders", "malformed");
		letter("orders", "wrong-type");

		this.gate.admit(plan(new ReplayChoice(Reason.WRONG_TYPE, null, null), 4, Map.of()), 2);

		assertThat(this.gate.open(this.letters)).isEqualTo(4);
	}

	@Test
	void recordThatIsNoLetterIsPassedOver() {
		this.letters.add(Map.of(), "{}");

		assertThat(plan(ReplayChoice.ALL, 1, Map.of()).passesOver(this.letters, 0)).isEqualTo("no-letter");
	}

	@Test
	void lettersOfOtherPipelinesArePassedOver() {
		letter("others", "wrong-type");

		assertThat(plan(ReplayChoice.ALL, 1, Map.of()).passesOver(this.letters, 0)).isEqualTo("other-pipeline");
	}

	@Test
	void lettersReplayedForTheirReasonOrWithAllArePassedOver() {
		letter("orders", "wrong-type");
		letter("orders", "malformed");
		letter("orders", "wrong-type");
		ReplayPlan plan = plan(ReplayChoice.ALL, 3, Map.of("all", 1L, "reason:malformed", 3L));

		assertThat(plan.passesOver(this.letters, 0)).isEqualTo("replayed-before");
		assertThat(plan.passesOver(this.letters, 1)).isEqualTo("replayed-before");
		assertThat(plan.passesOver(this.letters, 2)).isNull();
	}

	@Test
	void lettersOfOtherCausesArePassedOver() {
		letter("orders", "wrong-type");
		letter("orders", "malformed");
		String cause = new LetterCause("malformed", null, null).id();
		ReplayPlan plan = plan(new ReplayChoice(null, cause, null), 2, Map.of());

		assertThat(plan.passesOver(this.letters, 0)).isEqualTo("not-chosen");
		assertThat(plan.passesOver(this.letters, 1)).isNull();
	}

	@Test
	void letterReplayedAloneOrForItsCauseIsPassedOver() {
		letter("orders", "wrong-type");
		letter("orders", "malformed");
		letter("orders", "wrong-type");
		String cause = new LetterCause("malformed", null, null).id();
		ReplayPlan plan = plan(ReplayChoice.ALL, 3, Map.of("letter:0", 1L, "cause:" + cause, 2L));

		assertThat(plan.passesOver(this.letters, 0)).isEqualTo("replayed-before");
		assertThat(plan.passesOver(this.letters, 1)).isEqualTo("replayed-before");
		assertThat(plan.passesOver(this.letters, 2)).isNull();
	}

	@Test
	void letterAtAPositionIsReplayedEvenIfItWasBefore() {
		letter("orders", "wrong-type");
		ReplayChoice choice = new ReplayChoice(null, null, new SourcePosition("orders-failed-inserts", 0, 0));

		assertThat(plan(choice, 1, Map.of("all", 1L)).passesOver(this.letters, 0)).isNull();
	}

	private void letter(String pipeline, String reason) {
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("sluice-pipeline", pipeline);
		headers.putAll(Map.of("sluice-reason", reason, "sluice-topic", "orders", "sluice-partition", "0",
				"sluice-offset", "7"));
		this.letters.add(headers, "{}");
	}

	private static ReplayPlan plan(ReplayChoice choice, long end, Map<String, Long> replayed) {
		return new ReplayPlan("orders", choice, Map.of(LETTERS, end), new HandledLetters(Map.of(LETTERS, replayed)));
	}

}

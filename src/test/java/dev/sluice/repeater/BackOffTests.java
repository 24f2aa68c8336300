package dev.sluice.repeater;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackOffTests {

	private Instant now = Instant.parse("2026-11-20T10:00:00Z");

	private final Instant start = this.now;

	private final BackOff backOff = new BackOff(Duration.ofMinutes(5), () -> this.now);

	@Test
	void insertRestsForTheBackOff() {
		FailedInsertBatch batch = new FailedInsertBatch().add(this.start, 1);

		assertThat(openAfter(Duration.ofMinutes(5), batch)).isZero();
		assertThat(openAfter(Duration.ofMinutes(5).plusMillis(1), batch)).isEqualTo(1);
	}

	@Test
	void insertRestsTwiceAsLongAfterEachAttempt() {
		FailedInsertBatch batch = new FailedInsertBatch().add(this.start, 4);

		assertThat(openAfter(Duration.ofMinutes(40), batch)).isZero();
		assertThat(openAfter(Duration.ofMinutes(40).plusMillis(1), batch)).isEqualTo(1);
	}

	@Test
	void insertThatRestsHoldsUpThoseBehindIt() {
		FailedInsertBatch batch = new FailedInsertBatch().add(this.start.minusSeconds(600), 1)
			.add(this.start, 1)
			.add(this.start.minusSeconds(600), 1);

		assertThat(this.backOff.open(batch)).isEqualTo(1);
	}

	@Test
	void openingHoldsAsSoonAsTheInsertHasRested() {
		BooleanSupplier opening = this.backOff.opening(new FailedInsertBatch().add(this.start, 1), 0);

		assertThat(opening.getAsBoolean()).isFalse();
		this.now = this.start.plus(Duration.ofMinutes(5)).plusMillis(1);
		assertThat(opening.getAsBoolean()).isTrue();
	}

	@Test
	void hurryEndsTheRestOfWhatHasFailedSoFar() {
		FailedInsertBatch batch = new FailedInsertBatch().add(this.start, 1).add(this.start.plusSeconds(2), 1);
		this.now = this.start.plusSeconds(1);

		this.backOff.hurry();

		assertThat(this.backOff.open(batch)).isEqualTo(1);
	}

	@Test
	void oldestIsWhenARestingHeadFailedFirst() {
		this.backOff.open(new FailedInsertBatch().add(this.start, 2));
		assertThat(this.backOff.oldest()).isEqualTo(Instant.EPOCH);

		openAfter(Duration.ofHours(1), new FailedInsertBatch().add(this.start, 2));

		assertThat(this.backOff.oldest()).isNull();
	}

	@Test
	void insertThatTellsNothingDoesNotRest() {
		assertThat(this.backOff.open(new FailedInsertBatch().add(Map.of(), "{}"))).isEqualTo(1);
	}

	@Test
	void insertThatClaimsToHaveFailedInTheFutureDoesNotRest() {
		assertThat(this.backOff.open(new FailedInsertBatch().add(Instant.MAX, 1))).isEqualTo(1);
		assertThat(this.backOff.open(new FailedInsertBatch().add(this.start.plusSeconds(360), 1))).isEqualTo(1);
	}

	@Test
	void insertOfAnotherLoaderRestsFromItsEtlTimestamp() {
		FailedInsertBatch batch = flatRow("2026-11-20T09:58:00Z", this.start);

		assertThat(openAfter(Duration.ofMinutes(3), batch)).isZero();
		assertThat(openAfter(Duration.ofMinutes(3).plusMillis(1), batch)).isEqualTo(1);
	}

	@Test
	void insertOfAnotherLoaderWithAnEtlTimestampInTheFutureRestsFromItsOwnTime() {
		FailedInsertBatch batch = flatRow("2026-11-20T10:30:00Z", this.start);

		assertThat(openAfter(Duration.ofMinutes(5), batch)).isZero();
		assertThat(openAfter(Duration.ofMinutes(5).plusMillis(1), batch)).isEqualTo(1);
	}

	@Test
	void insertOfAnotherLoaderWithoutAnEtlTimestampRestsFromItsOwnTime() {
		FailedInsertBatch batch = new FailedInsertBatch().add(Map.of(), "{\"etl_tstamp\": null}").writtenAt(this.start);

		assertThat(openAfter(Duration.ofMinutes(5), batch)).isZero();
		assertThat(openAfter(Duration.ofMinutes(5).plusMillis(1), batch)).isEqualTo(1);
	}

	@Test
	void payloadThatIsNoRowDoesNotRest() {
		FailedInsertBatch batch = new FailedInsertBatch().add(Map.of(), "no row").writtenAt(this.start);

		assertThat(this.backOff.open(batch)).isEqualTo(1);
	}

	private static FailedInsertBatch flatRow(String etlTimestamp, Instant writtenAt) {
		return new FailedInsertBatch().add(Map.of(), "{\"etl_tstamp\":\"" + etlTimestamp + "\"}").writtenAt(writtenAt);
	}

	private int openAfter(Duration time, FailedInsertBatch batch) {
		this.now = this.start.plus(time);
		return this.backOff.open(batch);
	}

}

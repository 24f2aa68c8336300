package dev.sluice.repeater;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.sluice.pipeline.Totals;
import dev.sluice.record.SourcePartition;
import dev.sluice.repeater.ReplayStatus.State;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReplayBookTests {

	private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

	private static final SourcePartition LETTERS = new SourcePartition("orders-dlt", 0);

	private final ReplayBook book = new ReplayBook();

	@Test
	void claimThatStandsFirstWins() {
		claim("first", NOON);

		claim("second", NOON.plusSeconds(1));

		assertThat(runs()).isEqualTo("first");
	}

	@Test
	void claimBehindTheEndOfAReplayWins() {
		claim("first", NOON);
		tell("first", State.DONE, NOON.plusSeconds(1));

		claim("second", NOON.plusSeconds(2));

		assertThat(runs()).isEqualTo("second");
		assertThat(this.book.view().status()).isNull();
	}

	@Test
	void replayThatIsHeardOfKeepsItsClaim() {
		claim("first", NOON);
		tell("first", State.RUNNING, NOON.plusSeconds(9));

		claim("second", NOON.plusSeconds(18));

		assertThat(runs()).isEqualTo("first");
	}

	@Test
	void replayThatIsSilentLosesItsClaimToTheNext() {
		claim("first", NOON);
		tell("first", State.RUNNING, NOON.plusSeconds(5));

		claim("second", NOON.plusSeconds(16));
		tell("first", State.DONE, NOON.plusSeconds(17));

		assertThat(runs()).isEqualTo("second");
		assertThat(this.book.view().open()).isNotNull();
	}

	@Test
	void replayIsSilentByTheClockOfTheMachineThatReadsWhateverTheBrokersSay() {
		Instant here = NOON.plusSeconds(3600);
		this.book.enter(ReplayEvent.claim(run("first")), NOON, here);

		assertThat(this.book.view().silentAt(here.plusSeconds(9))).isFalse();
		assertThat(this.book.view().silentAt(here.plusSeconds(11))).isTrue();
	}

	@Test
	void onlyTheReplayThatRunsIsCancelled() {
		claim("first", NOON);
		this.book.enter(ReplayEvent.cancel("other"), NOON, NOON);
		assertThat(this.book.view().cancelled()).isFalse();

		this.book.enter(ReplayEvent.cancel("first"), NOON, NOON);

		assertThat(this.book.view().cancelled()).isTrue();
	}

	@Test
	void marksOnlyMoveForwardUnlessTheTopicIsAnotherOne() {
		this.book.enter(LETTERS, "all", new ReplayMark("topic", 10));
		this.book.enter(LETTERS, "all", new ReplayMark("topic", 5));
		assertThat(handled("topic").allBelow(LETTERS)).isEqualTo(10);

		this.book.enter(LETTERS, "all", new ReplayMark("again", 3));

		assertThat(handled("again").allBelow(LETTERS)).isEqualTo(3);
		assertThat(handled("topic").allBelow(LETTERS)).isZero();
	}

	@Test
	void marksOnATopicThatWasDeletedSayNothingOfItsSuccessor() {
		this.book.enter(LETTERS, "all", new ReplayMark("topic", 10));

		assertThat(handled("other").contains(LETTERS, 5, new LetterCause("malformed", null, null))).isFalse();
		assertThat(handled("topic").contains(LETTERS, 5, new LetterCause("malformed", null, null))).isTrue();
	}

	@Test
	void causesAreTheSameWhateverThePlaceInAnArray() {
		LetterCause first = new LetterCause("wrong-type", "items[0].price", "p.d.t");
		LetterCause later = new LetterCause("wrong-type", "items[17].price", "p.d.t");

		assertThat(later).isEqualTo(first);
		assertThat(later.id()).isEqualTo(first.id()).matches("[0-9a-f]{12}");
		assertThat(new LetterCause("wrong-type", "items[].price", "p.d.u").id()).isNotEqualTo(first.id());
		assertThat(new LetterCause("wrong-type", null, null).id()).isEqualTo("23e5c0a8c2d5");
	}

	private HandledLetters handled(String topicId) {
		return HandledLetters.of(this.book.view().marks(), Map.of(LETTERS.topic(), topicId));
	}

	private String runs() {
		return Objects.requireNonNull(this.book.view().run()).id();
	}

	private void claim(String id, Instant at) {
		this.book.enter(ReplayEvent.claim(run(id)), at, at);
	}

	private void tell(String id, State state, Instant at) {
		this.book.enter(ReplayEvent.told(ReplayStatus.of(run(id), state, Totals.startingAt(0), 0, at)), at, at);
	}

	private static ReplayRun run(String id) {
		return new ReplayRun(id, "here", ReplayChoice.ALL, 100, NOON, List.of());
	}

}

package dev.sluice.administration.control;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import dev.sluice.administration.control.ControlKey.Kind;
import dev.sluice.administration.control.ControlValue.Presence;
import dev.sluice.intake.InstanceName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OwnPresence}, and for what other instances take from it.
 */
class OwnPresenceTests {

	private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

	private final OwnPresence presence = new OwnPresence(new InstanceName("one", "one-1"), "1.0", NOW);

	@Test
	void stateIsInEffectHoweverManyOrdersCameAfterIt() {
		seeTo(7);
		for (int order = 8; order < 40; order++) {
			this.presence.ordered(order, Outcome.of("flushed"));
		}

		assertThat(heard(null).outcome(7, true)).isEqualTo(Outcome.of("in effect"));
		assertThat(heard(null).outcome(39, false)).isEqualTo(Outcome.of("flushed"));
		assertThat(heard(null).outcome(8, false)).isNull();
	}

	@Test
	void nothingIsInEffectBeforeTheFirstDecisionIsSeenTo() {
		assertThat(heard(null).outcome(-1, true)).isNull();

		seeTo(-1);

		assertThat(heard(null).outcome(-1, true)).isEqualTo(Outcome.of("in effect"));
		assertThat(heard(null).outcome(0, true)).isNull();
	}

	@Test
	void failedStateIsToldUntilItIsInEffect() {
		seeTo(7);

		assertThat(heard("no broker").outcome(7, true)).isEqualTo(Outcome.failure("failed: no broker"));
		assertThat(heard(null).outcome(7, true)).isEqualTo(Outcome.of("in effect"));
		assertThat(heard("no broker").outcome(6, true)).isEqualTo(Outcome.of("something newer is in effect"));
	}

	@Test
	void stateThatIsSeenToAfterANewerOneIsPassedOver() {
		this.presence.intend(7);
		seeTo(8);
		this.presence.decided(7);

		assertThat(heard(null).outcome(8, true)).isEqualTo(Outcome.of("in effect"));
	}

	@Test
	void nothingIsSaidAnewOfWhatWasSeenToBefore() {
		seeTo(7);
		this.presence.ordered(8, Outcome.of("flushed"));

		OwnPresence anew = this.presence.anew();

		assertThat(anew.intend(7)).isTrue();
		assertThat(anew.at(NOW, null).outcome(3, true)).isNull();
		assertThat(anew.at(NOW, null).outcome(8, false)).isNull();
	}

	@Test
	void failedOrderIsToldAsFailed() {
		this.presence.ordered(7, Outcome.failure("not flushed within 60 s"));

		assertThat(heard(null).outcome(7, false)).isEqualTo(Outcome.failure("not flushed within 60 s"));
	}

	@Test
	void formWithoutFailuresIsUnderstood() {
		String before = """
				{"v": 1, "host": "one", "version": "1.0", "startedAt": "2026-11-01T12:00:00Z",
				 "at": "2026-11-01T12:00:00Z", "generation": 7, "done": [{"generation": 8, "outcome": "flushed"}]}""";

		Presence said = (Presence) ControlJson.value(Kind.INSTANCE, before.getBytes(StandardCharsets.UTF_8));

		assertThat(said.outcome(7, true)).isEqualTo(Outcome.of("in effect"));
		assertThat(said.outcome(8, false)).isEqualTo(Outcome.of("flushed"));
	}

	private void seeTo(long decision) {
		this.presence.intend(decision);
		this.presence.decided(decision);
	}

	private Presence heard(String failure) {
		return (Presence) ControlJson.value(Kind.INSTANCE, ControlJson.write(this.presence.at(NOW, failure)));
	}

}

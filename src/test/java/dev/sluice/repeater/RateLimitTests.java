package dev.sluice.repeater;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RateLimitTests {

	private Instant now = Instant.EPOCH;

	@Test
	void atMostASecondsWorthPassesAtOnce() {
		RateLimit limit = new RateLimit(100, () -> this.now);

		assertThat(passing(limit)).isEqualTo(100);
		assertThat(limit.open()).isFalse();
	}

	@Test
	void passesMoreAsTimeGoesBy() {
		RateLimit limit = new RateLimit(100, () -> this.now);
		passing(limit);

		this.now = this.now.plusMillis(250);

		assertThat(passing(limit)).isEqualTo(25);
	}

	@Test
	void savesNothingUpBeyondASecond() {
		RateLimit limit = new RateLimit(100, () -> this.now);

		this.now = this.now.plus(Duration.ofDays(1));

		assertThat(passing(limit)).isEqualTo(100);
	}

	@Test
	void opensAgainAfterATenthOfASecond() {
		RateLimit limit = new RateLimit(100, () -> this.now);
		passing(limit);

		this.now = this.now.plusMillis(99);
		assertThat(limit.open()).isFalse();
		this.now = this.now.plusMillis(1);
		assertThat(limit.open()).isTrue();
	}

	@Test
	void slowestRateStillPassesOneAfterTheOther() {
		RateLimit limit = new RateLimit(1, () -> this.now);
		passing(limit);

		this.now = this.now.plusSeconds(1);

		assertThat(limit.open()).isTrue();
		assertThat(passing(limit)).isOne();
	}

	@Test
	void clockThatIsSetBackHoldsNothingUpForLong() {
		RateLimit limit = new RateLimit(10, () -> this.now);
		passing(limit);
		this.now = this.now.minusSeconds(3600);
		assertThat(limit.open()).isFalse();

		this.now = this.now.plusSeconds(1);

		assertThat(passing(limit)).isEqualTo(10);
	}

	private static int passing(RateLimit limit) {
		int passed = 0;
		while (limit.pass()) {
			passed++;
		}
		return passed;
	}

}

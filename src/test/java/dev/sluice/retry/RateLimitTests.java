package dev.sluice.retry;

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

	@Test
	void moreThanMayPassIsOwed() {
		RateLimit limit = new RateLimit(100, () -> this.now);
		limit.spend(350);

		this.now = this.now.plusMillis(2400);
		assertThat(limit.owesNothing()).isFalse();
		this.now = this.now.plusMillis(200);
		assertThat(limit.owesNothing()).isTrue();
	}

	@Test
	void headroomIsWhatTheLastSecondsHaveLeft() {
		RateLimit limit = new RateLimit(100, () -> this.now);
		assertThat(limit.headroom()).isOne();
		limit.spend(250);

		this.now = this.now.plusSeconds(10);

		assertThat(limit.headroom()).isEqualTo(0.75);
	}

	@Test
	void largestRateDoesNotOverflow() {
		RateLimit limit = new RateLimit(3_000_000_000L, () -> this.now);
		limit.spend(30_000_000_000L);

		this.now = this.now.plus(Duration.ofDays(400));

		assertThat(limit.owesNothing()).isTrue();
	}

	private static int passing(RateLimit limit) {
		int passed = 0;
		while (limit.pass()) {
			passed++;
		}
		return passed;
	}

}

package dev.sluice.administration;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PipelineTrendTests {

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private final PipelineTrend trend = new PipelineTrend();

	@Test
	void lagThatShrinksHasAnEnd() {
		this.trend.sample(START, 1000, 0, 0);
		this.trend.sample(START.plusSeconds(10), 900, 100, 0);

		assertThat(this.trend.timeToDrain()).isEqualTo(Duration.ofSeconds(90));
	}

	@Test
	void lagThatGrowsHasNone() {
		this.trend.sample(START, 1000, 0, 0);
		this.trend.sample(START.plusSeconds(10), 1001, 100, 0);

		assertThat(this.trend.timeToDrain()).isNull();
	}

	@Test
	void noLagIsDrained() {
		this.trend.sample(START, 0, 0, 0);
		this.trend.sample(START.plusSeconds(10), 0, 0, 0);

		assertThat(this.trend.timeToDrain()).isZero();
	}

	@Test
	void badShareForgetsWhatIsLongAgo() {
		this.trend.sample(START, 0, 0, 0);
		this.trend.sample(START.plusSeconds(60), 0, 100, 50);
		assertThat(this.trend.badShare()).isEqualTo(0.5);

		this.trend.sample(START.plusSeconds(120).plus(PipelineTrend.SPAN), 0, 200, 60);
		this.trend.sample(START.plusSeconds(130).plus(PipelineTrend.SPAN), 0, 300, 60);

		assertThat(this.trend.badShare()).isZero();
	}

	@Test
	void nothingIsKnownWithoutSamples() {
		assertThat(this.trend.timeToDrain()).isNull();
		assertThat(this.trend.badShare()).isZero();
	}

}

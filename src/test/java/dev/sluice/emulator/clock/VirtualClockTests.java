package dev.sluice.emulator.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class VirtualClockTests {

	private final AtomicReference<Instant> system = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

	private final VirtualClock clock = new VirtualClock(this.system::get);

	@Test
	void runsWithTheSystemAndAheadOfItOnceAdvanced() {
		this.clock.advance(Duration.ofDays(1));
		passes(Duration.ofSeconds(5));

		assertThat(this.clock.instant()).isEqualTo("2026-01-02T00:00:05Z");
	}

	@Test
	void standsStillWhenFrozenAndRunsOnFromThere() {
		this.clock.freeze();
		passes(Duration.ofHours(1));
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(this.clock.instant()).isEqualTo("2026-01-01T00:00:01Z");

		this.clock.unfreeze();
		passes(Duration.ofSeconds(1));
		assertThat(this.clock.instant()).isEqualTo("2026-01-01T00:00:02Z");
	}

	@Test
	void neverRunsBackwards() {
		Instant before = this.clock.instant();
		this.system.set(before.minusSeconds(10));

		assertThat(this.clock.instant()).isEqualTo(before);
		assertThatIllegalArgumentException().isThrownBy(() -> this.clock.advance(Duration.ofSeconds(-1)));
	}

	@Test
	void tellsListenersOfEachAdvance() {
		AtomicInteger advances = new AtomicInteger();
		this.clock.onAdvance(advances::incrementAndGet);
		this.clock.advance(Duration.ofSeconds(1));

		assertThat(advances).hasValue(1);
	}

	private void passes(Duration duration) {
		this.system.updateAndGet((now) -> now.plus(duration));
	}

}

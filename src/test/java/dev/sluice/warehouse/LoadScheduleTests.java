package dev.sluice.warehouse;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link LoadSchedule}.
 */
class LoadScheduleTests {

	private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

	@Test
	void durationCountsFromMidnight() {
		LoadSchedule schedule = LoadSchedule.parse("15m", ZoneOffset.UTC);

		assertThat(schedule.next(NOON)).isEqualTo("2026-11-21T12:15:00Z");
		assertThat(schedule.next(NOON.minusMillis(1))).isEqualTo(NOON);
	}

	@Test
	void cronExpressionFollowsTheClocksOfItsZone() {
		LoadSchedule schedule = LoadSchedule.parse("0 30 2 * * *", ZoneId.of("Europe/Berlin"));

		assertThat(schedule.next(NOON)).isEqualTo("2026-11-22T01:30:00Z");
		assertThat(schedule.next(Instant.parse("2026-07-01T12:00:00Z"))).isEqualTo("2026-07-02T00:30:00Z");
	}

	@Test
	void whatIsNeitherIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> LoadSchedule.parse("sometimes", ZoneOffset.UTC));
		assertThatIllegalArgumentException().isThrownBy(() -> LoadSchedule.parse("0s", ZoneOffset.UTC));
		assertThatIllegalArgumentException().isThrownBy(() -> LoadSchedule.parse("0 61 * * * *", ZoneOffset.UTC));
	}

}

package dev.sluice.warehouse.loadjob;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.sluice.table.TableName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JobQuota}.
 */
class JobQuotaTests {

	private static final TableName TABLE = new TableName("p", "d", "t");

	private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");

	@Test
	void halfOfTheQuotaIsFreeAndTheRestIsSharedOutOverTheDay() {
		JobQuota quota = new JobQuota(10);
		for (int job = 0; job < 4; job++) {
			quota.used(TABLE, START);
		}

		assertThat(quota.next(TABLE, START)).isBefore(START);

		quota.used(TABLE, START.plusSeconds(60));

		Instant now = START.plus(Duration.ofHours(4));
		assertThat(quota.next(TABLE, now)).isEqualTo(START.plusSeconds(60).plus(Duration.ofHours(4)));
		assertThat(quota.headroom(now)).isEqualTo(5);
	}

	@Test
	void jobsOfBeforeTheProcessCountInTheirOrder() {
		JobQuota quota = new JobQuota(4);
		quota.used(TABLE, START.plus(Duration.ofHours(20)));

		quota.earlier(TABLE, List.of(START.plus(Duration.ofHours(10)), START));

		Instant now = START.plus(Duration.ofHours(22));
		assertThat(quota.headroom(now)).isEqualTo(1);
		assertThat(quota.next(TABLE, now)).isEqualTo(START.plus(Duration.ofHours(22)));
		assertThat(quota.headroom(START.plus(Duration.ofHours(35)))).isEqualTo(3);
	}

	@Test
	void nextJobWaitsForTheFirstToBeADayOldWhenTheQuotaIsUsedUp() {
		JobQuota quota = new JobQuota(2);
		quota.used(TABLE, START);
		quota.used(TABLE, START.plusSeconds(60));

		assertThat(quota.next(TABLE, START.plusSeconds(61))).isEqualTo(START.plus(Duration.ofDays(1)));
		assertThat(quota.headroom(START.plus(Duration.ofHours(25)))).isEqualTo(2);
	}

}

package dev.sluice.torture;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Schedule}.
 */
class ScheduleTests {

	private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

	@Test
	void theSameSeedMakesTheSameSchedule() {
		assertThat(schedule(17)).isEqualTo(schedule(17));
	}

	@Test
	void anotherSeedMakesAnotherSchedule() {
		assertThat(schedule(17).strikes()).isNotEqualTo(schedule(18).strikes());
	}

	@Test
	void guaranteeAndModeMakeAnotherSchedule() {
		List<Strike> strikes = schedule(17).strikes();

		assertThat(Schedule.of(17, "exactly-once", "storage-write", HALF_A_MINUTE).strikes()).isNotEqualTo(strikes);
		assertThat(Schedule.of(17, "at-least-once", "file-loads", HALF_A_MINUTE).strikes()).isNotEqualTo(strikes);
	}

	@Test
	void everySeedHasMoreKindsThanMustFire() {
		assertThat(IntStream.rangeClosed(1, 200).mapToObj(ScheduleTests::schedule))
			.allSatisfy((schedule) -> assertThat(kinds(schedule)).hasSizeGreaterThan(Trial.LEAST_KINDS + 2));
	}

	@Test
	void twentySeedsHaveEveryKind() {
		Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);

		IntStream.rangeClosed(1, Summary.ENOUGH).forEach((seed) -> kinds.addAll(kinds(schedule(seed))));

		assertThat(kinds).containsExactlyInAnyOrderElementsOf(FaultKind.all("storage-write"));
	}

	@Test
	void strikesAreInOrderAndWithinTheTime() {
		List<Duration> times = schedule(17).strikes().stream().map(Strike::at).toList();

		assertThat(times).isSorted().allSatisfy((time) -> assertThat(time).isBetween(Duration.ZERO, HALF_A_MINUTE));
	}

	@Test
	void aLongerTimeHasMoreStrikes() {
		Schedule longer = Schedule.of(17, "at-least-once", "storage-write", HALF_A_MINUTE.multipliedBy(4));

		assertThat(longer.strikes()).hasSize(4 * schedule(17).strikes().size());
	}

	private static Schedule schedule(long seed) {
		return Schedule.of(seed, "at-least-once", "storage-write", HALF_A_MINUTE);
	}

	private static Set<FaultKind> kinds(Schedule schedule) {
		Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
		schedule.strikes().forEach((strike) -> kinds.add(strike.kind()));
		return kinds;
	}

}

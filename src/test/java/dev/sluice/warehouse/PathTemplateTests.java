package dev.sluice.warehouse;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link PathTemplate}.
 */
class PathTemplateTests {

	private static final Instant EVENING = Instant.parse("2026-11-21T23:30:00Z");

	@Test
	void foldersFollowTheTimeOfTheLoadInTheirZone() {
		PathTemplate path = PathTemplate.parse("dt={time:yyyy-MM-dd}/hour={time:HH}/", ZoneId.of("Europe/Berlin"));

		assertThat(path.folder(EVENING, (column) -> null)).isEqualTo("dt=2026-11-22/hour=00/");
		assertThat(path.byField()).isFalse();
	}

	@Test
	void foldersFollowColumnsAndWhatCannotStandInANameIsReplaced() {
		PathTemplate path = PathTemplate.parse("c={field:country}/d={field:at:yyyyMMdd}", ZoneOffset.UTC);
		Map<String, String> row = Map.of("country", "../a b", "at", "2026-01-02T03:04:05.678Z");

		assertThat(path.folder(EVENING, row::get)).isEqualTo("c=.._a_b/d=20260102/");
		assertThat(path.folder(EVENING, (column) -> null))
			.isEqualTo("c=__HIVE_DEFAULT_PARTITION__/d=__HIVE_DEFAULT_PARTITION__/");
		assertThat(path.byField()).isTrue();
	}

	@Test
	void whatLeadsOutOfTheDirectoryOrIsUnknownIsRefused() {
		for (String text : new String[] { "/a", "../a", "{header:x}", "{time:bad pattern}" }) {
			assertThatIllegalArgumentException().as(text).isThrownBy(() -> PathTemplate.parse(text, ZoneOffset.UTC));
		}
	}

}

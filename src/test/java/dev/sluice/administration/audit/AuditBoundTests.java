package dev.sluice.administration.audit;

import java.time.Instant;
import java.util.Map;

import dev.sluice.record.SourcePartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AuditBoundTests {

	private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

	@ParameterizedTest
	@ValueSource(strings = { "2026-11-21T11:00:00Z", "2026-11-21T12:00:00+01:00", "1h", "60m", "PT1H" })
	void readsTimesAndDurations(String text) {
		assertThat(AuditBound.parse(text, NOON)).isEqualTo(new AuditBound(NOON.minusSeconds(3600), Map.of()));
	}

	@Test
	void readsPositions() {
		assertThat(AuditBound.parse("orders/0@1000, a/b/1@7", NOON)).isEqualTo(new AuditBound(null,
				Map.of(new SourcePartition("orders", 0), 1000L, new SourcePartition("a/b", 1), 7L)));
	}

	@Test
	void nothingIsNoBound() {
		assertThat(AuditBound.parse(null, NOON)).isNull();
		assertThat(AuditBound.parse(" ", NOON)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1h", "PT-1H", "2026-11-21T12:00:01Z", "999999999d", "99999999999999d",
			"P106751991167300D", "1969-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z" })
	void refusesTimesThatNoRecordCanHave(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> AuditBound.parse(text, NOON))
			.withMessageMatching("'.*' is (after now, which is 2026-11-21T12:00:00Z|before 1970)");
	}

	@ParameterizedTest
	@CsvSource({ "1h, 2h", "2026-11-21T10:00:00Z, 3h", "1h, 1h", "a/0@8, a/0@7" })
	void refusesARangeThatEndsBeforeItBegins(String from, String to) {
		AuditRequest request = new AuditRequest("orders", from, to, 1, false);

		assertThatIllegalArgumentException().isThrownBy(() -> request.range(NOON))
			.withMessageStartingWith("the range ends at");
	}

	@Test
	void rangeMayEndWhereItBegins() {
		assertThat(new AuditRequest("orders", "a/0@7,a/1@9", "a/0@7", 1, false).range(NOON).bounds()).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "yesterday", "2026-11-21", "orders@7", "orders/0@", "orders/0@1,", "@" })
	void refusesAllElse(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> AuditBound.parse(text, NOON)).withMessageContaining("'");
	}

}

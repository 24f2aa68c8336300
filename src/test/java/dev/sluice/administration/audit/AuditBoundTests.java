package dev.sluice.administration.audit;

import java.time.Instant;
import java.util.Map;

import dev.sluice.record.SourcePartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
	@ValueSource(strings = { "yesterday", "2026-11-21", "orders@7", "orders/0@", "orders/0@1,", "@" })
	void refusesAllElse(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> AuditBound.parse(text, NOON)).withMessageContaining("'");
	}

}

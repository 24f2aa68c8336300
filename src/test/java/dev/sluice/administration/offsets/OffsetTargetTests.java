package dev.sluice.administration.offsets;

import java.time.Instant;

import dev.sluice.administration.OperationRefusedException;
import dev.sluice.administration.OperationRefusedException.Why;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link OffsetTarget}.
 */
class OffsetTargetTests {

	private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

	@ParameterizedTest
	@ValueSource(strings = { "1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.998Z", "P30000D", "P106751991167D",
			"PT9223372036854775807S", "-999999999-01-01T00:00:00Z", "+999999999-01-01T00:00:00Z", "PT-1H", "" })
	void timeThatKafkaWouldMistakeOrNotKnowIsRefused(String text) {
		assertThatExceptionOfType(OperationRefusedException.class).isThrownBy(() -> OffsetTarget.parse(text, NOW))
			.extracting(OperationRefusedException::why)
			.isEqualTo(Why.INVALID);
	}

}

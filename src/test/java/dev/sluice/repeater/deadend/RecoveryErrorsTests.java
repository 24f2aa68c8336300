package dev.sluice.repeater.deadend;

import java.nio.charset.StandardCharsets;

import dev.sluice.deadletter.GivenUpInsert;
import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import dev.sluice.record.SourcePosition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecoveryErrorsTests {

	private static final String ENVELOPE = "{\"schema\":\"iglu:com.snowplowanalytics.snowplow.badrows/loader_recovery_error/jsonschema/1-0-0\","
			+ "\"data\":{\"processor\":{\"artifact\":\"sluice-repeater\",\"version\":\"1.2.3\"},\"failure\":{\"error\":%s},\"payload\":%s}}";

	private final RecoveryErrors badRows = new RecoveryErrors("sluice-repeater", "1.2.3");

	@Test
	void rowThatBigQueryRefusedTellsWhereAndWhy() {
		assertThat(badRow("{\"a\":1}", new Failure(Reason.WRONG_TYPE, "no \"text\"", "items[2].price"))).isEqualTo(
				ENVELOPE, "{\"message\":\"no \\\"text\\\"\",\"location\":\"items[2].price\",\"reason\":\"wrong-type\"}",
				"\"{\\\"a\\\":1}\"");
	}

	@Test
	void whatNothingIsKnownOfIsNull() {
		assertThat(badRow("{}", new Failure(Reason.ATTEMPTS_USED_UP, "tried 5 times"))).isEqualTo(ENVELOPE,
				"{\"message\":\"tried 5 times\",\"location\":null,\"reason\":\"attempts-used-up\"}", "\"{}\"");
	}

	@Test
	void whatIsNoRowHasALocationInTheText() {
		assertThat(badRow("nope", new Failure(Reason.MALFORMED, "no JSON"))).isEqualTo(ENVELOPE,
				"{\"message\":\"no JSON\",\"location\":[]}", "\"nope\"");
	}

	@Test
	void rowThatIsGoneIsEmpty() {
		assertThat(badRow(null, new Failure(Reason.ROW_REFUSED, "refused"))).endsWith("\"payload\":\"\"}}");
	}

	private String badRow(@Nullable String row, Failure failure) {
		return new String(this.badRows.of(new GivenUpInsert(new SourcePosition("failed", 0, 7), null, row, failure)),
				StandardCharsets.UTF_8);
	}

}

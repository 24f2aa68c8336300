package dev.sluice.benchmark;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link RecordShape}.
 */
class RecordShapeTests {

	private static final long TIME = Instant.parse("2028-02-29T23:59:58.007Z").toEpochMilli();

	private final JsonText text = new JsonText();

	@Test
	void eventsHaveTheirColumnsNumberAndTime() {
		RecordShape.SNOWPLOW.template().write(this.text, 1234, TIME);

		String[] columns = this.text.toString().split("\t", -1);
		assertThat(columns).hasSize(131);
		assertThat(columns[7]).isEqualTo("1234");
		assertThat(columns[3]).isEqualTo("2028-02-29 23:59:58.007");
		assertThat(JsonMapper.shared().readTree(columns[52]).path("data")).hasSize(2);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SNOWPLOW")
	void recordsAreJsonWithTheirNumberAndTime(RecordShape shape) {
		shape.template().write(this.text, 1234, TIME);

		JsonNode record = JsonMapper.shared().readTree(this.text.toBytes());
		assertThat(record.path("id").asLong()).isEqualTo(1234);
		assertThat(record.path("occurred_at").asString()).isEqualTo("2028-02-29T23:59:58.007Z");
	}

	@ParameterizedTest
	@EnumSource
	void recordsHaveAboutTheSizeThatTheirShapeSays(RecordShape shape) {
		long bytes = 0;

		for (int number = 5_000_000; number < 5_001_000; number++) {
			shape.template().write(this.text.clear(), number, TIME);
			bytes += this.text.toBytes().length;
		}

		assertThat(bytes / 1000.0).isCloseTo(shape.size(), within(shape.size() * 0.03));
	}

	@ParameterizedTest
	@EnumSource
	void recordsDifferInMoreThanTheirNumber(RecordShape shape) {
		Set<String> withoutNumber = new HashSet<>();

		for (int number = 0; number < 1000; number++) {
			shape.template().write(this.text.clear(), number, TIME);
			withoutNumber.add(this.text.toString().replace("\"id\":" + number, ""));
		}

		assertThat(withoutNumber).hasSize(1000);
	}

}

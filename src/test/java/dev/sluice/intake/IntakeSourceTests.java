package dev.sluice.intake;

import java.util.HashMap;
import java.util.Map;

import dev.sluice.pipeline.PipelineProperties;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class IntakeSourceTests {

	@Test
	void patternReadsWhatItMatches() {
		IntakeSource source = source(Map.of("topic-pattern", "shop[.].*"));

		assertThat(source.reads("shop.orders")).isTrue();
		assertThat(source.reads("other.orders")).isFalse();
	}

	@Test
	void patternReadsNeitherLettersNorKafkasOwnTopics() {
		IntakeSource source = source(Map.of("topic-pattern", ".*"));

		assertThat(source.reads("orders-dlt")).isFalse();
		assertThat(source.reads("orders-failed-inserts")).isFalse();
		assertThat(source.reads("sluice-control")).isFalse();
		assertThat(source.reads("__consumer_offsets")).isFalse();
	}

	@Test
	void patternReadsNoLettersOnTopicsOfOtherNames() {
		IntakeSource source = source(Map.of("topic-pattern", "shop[.].*", "dead-letter.topic", "shop.letters",
				"failed-inserts.topic", "{topic}.again"));

		assertThat(source.reads("shop.letters")).isFalse();
		assertThat(source.reads("shop.orders.again")).isFalse();
		assertThat(source.reads("shop.letters.of.love")).isTrue();
		assertThat(source.reads("shop.again.orders")).isTrue();
	}

	@Test
	void topicsThatAreNamedAreRead() {
		IntakeSource source = source(Map.of("topics", "orders-dlt"));

		assertThat(source.reads("orders-dlt")).isTrue();
		assertThat(source.reads("orders")).isFalse();
	}

	private static IntakeSource source(Map<String, String> properties) {
		Map<String, String> all = new HashMap<>(Map.of("table", "shop.orders"));
		all.putAll(properties);
		return IntakeSource.of("orders",
				new Binder(new MapConfigurationPropertySource(all)).bind("", PipelineProperties.class).get());
	}

}

package dev.sluice.pipeline;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.sluice.mutator.PartitionProperties;
import dev.sluice.transform.OnUnknownField;
import dev.sluice.transform.json.JsonProperties;
import dev.sluice.warehouse.WriteProperties.Mode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PipelinePropertiesTests {

	private final Map<String, String> values = new HashMap<>(Map.of("topics", "orders", "table", "shop.orders"));

	@Test
	void topicsAndTableAreEnough() {
		PipelineProperties pipeline = bind();

		assertThat(pipeline.topics()).containsExactly("orders");
		assertThat(pipeline.groupId("orders")).isEqualTo("sluice-orders");
		assertThat(pipeline.format()).isEqualTo(PipelineProperties.Format.JSON);
		assertThat(pipeline.batch())
			.isEqualTo(new BatchProperties(null, DataSize.ofMegabytes(2), Duration.ofMillis(250), 4));
		assertThat(pipeline.batch().rows(Mode.STORAGE_WRITE)).isEqualTo(20_000);
		assertThat(pipeline.batch().rows(Mode.STREAMING_INSERTS)).isEqualTo(500);
		assertThat(pipeline.json().timestamp().epochUnit()).isEqualTo(JsonProperties.EpochUnit.MS);
		assertThat(pipeline.create().partition()).isNull();
		assertThat(pipeline.columns().topic()).isNull();
	}

	@Test
	void everyKindOfPropertyIsBound() {
		this.values.put("group-id", "warehouse");
		this.values.put("on-unknown-field", "dead-letter");
		this.values.put("create.partition.time", "day");
		this.values.put("create.clustering", "country,city");
		this.values.put("json.timestamp.excess-digits", "drop");
		this.values.put("freshness-objective", "1m");

		PipelineProperties pipeline = bind();

		assertThat(pipeline.groupId("orders")).isEqualTo("warehouse");
		assertThat(pipeline.onUnknownField()).isEqualTo(OnUnknownField.DEAD_LETTER);
		assertThat(pipeline.create().partition())
			.isEqualTo(new PartitionProperties(PartitionProperties.Unit.DAY, null, null, null));
		assertThat(pipeline.create().clustering()).isEqualTo(List.of("country", "city"));
		assertThat(pipeline.json().timestamp().excessDigits()).isEqualTo(JsonProperties.ExcessDigits.DROP);
		assertThat(pipeline.freshnessObjective()).isEqualTo(Duration.ofMinutes(1));
	}

	@ParameterizedTest
	@CsvSource({ "table, ''", "max-tables, 0", "concurrency, 0", "commit-interval, 0s", "batch.rows, 0",
			"batch.bytes, 10MB", "batch.age, -1s", "batch.in-flight, 0", "bad-rows.max-ratio, 1.1",
			"drain.shutdown, 0s", "topic-pattern, orders.*", "evolution.propagation-limit, -1s",
			"create.clustering, 'a,b,c,d,e'", "create.require-partition-filter, true" })
	void valueOutOfRangeIsRefused(String property, String value) {
		this.values.put(property, value);

		assertRefused(this::bind);
	}

	@ParameterizedTest
	@CsvSource({ "column, created", "expiry, 1d", "range.interval, 10" })
	void partitionThatIsNeitherByTimeNorByRangeIsRefused(String property, String value) {
		this.values.put("create.partition." + property, value);

		assertRefused(this::bind);
	}

	@Test
	void topicOfThePatternIsRead() {
		this.values.remove("topics");
		this.values.put("topic-pattern", "shop\\..*");

		PipelineProperties pipeline = bind();

		assertThat(pipeline.reads("shop.orders")).isTrue();
		assertThat(pipeline.reads("orders")).isFalse();
	}

	private PipelineProperties bind() {
		Map<String, String> named = new HashMap<>();
		this.values.forEach((name, value) -> named.put("sluice.pipelines.orders." + name, value));
		Binder binder = new Binder(new MapConfigurationPropertySource(named));
		return binder.bind("sluice", SluiceProperties.class).get().pipelines().get("orders");
	}

	private static void assertRefused(ThrowingCallable binding) {
		assertThatExceptionOfType(BindException.class).isThrownBy(binding)
			.withRootCauseInstanceOf(InvalidConfigurationPropertyValueException.class);
	}

}

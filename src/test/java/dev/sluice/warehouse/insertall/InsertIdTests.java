package dev.sluice.warehouse.insertall;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InsertIdTests {

	@Test
	void nameThatBigQueryTakesIsTheId() {
		String name = "t".repeat(124) + "-0@7";

		assertThat(InsertId.of(name)).isEqualTo(name);
	}

	@Test
	void longNamesThatDifferHaveDifferentIds() {
		String topic = "t".repeat(249);

		assertThat(InsertId.of(topic + "-0@7")).hasSizeLessThanOrEqualTo(128)
			.isEqualTo(InsertId.of(topic + "-0@7"))
			.isNotEqualTo(InsertId.of(topic + "-0@8"));
	}

}

package dev.sluice.administration.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PositionCountsTests {

	@Test
	void countsWhatItIsShown() {
		Random random = new Random(1);
		PositionCounts counts = new PositionCounts();
		Map<Long, Integer> expected = new HashMap<>();

		for (int i = 0; i < 20_000; i++) {
			long offset = 5_000_000_000L + random.nextInt(3000) * random.nextInt(2);
			counts.add(offset);
			expected.merge(offset, 1, Integer::sum);
		}

		expected.forEach((offset, count) -> assertThat(counts.of(offset)).isEqualTo(count));
		assertThat(counts.of(1)).isZero();
	}

}

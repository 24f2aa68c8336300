package dev.sluice.mutator.topic;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GatheringTests {

	private final Gathering<Integer> gathering = new Gathering<>(2);

	@Test
	void setsAreUnitedWhenThereAreEnough() {
		assertThat(this.gathering.add(List.of(1, 2))).isNull();
		assertThat(this.gathering.add(List.of(2, 3))).containsExactly(1, 2, 3);
		assertThat(this.gathering.isEmpty()).isTrue();
	}

	@Test
	void restCanBeTakenEarly() {
		this.gathering.add(List.of(1));

		assertThat(this.gathering.take()).containsExactly(1);
		assertThat(this.gathering.add(List.of(2))).isNull();
	}

}

package dev.sluice.pipeline;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Partitions that are not taken up before something is done for them. */
class StandstillTests {

	private final LoaderWorld world = new LoaderWorld();

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void partitionStaysWhereItIsWhateverBefallsOthers(boolean person) {
		if (person) {
			this.world.pipeline().block(LoaderWorld.PARTITION, 0, "a person has to decide");
		}
		else {
			this.world.pipeline().standStill(LoaderWorld.PARTITION, "its rows are being published");
		}

		this.world.pipeline().redoAll(new IllegalStateException("out of the blue"));
		this.world.pass(Duration.ofHours(1));

		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isZero();
		this.world.load(0, "1");
		assertThat(this.world.pipeline().position(LoaderWorld.PARTITION)).isZero();
	}

	@Test
	void partitionGoesOnWhenItIsAssignedAnew() {
		this.world.pipeline().block(LoaderWorld.PARTITION, 0, "a person has to decide");

		this.world.pipeline().assign(LoaderWorld.PARTITION, Commit.read(7, null));

		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isNull();
		this.world.load(7, "1");
		assertThat(this.world.pipeline().position(LoaderWorld.PARTITION)).isEqualTo(8);
	}

}

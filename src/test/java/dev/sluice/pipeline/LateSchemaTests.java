package dev.sluice.pipeline;

import java.time.Duration;

import dev.sluice.warehouse.AppendResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoadPipeline} with records that wait for a schema.
 */
class LateSchemaTests {

	private final LoaderWorld world = new LoaderWorld();

	@Test
	void recordWithoutItsSchemaParksItsPartitionAndNothingIsADeadLetter() {
		this.world.load(0, "1", "late", "3");
		this.world.pass(Duration.ofSeconds(1));
		this.world.answer(new AppendResult.Stored());

		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isEqualTo(1L);
		assertThat(this.world.committable()).isEqualTo(1);
		assertThat(this.world.letters()).isEmpty();
		assertThat(this.world.pipeline().status().partitions().get(0).parked()).satisfies((parked) -> {
			assertThat(parked.cause()).isEqualTo(ParkCause.SCHEMA);
			assertThat(parked.message()).isEqualTo("the registry does not answer");
		});
	}

	@Test
	void partitionGoesOnWhenTheSchemaIsThere() {
		this.world.load(0, "late", "3");

		this.world.schemaArrives();

		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isNull();

		this.world.load(0, "late", "3");
		this.world.pass(Duration.ofSeconds(1));
		this.world.answer(new AppendResult.Stored());

		assertThat(this.world.stored()).containsExactly(9L, 3L);
		assertThat(this.world.committable()).isEqualTo(2);
	}

	@Test
	void recordThatWaitsForASchemaDoesNotHoldBackTheWishesOfOthers() {
		this.world.load(0, "late", "new:7");

		assertThat(this.world.preparations()).isZero();

		this.world.schemaArrives();
		this.world.load(0, "late", "new:7");

		assertThat(this.world.preparations()).isOne();
	}

	@Test
	void schemaThatTurnsOutToBeMissingWhileTheRecordIsParkedMakesADeadLetter() {
		this.world.load(0, "1", "lost");

		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isEqualTo(1L);

		this.world.pass(Duration.ofSeconds(1));
		this.world.load(1, "lost");

		assertThat(this.world.letters()).containsExactly("1 malformed");
	}

	@Test
	void partitionThatIsTakenOverAnewGoesOnWhateverItWaitedFor() {
		this.world.load(0, "late", "3");

		this.world.pipeline().assign(LoaderWorld.PARTITION, Commit.read(0, null));

		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isNull();
	}

}

package dev.sluice.pipeline;

import java.time.Duration;

import dev.sluice.record.SourcePartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Rows that are gathered on a disk without room for all of them. */
class FullDiskTests {

	private static final SourcePartition OTHER = new SourcePartition("orders", 1);

	private final CrampedSpool spool = new CrampedSpool(1);

	private final LoaderWorld world = new LoaderWorld().withSpool(this.spool);

	@Test
	void rowsThatTheDiskDoesNotTakeDoNotKeepOthersFromBeingLoaded() {
		this.world.pipeline().assign(OTHER, Commit.read(0, null));
		this.world.load(0, "1", "2");
		this.world.pass(Duration.ofSeconds(1));
		this.world.pipeline().load(Batches.ofPartition(1, 0, "3"));
		this.world.pass(Duration.ofSeconds(1));

		this.spool.isDue();
		this.world.pass(Duration.ofMillis(1));
		this.world.pass(Duration.ofMillis(1));
		this.world.pass(Duration.ofMillis(1));

		assertThat(intent(LoaderWorld.PARTITION)).isInstanceOf(Intent.Load.class);
		assertThat(intent(OTHER)).isNull();
		assertThat(this.world.pipeline().position(OTHER)).isZero();
		assertThat(this.world.parkedAt(OTHER)).isZero();
	}

	private @Nullable Intent intent(SourcePartition partition) {
		Commit commit = this.world.pipeline().committable(partition);
		return (commit != null) ? commit.intent() : null;
	}

}

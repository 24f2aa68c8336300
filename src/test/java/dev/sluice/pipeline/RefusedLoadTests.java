package dev.sluice.pipeline;

import java.time.Duration;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Rows that are gathered again, since a job has refused others. */
class RefusedLoadTests {

	private final CrampedSpool spool = new CrampedSpool(10).refusing();

	private final LoaderWorld world = new LoaderWorld().withSpool(this.spool);

	@Test
	void rowsDoNotWaitForTheirTimeAgain() {
		this.world.load(0, "1", "2", "3");
		this.world.pass(Duration.ofSeconds(1));
		this.spool.isDue();
		this.world.pass(Duration.ofMillis(1));
		this.world.pass(Duration.ofMillis(1));
		LoadPipeline pipeline = this.world.pipeline();
		pipeline.acknowledged(LoaderWorld.PARTITION,
				Objects.requireNonNull(pipeline.committable(LoaderWorld.PARTITION)));
		this.world.pass(Duration.ofMillis(1));
		this.world.pass(Duration.ofMinutes(1));
		this.world.pass(Duration.ofMinutes(1));
		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isNull();

		this.world.load(0, "1", "2");
		this.world.pass(Duration.ofSeconds(1));
		assertThat(this.spool.isOverdue()).isFalse();

		this.world.load(2, "3");
		this.world.pass(Duration.ofSeconds(1));
		assertThat(this.spool.isOverdue()).isTrue();
	}

}

package dev.sluice.intake;

import java.time.Duration;
import java.util.List;

import dev.sluice.pipeline.Commit;
import dev.sluice.pipeline.Intent;
import dev.sluice.pipeline.LoaderWorld;
import dev.sluice.pipeline.StoredBefore;
import dev.sluice.record.SourcePartition;
import dev.sluice.warehouse.AppendResult;
import org.apache.kafka.common.errors.OffsetMetadataTooLarge;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Commits of what is settled, against a consumer that answers as a test likes. */
class WatermarkCommitsTests {

	private static final Duration INTERVAL = Duration.ofSeconds(1);

	private final LoaderWorld world = new LoaderWorld();

	private final HeldCommits consumer = new HeldCommits();

	private final WatermarkCommits commits = new WatermarkCommits(this.consumer, this.world.pipeline(), INTERVAL,
			this.world::nanoTime);

	@Test
	void nothingIsCommittedForAPartitionThatIsNotTakenOverYet() {
		this.world.pass(INTERVAL);
		this.commits.tick();
		this.commits.handOver(List.of(LoaderWorld.PARTITION), INTERVAL);

		assertThat(this.consumer.asked()).isEmpty();
	}

	@Test
	void intentThatIsFulfilledIsDropped() {
		this.commits.assigned(LoaderWorld.PARTITION,
				new Takeover(Commit.read(0, null), true, true, StoredBefore.NOTHING));

		this.commits.tick();

		assertThat(this.consumer.asked()).containsExactly(0L);
		assertThat(this.consumer.metadata()).doesNotContain("|");
	}

	@Test
	void jobsAreCommittedForEveryPartitionWhoseRowsTheyLoad() {
		SourcePartition other = new SourcePartition("orders", 1);
		Intent.Load load = new Intent.Load(List.of(new Intent.TableJob(LoaderWorld.TABLE, "job", 9)));
		this.world.pipeline().assign(other, Commit.read(0, null).with(load));
		this.commits.assigned(LoaderWorld.PARTITION,
				new Takeover(Commit.read(0, null), false, false, StoredBefore.NOTHING));
		this.commits.assigned(other, new Takeover(Commit.read(0, null), false, false, StoredBefore.NOTHING));

		this.commits.settling();

		assertThat(this.consumer.asked()).containsExactly(0L);
		assertThat(this.consumer.metadata()).contains("/job/9;");
	}

	@Test
	void whatIsSettledIsCommittedOnce() {
		this.commits.assigned(LoaderWorld.PARTITION,
				new Takeover(Commit.read(0, null), true, false, StoredBefore.NOTHING));
		this.world.load(0, "1", "2");
		this.world.pass(INTERVAL);
		this.world.answer(new AppendResult.Stored());

		this.commits.tick();
		this.consumer.succeed();
		this.world.pass(INTERVAL);
		this.commits.tick();

		assertThat(this.consumer.asked()).containsExactly(2L);
	}

	@Test
	void whatIsSettledIsCommittedBeforeItsTimeInAHurry() {
		WatermarkCommits patient = new WatermarkCommits(this.consumer, this.world.pipeline(), Duration.ofHours(1),
				this.world::nanoTime);
		patient.assigned(LoaderWorld.PARTITION, new Takeover(Commit.read(0, null), true, false, StoredBefore.NOTHING));
		patient.tick();
		this.world.load(0, "1", "2");
		this.world.pass(INTERVAL);
		this.world.answer(new AppendResult.Stored());
		patient.tick();
		assertThat(this.consumer.asked()).isEmpty();

		patient.hurry();
		patient.tick();

		assertThat(this.consumer.asked()).containsExactly(2L);
	}

	@Test
	void commitThatFailsIsAProblemUntilOneSucceeds() {
		this.commits.assigned(LoaderWorld.PARTITION,
				new Takeover(Commit.read(0, null), true, false, StoredBefore.NOTHING));
		this.world.load(0, "1", "2");
		this.world.pass(INTERVAL);
		this.world.answer(new AppendResult.Stored());

		this.commits.tick();
		this.consumer.fail(new OffsetMetadataTooLarge("too long"));
		String problem = this.commits.problem(LoaderWorld.PARTITION);
		this.world.pass(INTERVAL);
		this.commits.tick();
		this.consumer.succeed();

		assertThat(problem).contains("too long");
		assertThat(this.commits.problem(LoaderWorld.PARTITION)).isNull();
	}

}

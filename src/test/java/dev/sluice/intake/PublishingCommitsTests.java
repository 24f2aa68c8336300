package dev.sluice.intake;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import dev.sluice.pipeline.Commit;
import dev.sluice.pipeline.Intent.TableStream;
import dev.sluice.pipeline.LoaderWorld;
import dev.sluice.pipeline.StoredBefore;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.FlushResult;
import dev.sluice.warehouse.StreamPosition;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.errors.OffsetMetadataTooLarge;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Commits with intents, against a consumer and streams that answer as a test likes. */
class PublishingCommitsTests {

	private static final Duration INTERVAL = Duration.ofSeconds(1);

	private final LoaderWorld world = new LoaderWorld().withPublication();

	private final HeldStreams streams = new HeldStreams();

	private final HeldCommits consumer = new HeldCommits();

	private final PublishingCommits commits = new PublishingCommits(this.consumer, this.world.pipeline(),
			this.streams.publishing(INTERVAL), this.world::nanoTime);

	@BeforeEach
	void takeOver() {
		this.commits.assigned(LoaderWorld.PARTITION,
				new Takeover(Commit.read(0, null), true, false, StoredBefore.NOTHING));
	}

	@Test
	void flushesOnlyAfterTheCommitIsKnownToBeGood() {
		loadAndStore(0, 3);

		pass(INTERVAL);
		assertThat(this.consumer.asked()).containsExactly(3L);
		assertThat(this.streams.flushes()).isEmpty();

		this.consumer.succeed();
		assertThat(this.streams.flushes()).containsExactly("s1 up to 3");
	}

	@Test
	void commitNamesWhatIsToBeFlushed() {
		loadAndStore(0, 3);

		pass(INTERVAL);

		assertThat(this.consumer.metadata()).endsWith(" | flush from=0 p/shop/orders/s1/3;");
	}

	@Test
	void commitWaitsUntilEveryRowBeforeTheFenceIsStored() {
		this.world.load(0, "1", "2");
		pass(INTERVAL);
		this.world.load(2, "3");
		pass(INTERVAL);
		assertThat(this.consumer.asked()).isEmpty();

		this.world.answer(new AppendResult.Stored(new StreamPosition("s1", 2)));
		pass(Duration.ZERO);

		assertThat(this.consumer.asked()).containsExactly(2L);
		assertThat(this.consumer.metadata()).endsWith("/s1/2;");
	}

	@Test
	void rowsAreCommittedBeforeTheirTimeInAHurry() {
		PublishingCommits patient = new PublishingCommits(this.consumer, this.world.pipeline(),
				this.streams.publishing(Duration.ofHours(1)), this.world::nanoTime);
		patient.assigned(LoaderWorld.PARTITION, new Takeover(Commit.read(0, null), true, false, StoredBefore.NOTHING));
		loadAndStore(0, 3);
		patient.tick();
		assertThat(this.world.pipeline().fenced(LoaderWorld.PARTITION)).isFalse();

		patient.hurry();
		patient.tick();
		this.world.pass(Duration.ZERO);
		patient.tick();

		assertThat(this.consumer.asked()).containsExactly(3L);
	}

	@Test
	void rowsBehindTheFenceAreNotFlushedWithThoseBeforeIt() {
		this.world.load(0, "1", "2");
		pass(INTERVAL);
		this.world.load(2, "3");
		this.world.pass(INTERVAL);
		this.world.answer(new AppendResult.Stored(new StreamPosition("s1", 2)));
		this.world.answer(new AppendResult.Stored(new StreamPosition("s1", 3)));
		pass(Duration.ZERO);
		publish();
		assertThat(this.streams.flushes()).containsExactly("s1 up to 2");

		pass(INTERVAL);
		publish();

		assertThat(this.consumer.asked()).containsExactly(2L, 3L);
		assertThat(this.streams.flushes()).containsExactly("s1 up to 2", "s1 up to 3");
	}

	@Test
	void refusedCommitFlushesNothing() {
		loadAndStore(0, 1);
		pass(INTERVAL);

		this.consumer.fail(new CommitFailedException("fenced"));

		assertThat(this.streams.flushes()).isEmpty();
		assertThat(this.consumer.rejoined()).isZero();
	}

	@Test
	void commitInDoubtIsRepeatedOnlyInANewGeneration() {
		loadAndStore(0, 1);
		pass(INTERVAL);

		this.consumer.fail(new RetriableCommitFailedException("no answer"));
		pass(INTERVAL);
		assertThat(this.consumer.rejoined()).isEqualTo(1);
		assertThat(this.consumer.asked()).containsExactly(1L);

		this.consumer.nextGeneration();
		pass(Duration.ZERO);
		pass(Duration.ZERO);
		assertThat(this.consumer.asked()).containsExactly(1L, 1L);
		this.consumer.succeed();
		assertThat(this.streams.flushes()).containsExactly("s1 up to 1");
	}

	@Test
	void metadataThatTheBrokersDoNotTakeStopsItsPartition() {
		loadAndStore(0, 1);
		pass(INTERVAL);

		this.consumer.fail(new OffsetMetadataTooLarge("4096 bytes at most"));
		pass(Duration.ofHours(1));

		assertThat(this.consumer.asked()).containsExactly(1L);
		assertThat(this.consumer.rejoined()).isZero();
		assertThat(this.streams.flushes()).isEmpty();
		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isEqualTo(1);
	}

	@Test
	void flushThatFailsIsRepeatedUntilItSucceeds() {
		loadAndStore(0, 1);
		pass(INTERVAL);
		this.consumer.succeed();

		this.streams.answer(new FlushResult.Unavailable(AppendResult.Cause.OUTAGE, "away", null));
		pass(Duration.ZERO);
		String problem = this.commits.problem(LoaderWorld.PARTITION);
		pass(Duration.ofSeconds(2));
		this.streams.answer(new FlushResult.Flushed());
		pass(Duration.ZERO);

		assertThat(problem).contains("away");
		assertThat(this.commits.problem(LoaderWorld.PARTITION)).isNull();
		assertThat(this.streams.flushes()).containsExactly("s1 up to 1", "s1 up to 1");
		assertThat(this.commits.committed(LoaderWorld.PARTITION)).isEqualTo(1);
	}

	@Test
	void streamThatIsGoneAfterTheCommitMakesThePartitionAmbiguous() {
		loadAndStore(0, 1);
		pass(INTERVAL);
		this.consumer.succeed();

		this.streams.answer(new FlushResult.Impossible("not found"));
		pass(Duration.ZERO);

		assertThat(this.commits.ambiguous()).containsExactly(LoaderWorld.PARTITION);
	}

	@Test
	void streamThatIsGoneBeforeTheCommitHasItsRecordsDoneAgain() {
		this.world.load(0, "1", "2");
		pass(INTERVAL);

		this.world.answer(new AppendResult.LaneGone("finalized"));
		pass(Duration.ZERO);

		assertThat(this.consumer.asked()).isEmpty();
		assertThat(this.world.pipeline().position(LoaderWorld.PARTITION)).isZero();
		pass(Duration.ofMinutes(1));
		loadAndStore(0, 2);
		pass(INTERVAL);
		assertThat(this.consumer.asked()).containsExactly(2L);
	}

	@Test
	void idlePartitionDropsItsIntent() {
		loadAndStore(0, 1);
		pass(INTERVAL);
		publish();

		pass(INTERVAL.multipliedBy(2));

		assertThat(this.consumer.asked()).containsExactly(1L, 1L);
		assertThat(this.consumer.metadata()).doesNotContain("flush");
	}

	@Test
	void offsetsWithoutRecordsAtTheEndAreCommitted() {
		loadAndStore(0, 1);
		pass(INTERVAL);
		publish();

		this.world.pipeline().passed(LoaderWorld.PARTITION, 4);
		pass(INTERVAL);

		assertThat(this.consumer.asked()).containsExactly(1L, 4L);
		assertThat(this.consumer.metadata()).doesNotContain("flush");
	}

	@Test
	void offsetsWithoutRecordsDoNotMakeForgetWhatIsStoredBefore() {
		this.commits.forget(LoaderWorld.PARTITION);
		this.commits.assigned(LoaderWorld.PARTITION,
				new Takeover(Commit.read(0, null), true, true, new StoredBefore(List.of(), 3)));

		this.world.pipeline().passed(LoaderWorld.PARTITION, 2);
		pass(INTERVAL);
		assertThat(this.consumer.asked()).isEmpty();

		this.world.pipeline().passed(LoaderWorld.PARTITION, 3);
		pass(INTERVAL);
		assertThat(this.consumer.asked()).containsExactly(3L);
	}

	@Test
	void commitInDoubtIsTheLastOneOfItsGeneration() {
		loadAndStore(0, 1);
		pass(INTERVAL);
		this.consumer.fail(new RetriableCommitFailedException("no answer"));
		this.world.load(1, "1");
		this.world.pass(INTERVAL);
		this.world.answer(new AppendResult.Stored(new StreamPosition("s1", 2)));
		this.streams.answersAtOnce();

		this.commits.handOver(List.of(LoaderWorld.PARTITION), Duration.ofSeconds(1));

		assertThat(this.consumer.asked()).containsExactly(1L, 1L);
		assertThat(this.streams.flushes()).containsExactly("s1 up to 1");
	}

	@Test
	void commitThatFailsDuringTheHandOverIsTheLastOneOfItsGeneration() {
		loadAndStore(0, 1);
		pass(INTERVAL);
		this.world.load(1, "1");
		this.world.pass(INTERVAL);
		this.world.answer(new AppendResult.Stored(new StreamPosition("s1", 2)));
		this.streams.answersAtOnce();
		this.consumer.loses(new RetriableCommitFailedException("no answer"));

		this.commits.handOver(List.of(LoaderWorld.PARTITION), Duration.ofSeconds(1));

		assertThat(this.consumer.asked()).containsExactly(1L, 1L);
		assertThat(this.streams.flushes()).containsExactly("s1 up to 1");
	}

	@Test
	void partitionThatIsHandedOverPublishesWhatIsSettledAndDropsItsIntent() {
		loadAndStore(0, 2);
		this.streams.answersAtOnce();

		this.commits.handOver(List.of(LoaderWorld.PARTITION), Duration.ofSeconds(1));

		assertThat(this.consumer.asked()).containsExactly(2L, 2L);
		assertThat(this.streams.flushes()).containsExactly("s1 up to 2");
		assertThat(this.consumer.metadata()).doesNotContain("flush");
	}

	@Test
	void partitionThatCannotCommitWhenHandedOverFlushesNothing() {
		loadAndStore(0, 2);
		this.consumer.refuse(new CommitFailedException("fenced"));

		this.commits.handOver(List.of(LoaderWorld.PARTITION), Duration.ofSeconds(1));

		assertThat(this.streams.flushes()).isEmpty();
	}

	@Test
	void whatIsStoredBeforeIsNotForgottenByAnEarlyCommit() {
		this.commits.forget(LoaderWorld.PARTITION);
		this.commits.assigned(LoaderWorld.PARTITION,
				new Takeover(Commit.read(0, null), true, true, new StoredBefore(List.of(), 3)));
		loadAndStore(0, 2);
		pass(INTERVAL);
		assertThat(this.consumer.asked()).isEmpty();

		loadAndStore(2, 1);
		pass(INTERVAL);

		assertThat(this.consumer.asked()).containsExactly(3L);
	}

	@Test
	void whatIsStoredBeforeIsNamedAndNotFlushedAgain() {
		TableStream lines = new TableStream(new TableName("p", "shop", "lines"), new StreamPosition("s9", 5));
		StoredBefore before = new StoredBefore(List.of(lines), 3);
		this.commits.forget(LoaderWorld.PARTITION);
		this.world.pipeline().assign(LoaderWorld.PARTITION, Commit.read(0, null), before);
		this.commits.assigned(LoaderWorld.PARTITION, new Takeover(Commit.read(0, null), true, true, before));
		loadAndStore(0, 3);
		pass(INTERVAL);

		this.consumer.succeed();
		pass(Duration.ZERO);

		assertThat(this.consumer.metadata()).contains("flush from=0 ", "orders/s1/3;", "lines/s9/5;");
		assertThat(this.streams.flushes()).containsExactly("s1 up to 3");
	}

	@Test
	void partitionWithoutACommitCommitsWhereItBegins() {
		this.commits.forget(LoaderWorld.PARTITION);
		this.commits.assigned(LoaderWorld.PARTITION,
				new Takeover(Commit.read(7, null), false, false, StoredBefore.NOTHING));

		pass(Duration.ZERO);

		assertThat(this.consumer.asked()).containsExactly(7L);
	}

	/** Loads records and lets BigQuery take their rows. */
	private void loadAndStore(long firstOffset, int count) {
		String[] values = new String[count];
		Arrays.fill(values, "1");
		this.world.load(firstOffset, values);
		this.world.pass(INTERVAL);
		this.world.answer(new AppendResult.Stored(new StreamPosition("s1", firstOffset + count)));
	}

	private void pass(Duration time) {
		this.world.pass(time);
		this.commits.tick();
		this.world.pass(Duration.ZERO);
		this.commits.tick();
	}

	/** Lets the commit and the flushes that it names succeed. */
	private void publish() {
		this.consumer.succeed();
		this.streams.answer(new FlushResult.Flushed());
		pass(Duration.ZERO);
	}

}

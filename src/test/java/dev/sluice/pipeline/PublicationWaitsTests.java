package dev.sluice.pipeline;

import java.time.Duration;
import java.util.List;

import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.StreamPosition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for records that wait for others to be published.
 */
class PublicationWaitsTests {

	private static final Intent.TableStream STREAM = new Intent.TableStream(LoaderWorld.TABLE,
			new StreamPosition("s1", 7));

	private final LoaderWorld world = new LoaderWorld().withPublication();

	private @Nullable Commit publish() {
		this.world.pipeline().fence(LoaderWorld.PARTITION);
		this.world.pass(Duration.ofSeconds(1));
		this.world.answerAll(new AppendResult.Stored());
		Commit commit = this.world.pipeline().passFence(LoaderWorld.PARTITION);
		this.world.pass(Duration.ofSeconds(1));
		return commit;
	}

	@Test
	void recordsOfWhichATableHasItsRowsArePublishedWithoutThoseBehindThem() {
		this.world.pipeline().assign(LoaderWorld.PARTITION, Commit.read(0, null), new StoredBefore(List.of(STREAM), 3));

		this.world.load(0, "1", "2", "3", "4", "5");

		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isEqualTo(3);
		assertThat(publish()).isEqualTo(new Commit(3, new Totals(0, 3, 0, 0, 0, 0)));
		assertThat(this.world.appends()).isEmpty();
		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isNull();
	}

	@Test
	void recordsBehindThoseOfWhichATableHasItsRowsAreTakenWhenTheseArePublished() {
		this.world.pipeline().assign(LoaderWorld.PARTITION, Commit.read(0, null), new StoredBefore(List.of(STREAM), 3));
		this.world.load(0, "1", "2", "3");
		this.world.load(3, "4", "5");
		publish();

		this.world.load(3, "4", "5");

		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isNull();
		assertThat(publish()).isEqualTo(new Commit(5, new Totals(0, 5, 0, 0, 0, 0)));
		assertThat(this.world.stored()).containsExactly(4L, 5L);
	}

	@Test
	void recordsGoOnWhereNoneAreLeftOfWhichATableHasItsRows() {
		this.world.pipeline().assign(LoaderWorld.PARTITION, Commit.read(0, null), new StoredBefore(List.of(STREAM), 3));
		this.world.pipeline().passed(LoaderWorld.PARTITION, 3);

		this.world.load(3, "4", "5");

		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isNull();
		assertThat(publish()).isEqualTo(new Commit(5, new Totals(0, 2, 0, 0, 0, 3)));
	}

	@Test
	void recordsGoOnWhereThoseWereDeletedOfWhichATableHasItsRows() {
		this.world.pipeline().assign(LoaderWorld.PARTITION, Commit.read(0, null), new StoredBefore(List.of(STREAM), 3));

		this.world.load(4, "5");

		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isEqualTo(4);
		assertThat(publish()).isEqualTo(new Commit(4, new Totals(0, 0, 0, 0, 0, 4)));
		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isNull();
	}

	@Test
	void recordsOfWhichNoTableHasRowsWaitForNothing() {
		this.world.pipeline().assign(LoaderWorld.PARTITION, Commit.read(0, null), new StoredBefore(List.of(), 3));

		this.world.load(0, "1", "2", "3", "4", "5");

		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isNull();
	}

	@Test
	void recordsOfWhichATableHasItsRowsAreTakenHoweverManyTheyAre() {
		this.world.pipeline()
			.assign(LoaderWorld.PARTITION, Commit.read(0, null), new StoredBefore(List.of(STREAM), 8_000_010));
		this.world.load(0, "1");
		this.world.load(8_000_001, "2");

		this.world.load(8_000_002, "3");

		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isNull();
		assertThat(this.world.pipeline().position(LoaderWorld.PARTITION)).isEqualTo(8_000_003);
	}

	@Test
	void recordsAreNotTakenWhileTooManyWaitForTheirCommit() {
		this.world.load(0, "1");
		this.world.load(8_000_001, "2");

		this.world.load(8_000_002, "3");

		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isEqualTo(8_000_002);
	}

	@Test
	void streamsOfRecordsThatAreNoMoreAreNotNamed() {
		this.world.pipeline().assign(LoaderWorld.PARTITION, Commit.read(0, null), new StoredBefore(List.of(STREAM), 3));
		this.world.pipeline().passed(LoaderWorld.PARTITION, 3);
		StreamPosition upTo = new StreamPosition("s2", 1);

		this.world.load(3, "4");
		this.world.pipeline().fence(LoaderWorld.PARTITION);
		this.world.pass(Duration.ofSeconds(1));
		this.world.answer(new AppendResult.Stored(upTo));

		assertThat(this.world.pipeline().passFence(LoaderWorld.PARTITION))
			.isEqualTo(new Commit(4, new Totals(0, 1, 0, 0, 0, 3),
					new Intent.Flush(3, List.of(new Intent.TableStream(LoaderWorld.TABLE, upTo)))));
	}

}

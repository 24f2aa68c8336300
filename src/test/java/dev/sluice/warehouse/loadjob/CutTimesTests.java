package dev.sluice.warehouse.loadjob;

import java.nio.file.Path;
import java.time.Duration;

import dev.sluice.warehouse.LoadSpool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CutTimes}.
 */
class CutTimesTests {

	private static final Duration MOMENT = Duration.ofMillis(1);

	@TempDir
	Path directory;

	private LoadWorld world;

	@BeforeEach
	void begin() {
		this.world = new LoadWorld(this.directory);
	}

	@AfterEach
	void close() {
		this.world.close();
	}

	private LoadSpool spoolWithARow() {
		LoadSpool spool = this.world.process().spool();
		LoadWorld.append(spool.lane(SpooledRows.TABLE), 1L);
		return spool;
	}

	/** Asserts that rows are due after a while and not before. */
	private void assertDueAfter(Duration time, LoadSpool spool) {
		this.world.pass(time.minus(MOMENT));
		assertThat(spool.due()).isFalse();
		this.world.pass(MOMENT);
		assertThat(spool.due()).isTrue();
	}

	@Test
	void rowsAreDueWhenTheFirstHasWaitedForTheFrequency() {
		this.world.set("files.frequency", "5m");
		LoadSpool spool = spoolWithARow();

		this.world.pass(Duration.ofMinutes(1));
		LoadWorld.append(spool.lane(SpooledRows.TABLE), 2L);

		assertDueAfter(Duration.ofMinutes(4), spool);
	}

	@Test
	void rowsAreDueAtTheNextMultipleOfADuration() {
		this.world.set("write.schedule", "15m");
		this.world.pass(Duration.ofMinutes(10));

		assertDueAfter(Duration.ofMinutes(5), spoolWithARow());
	}

	@Test
	void rowsAreDueAtTheNextTimeOfACronExpressionInItsZone() {
		this.world.set("write.schedule", "0 30 2 * * *");
		this.world.set("write.schedule-zone", "Asia/Kolkata");

		assertDueAfter(Duration.ofHours(21), spoolWithARow());
	}

	@Test
	void rowsOfOneTimeAreNotDueAtTheSameTimeAgain() {
		this.world.set("write.schedule", "1h");
		LoadSpool spool = spoolWithARow();
		this.world.pass(Duration.ofHours(1));
		LoadWorld.submitted(LoadWorld.cut(spool));

		boolean withoutRows = spool.due();
		LoadWorld.append(spool.lane(SpooledRows.TABLE), 2L);

		assertThat(withoutRows).isFalse();
		assertDueAfter(Duration.ofHours(1), spool);
	}

	@Test
	void fewRowsWaitForMoreAndNotForEver() {
		this.world.set("files.frequency", "1m");
		this.world.set("files.minimum", "1KB");
		this.world.set("files.minimum-wait", "20m");

		assertDueAfter(Duration.ofMinutes(20), spoolWithARow());
	}

	@Test
	void enoughRowsAreDueAtOnce() {
		this.world.set("files.rows", "2");
		this.world.set("files.minimum", "1KB");
		LoadSpool spool = spoolWithARow();
		boolean one = spool.due();

		LoadWorld.append(spool.lane(SpooledRows.TABLE), 2L);

		assertThat(one).isFalse();
		assertThat(spool.due()).isTrue();
	}

	@Test
	void enoughBytesAreDueAtOnce() {
		this.world.set("files.bytes", "8B");

		assertThat(spoolWithARow().due()).isTrue();
	}

}

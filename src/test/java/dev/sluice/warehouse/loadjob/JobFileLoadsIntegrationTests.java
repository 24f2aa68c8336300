package dev.sluice.warehouse.loadjob;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Fault;
import dev.sluice.emulator.fault.Setting;
import dev.sluice.emulator.fault.Trigger;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.FileLoads;
import dev.sluice.warehouse.Lane;
import dev.sluice.warehouse.LoadCut;
import dev.sluice.warehouse.LoadCut.LoadOutcome;
import dev.sluice.warehouse.LoadProblem;
import dev.sluice.warehouse.LoadSpool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for spools, their files and jobs against the emulator.
 */
class JobFileLoadsIntegrationTests {

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

	private void failing(String operation, String status, int times) {
		this.world.emulator()
			.faults()
			.add(Fault.on(operation, new Effect.Fail(status, "not now")).when(Trigger.first(times)));
	}

	@Test
	void jobsOfEarlierProcessesCountAgainstTheDaysQuota() {
		this.world.set("files.jobs-per-day", "4");
		this.world.set("files.rows", "1");
		LoadSpool earlier = this.world.process().spool();
		this.world.loaded(earlier, 1L);
		this.world.loaded(earlier, 2L);
		failing("jobs.list", "INVALID_ARGUMENT", 0);

		FileLoads loads = this.world.process();
		LoadSpool spool = loads.spool();
		this.world.loaded(spool, 3L);
		this.world.emulator().faults().clear();
		LoadWorld.append(spool.lane(SpooledRows.TABLE), 4L);

		await().untilAsserted(() -> assertThat(spool.due()).isFalse());
		assertThat(loads.problems()).singleElement()
			.satisfies((problem) -> assertThat(problem.message()).contains("files.jobs-per-day"));
		this.world.pass(Duration.ofDays(2));
		assertThat(spool.due()).isTrue();
	}

	@Test
	void jobThatFailsIsShownWithItsIdUntilAnotherHasLoadedItsRows() {
		FileLoads loads = this.world.process();
		LoadSpool spool = loads.spool();
		LoadWorld.append(spool.lane(SpooledRows.TABLE), 1L);
		failing("jobs.run", "UNAVAILABLE", 1);
		LoadCut cut = LoadWorld.cut(spool);
		String id = Objects.requireNonNull(cut.jobs().get(SpooledRows.TABLE)).id();

		LoadWorld.submitted(cut);
		List<LoadProblem> failed = loads.problems();
		LoadWorld.submitted(cut);

		assertThat(failed)
			.containsExactly(new LoadProblem(SpooledRows.TABLE, "load job " + id + " has failed: not now", false));
		assertThat(loads.problems()).isEmpty();
		assertThat(this.world.rows()).containsExactly(1L);
	}

	@Test
	void jobThatIsNotPermittedNeedsAPerson() {
		FileLoads loads = this.world.process();
		LoadSpool spool = loads.spool();
		failing("jobs.insert", "PERMISSION_DENIED", 0);
		LoadWorld.append(spool.lane(SpooledRows.TABLE), 1L);

		CompletionStage<LoadOutcome> ended = LoadWorld.cut(spool).submit();

		await().untilAsserted(() -> assertThat(loads.problems()).singleElement().matches(LoadProblem::needsOperator));
		this.world.emulator().faults().clear();
		ended.toCompletableFuture().join();
		assertThat(loads.problems()).isEmpty();
		assertThat(this.world.rows()).containsExactly(1L);
	}

	@Test
	void rowsWaitWhileTheDiskTakesNoneAndNothingIsLost() throws IOException {
		Path spools = Files.createDirectories(this.directory.resolve("spool"));
		LoadSpool spool = this.world.process().spool();
		Path blocked = Files.writeString(spools.resolve("orders"), "in the way");

		AppendResult refused = LoadWorld.append(spool.lane(SpooledRows.TABLE), 1L).getNow(new AppendResult.Stored());
		Files.delete(blocked);
		this.world.loaded(spool, 1L);

		assertThat(refused).isInstanceOfSatisfying(AppendResult.Unavailable.class,
				(outage) -> assertThat(outage.message()).startsWith("the spool cannot be written"));
		assertThat(this.world.rows()).containsExactly(1L);
	}

	@Test
	void filesThatCannotBePutAreTriedAgainAndShownMeanwhile() throws IOException {
		Path target = this.directory.resolve("files");
		this.world.set("files.directory", target.toString());
		this.world.set("files.format", "avro");
		FileLoads loads = this.world.process();
		LoadSpool spool = loads.spool();
		LoadWorld.append(spool.lane(SpooledRows.TABLE), 1L);
		Files.writeString(target, "in the way");

		LoadCut cut = Objects.requireNonNull(spool.cut());
		CompletionStage<Void> readiness = cut.ready();
		await().untilAsserted(() -> assertThat(loads.problems()).isNotEmpty());
		Files.delete(target);
		readiness.toCompletableFuture().join();

		assertThat(loads.problems()).isEmpty();
		LoadWorld.submitted(cut);
		assertThat(this.world.rows()).containsExactly(1L);
	}

	@Test
	void filesInALocalDirectoryAreLoadedAndKept() throws IOException {
		Path target = this.directory.resolve("files");
		this.world.set("files.directory", target.toString());
		this.world.set("files.keep", "1d");
		this.world.set("files.path", "n={field:n}/");
		FileLoads loads = this.world.process();

		this.world.loaded(loads.spool(), 1L, 2L);

		assertThat(this.world.rows()).containsExactlyInAnyOrder(1L, 2L);
		assertThat(files(target)).hasSize(2)
			.anySatisfy((file) -> assertThat(file).startsWith("p.shop.orders/n=1/sluice_orders_").endsWith(".json"));
	}

	@Test
	void rowsWaitAboveTheSizeOfTheSpoolUntilOthersAreLoaded() {
		this.world.set("files.bytes", "20B");
		this.world.set("files.spool-bytes", "20B");
		LoadSpool spool = this.world.process().spool();
		Lane lane = spool.lane(SpooledRows.TABLE);
		LoadWorld.append(lane, 1L, 2L, 3L);
		boolean due = spool.due();

		LoadCut cut = LoadWorld.cut(spool);
		AppendResult refused = LoadWorld.append(lane, 4L).getNow(new AppendResult.Stored());
		LoadWorld.submitted(cut);
		this.world.loaded(spool, 4L);

		assertThat(due).isTrue();
		assertThat(refused).isInstanceOf(AppendResult.Unavailable.class);
		assertThat(this.world.rows()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
	}

	@Test
	void jobThatIsRefusedTwiceIsSearchedForTheRowToBlame() {
		FileLoads loads = this.world.process();
		LoadSpool spool = loads.spool();
		this.world.emulator().behavior().set(Setting.UNPLACED_BAD_TEXT, "13");
		this.world.loaded(spool, 11L, 12L, 13L, 14L);
		CompletableFuture<AppendResult> bad = LoadWorld.append(spool.lane(SpooledRows.TABLE), 11L, 12L, 13L, 14L);
		CompletableFuture<AppendResult> good = LoadWorld.append(spool.lane(SpooledRows.TABLE), 21L, 22L);

		LoadCut cut = LoadWorld.cut(spool);
		Set<String> ids = new HashSet<>();
		LoadOutcome outcome = null;
		while (outcome == null || outcome.again() != null) {
			ids.add(Objects.requireNonNull(cut.jobs().get(SpooledRows.TABLE)).id());
			outcome = LoadWorld.submitted(cut);
		}

		assertThat(bad.join()).isEqualTo(new AppendResult.RowsRefused(List
			.of(new AppendResult.Refusal(2, "Error while reading data, error message: a value is not supported")),
				false));
		assertThat(good.join()).isEqualTo(new AppendResult.Stored());
		assertThat(this.world.rows()).containsExactlyInAnyOrder(11L, 12L, 21L, 22L);
		assertThat(ids).hasSize(5);
	}

	@Test
	void rowsAreNotBlamedForAMissingTable() {
		FileLoads loads = this.world.process();
		LoadSpool spool = loads.spool();
		this.world.emulator().catalog().deleteTable(LoadWorld.ORDERS);

		this.world.loaded(spool, 1L);
		LoadOutcome second = this.world.loaded(spool, 1L);

		assertThat(second.again()).isNull();
		assertThat(loads.problems()).singleElement()
			.satisfies((problem) -> assertThat(problem.message()).contains("was refused: Not found: Table"))
			.matches(LoadProblem::needsOperator);
	}

	private static List<String> files(Path root) throws IOException {
		try (Stream<Path> all = Files.walk(root)) {
			return all.filter(Files::isRegularFile).map((file) -> root.relativize(file).toString()).toList();
		}
	}

	@Test
	void rowsOfTheFirstJobOfARunReplaceTheOthers() {
		FileLoads before = this.world.process();
		this.world.loaded(before.spool(), 1L);
		this.world.set("write.disposition", "truncate");
		FileLoads loads = this.world.process();
		this.world.loaded(loads.spool(), 2L);
		LoadSpool spool = loads.spool();

		this.world.loaded(spool, 3L);

		assertThat(spool.loadsOnce()).isTrue();
		assertThat(this.world.rows()).containsExactlyInAnyOrder(2L, 3L);
	}

}

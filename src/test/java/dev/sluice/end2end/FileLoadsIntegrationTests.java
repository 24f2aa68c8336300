package dev.sluice.end2end;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import com.google.cloud.NoCredentials;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.BucketInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Fault;
import dev.sluice.emulator.fault.Moment;
import dev.sluice.emulator.fault.ScriptedFault;
import dev.sluice.emulator.fault.Setting;
import dev.sluice.emulator.fault.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for rows that are loaded from files.
 */
class FileLoadsIntegrationTests extends OnStage {

	/** How many records are loaded by processes that are killed. */
	private static final int RECORDS = Integer.getInteger("sluice.test.records", 3_000);

	private static final String[] FILES = { "write.mode=file-loads", "files.frequency=300ms", "files.poll=50ms" };

	private static final String[] ONCE = { "--sluice.run=until-caught-up",
			"--spring.kafka.consumer.properties.group.instance.id=loader" };

	@Test
	void rowsOfFilesAreStoredOnceAndCommitted() {
		order(0, 300);
		start(this.orders, this.orders, FILES);

		Stage.eventually(() -> orders().hasStoredEverything());
		order(300, 600);

		Stage.eventually(() -> orders().hasStoredEverything());
		assertThat(orders().doubled()).isEmpty();
	}

	@Test
	void rowsAreStoredOnceWhenJobsAreAcceptedWithoutAnAnswerOrFail() {
		this.stage.table(SHOP, this.orders, PLAIN);
		order(0, 300);
		this.stage.emulator().faults().add(new Fault("jobs.insert", "*", Moment.AFTER, Trigger.nth(2), unavailable()));
		this.stage.emulator().faults().add(new Fault("jobs.get", "*", Moment.BEFORE, Trigger.nth(1), unavailable()));
		this.stage.emulator().faults().add(new Fault("jobs.run", "*", Moment.BEFORE, Trigger.nth(1), unavailable()));
		start(this.orders, this.orders, FILES);

		Stage.eventually(() -> orders().hasStoredEverything());
		assertThat(orders().doubled()).isEmpty();
	}

	private static Effect unavailable() {
		return new Effect.Fail("UNAVAILABLE", "try again");
	}

	@Test
	void rowsAreLoadedThatFillTheSpool() {
		order(0, 1_000);

		start(this.orders, this.orders, "write.mode=file-loads", "files.frequency=1s", "files.poll=50ms",
				"files.bytes=10KB", "files.spool-bytes=10KB");

		Stage.eventually(() -> orders().hasStoredEverything());
		assertThat(orders().doubled()).isEmpty();
	}

	@Test
	void rowThatAJobRefusesIsADeadLetterAndTheOthersAreStored() {
		this.stage.table(SHOP, this.others, PLAIN);
		this.stage.produce(this.others, Stage.numbered(0, 50).toArray(String[]::new));
		this.stage.emulator()
			.faults()
			.add(new Fault("jobs.run", "*", Moment.BEFORE, Trigger.nth(1),
					new Effect.Fail("INVALID_ARGUMENT", "JSON parsing error in row starting at position 0: no")));
		start(this.others, this.others, FILES);

		Stage.eventually(() -> others().hasStoredEverythingBut(Map.of(0L, "row-refused"), Map.of()));
		assertThat(others().doubled()).isEmpty();
	}

	@Test
	void rowsThatJobsRefuseWithoutNamingThemAreFoundAmongThoseOfManyPolls() {
		this.stage.table(SHOP, this.orders, PLAIN);
		this.stage.emulator().behavior().set(Setting.UNPLACED_BAD_TEXT, "77");
		order(0, 300);
		start(this.orders, this.orders, "write.mode=file-loads", "files.frequency=3s", "files.poll=20ms",
				"batch.rows=60", "--spring.kafka.consumer.max-poll-records=50");

		Stage.eventually(() -> orders()
			.hasStoredEverythingBut(Map.of(77L, "row-refused", 177L, "row-refused", 277L, "row-refused"), Map.of()));
		assertThat(orders().doubled()).isEmpty();
	}

	@Test
	void rowsAreStoredOnceAlthoughTheProcessIsKilledWhileARefusedOneIsSearched() throws InterruptedException {
		this.stage.table(SHOP, this.orders, PLAIN);
		this.stage.emulator().behavior().set(Setting.UNPLACED_BAD_TEXT, "277");
		order(0, 300);

		killedAt("jobs.insert", 6, Moment.AFTER);
		int exitCode = process().exitCode(Duration.ofMinutes(2));

		assertThat(exitCode).isZero();
		assertThat(orders().hasStoredEverythingBut(Map.of(277L, "row-refused"), Map.of()).doubled()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "1, NOT_FOUND, Not found: Table", "1, PERMISSION_DENIED, Access Denied: Table",
			"50, INVALID_ARGUMENT, JSON parsing error in row starting at position 0: No such field: gone" })
	void rowsOfATableThatHasChangedAreNoDeadLetters(int records, String status, String message) {
		this.stage.table(SHOP, this.others, PLAIN);
		this.stage.produce(this.others, Stage.numbered(0, records).toArray(String[]::new));
		this.stage.emulator()
			.faults()
			.add(new Fault("jobs.run", "*", Moment.BEFORE, Trigger.nth(1), new Effect.Fail(status, message)));
		start(this.others, this.others, FILES);

		Stage.eventually(() -> others().hasStoredEverything());
		assertThat(others().doubled()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "json", "avro", "parquet" })
	void rowsHaveTheSameValuesInEveryFormatFromABucket(String format) {
		this.stage.table(SHOP, this.others,
				"{'schema':{'fields':[{'name':'id','type':'INTEGER'},{'name':'note','type':'STRING'},"
						+ "{'name':'price','type':'NUMERIC'},{'name':'day','type':'DATE'},{'name':'at','type':'TIMESTAMP'},"
						+ "{'name':'local','type':'DATETIME'},{'name':'clock','type':'TIME'},{'name':'raw','type':'BYTES'},"
						+ "{'name':'ratio','type':'FLOAT'},{'name':'ok','type':'BOOLEAN'},"
						+ "{'name':'tags','type':'STRING','mode':'REPEATED'},"
						+ "{'name':'who','type':'RECORD','fields':[{'name':'name','type':'STRING'}]}]}}");
		this.stage
			.produce(this.others, "{\"id\": 1, \"note\": \"a\u00e4\", \"price\": \"-12.345\", \"day\": \"2026-02-28\","
					+ " \"at\": \"2026-11-21T10:11:12.131415Z\", \"local\": \"2026-11-21T10:11:12.5\", \"clock\": \"23:59:59.000001\","
					+ " \"raw\": \"AQID\", \"ratio\": 0.1, \"ok\": true, \"tags\": [\"x\", \"y\"], \"who\": {\"name\": \"me\"}}",
					Stage.record(2));
		Storage storage = storage();
		storage.create(BucketInfo.of("files"));

		this.stage.start(this.others, SHOP + "." + this.others, "write.mode=file-loads", "files.frequency=300ms",
				"files.poll=50ms", "files.format=" + format, "files.directory=gs://files/rows", "files.keep=1d",
				"files.path=dt={field:day}/");

		Stage.eventually(() -> assertThat(this.stage.rows(SHOP, this.others)).hasSize(2));
		assertThat(this.stage.rows(SHOP, this.others)).extracting(Object::toString)
			.anySatisfy((row) -> assertThat(row).contains("a\u00e4", "-12.345", "2026-02-28", "12.131415", "12.5",
					"23:59:59.000001", "0.1", "x", "y", "me"));
		assertThat(storage.list("files").iterateAll()).extracting(BlobInfo::getName)
			.anySatisfy((name) -> assertThat(name).startsWith("rows/test.shop." + this.others + "/dt=2026-02-28/")
				.endsWith("." + format))
			.hasSize(2);
	}

	private Storage storage() {
		return StorageOptions.newBuilder()
			.setProjectId(Stage.PROJECT)
			.setHost(this.stage.emulator().restHost())
			.setCredentials(NoCredentials.getInstance())
			.build()
			.getService();
	}

	@Test
	void recordsAreStoredOnceAlthoughTheProcessIsKilledThreeTimes() throws InterruptedException {
		this.stage.table(SHOP, this.orders, PLAIN);
		order(0, RECORDS / 2);

		killedAt("jobs.insert", 1, Moment.BEFORE);
		killedAt("jobs.insert", 1, Moment.AFTER);
		order(RECORDS / 2, RECORDS);
		killedAt("jobs.run", 1, Moment.BEFORE);
		int exitCode = process().exitCode(Duration.ofMinutes(5));

		assertThat(exitCode).isZero();
		assertThat(orders().hasStoredEverything().doubled()).isEmpty();
	}

	@Test
	void rowsThatReplaceOthersAreThereOnceAlthoughTheProcessIsKilledWhenItsJobIsDone() throws InterruptedException {
		this.stage.table(SHOP, this.orders, PLAIN);
		order(0, 300);
		String truncate = "write.disposition=truncate";
		assertThat(process(truncate).exitCode(Duration.ofMinutes(2))).isZero();
		order(300, 600);

		killedAt("jobs.get", 1, Moment.AFTER, truncate);
		Stage.eventually(() -> assertThat(orders().since(300).rows()).hasSize(300));
		int exitCode = process(truncate).exitCode(Duration.ofMinutes(2));

		assertThat(exitCode).isZero();
		assertThat(this.stage.rows(SHOP, this.orders)).hasSize(300);
		assertThat(orders().since(300).hasStoredEverything().doubled()).isEmpty();
	}

	private void killedAt(String operation, int n, Moment moment, String... properties) throws InterruptedException {
		ScriptedFault held = this.stage.emulator().faults().hold(operation, "*", n, moment);
		LoaderProcess loader = process(properties);
		assertThat(held.awaitHeld(Duration.ofMinutes(2))).isTrue();
		loader.kill();
		held.drop();
		this.stage.emulator().faults().remove(held);
	}

	private LoaderProcess process(String... more) {
		List<String> properties = new ArrayList<>(Census.COLUMNS);
		properties.addAll(Arrays.asList(FILES));
		properties.addAll(Arrays.asList(ONCE));
		properties.addAll(Arrays.asList(more));
		properties.add("files.rows=" + Math.max(100, RECORDS / 5));
		return this.stage.startProcess(this.orders, SHOP + "." + this.orders, properties.toArray(String[]::new));
	}

	@Test
	void runUntilCaughtUpEndsWhenRowsThatWaitForOthersAreLoaded() {
		this.stage.table(SHOP, this.orders, PLAIN);
		order(0, 300);

		ConfigurableApplicationContext run = start(this.orders, this.orders, "write.mode=file-loads", "files.poll=50ms",
				"--sluice.run=until-caught-up");

		assertThat(SpringApplication.exit(run)).isZero();
		assertThat(orders().hasStoredEverything().doubled()).isEmpty();
	}

}

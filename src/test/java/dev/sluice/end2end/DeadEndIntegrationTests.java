package dev.sluice.end2end;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.google.cloud.NoCredentials;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BucketInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import dev.sluice.emulator.fault.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class DeadEndIntegrationTests extends OnStage {

	@TempDir
	Path directory;

	@Test
	void rowThatIsRefusedIsAnObjectInABucket() {
		this.stage.table(SHOP, this.orders, BY_DAY);
		failedInserts().add(0, this.orders, "{\"id\": 1, \"day\": \"1066-10-14\"}")
			.add(0, this.orders, Stage.record(2))
			.send();
		Storage storage = storage();

		repeat("--sluice.repeater.dead-end=gs://dead/end", "--sluice.repeater.window=50ms");
		Stage.eventually(() -> assertThat(this.stage.rows(SHOP, this.orders)).hasSize(1));
		assertThat(committed()).as("the bucket is not there yet").isEmpty();
		storage.create(BucketInfo.of("dead"));

		Stage.eventually(() -> assertThat(objects(storage)).singleElement().satisfies((object) -> {
			assertThat(object.getName()).startsWith("end/2");
			assertThat(object.getContent()).asString()
				.contains("loader_recovery_error", "\"reason\":\"row-refused\"", "1066-10-14");
		}));
		Stage.eventually(() -> assertThat(committed()).containsExactly(2L));
	}

	@Test
	void whatIsGatheredIsWrittenAndSettledWhenTheInstanceEnds() throws Exception {
		this.stage.table(SHOP, this.orders, PLAIN);
		failedInserts().add(0, this.orders, "no row").add(0, this.orders, Stage.record(1)).send();
		ConfigurableApplicationContext instance = repeat("--sluice.repeater.dead-end=" + this.directory,
				"--sluice.repeater.window=1h");
		Stage.eventually(() -> assertThat(this.stage.rows(SHOP, this.orders)).hasSize(1));

		this.stage.stop(instance);

		assertThat(committed()).containsExactly(2L);
		try (Stream<Path> files = Files.list(this.directory)) {
			assertThat(files).singleElement().satisfies((file) -> assertThat(file).content().contains("no row"));
		}
	}

	@Test
	void rowThatHasUsedUpItsAttemptsIsABadRowOnATopic() {
		this.stage.table(SHOP, this.orders, PLAIN);
		this.stage.emulator().behavior().set(Setting.WRITE_PATH_LAG, Duration.ofHours(1));
		failedInserts().add(0, this.orders, "{\"id\": 1, \"city\": \"York\"}").send();

		repeat("--sluice.repeater.dead-end-topic=" + this.orders + "-dead", "--sluice.repeater.attempts=2",
				"evolution.propagation-limit=100ms");

		Stage.eventually(() -> assertThat(this.stage.records(this.orders + "-dead")).singleElement()
			.satisfies((badRow) -> assertThat(badRow.value()).asString()
				.contains("loader_recovery_error", "\"reason\":\"attempts-used-up\"",
						"\"payload\":\"{\\\"id\\\": 1, \\\"city\\\": \\\"York\\\"}\"")));
	}

	private FailedInsertLetters failedInserts() {
		this.stage.topic(this.orders + "-failed-inserts", 1);
		return new FailedInsertLetters(this.orders + "-failed-inserts");
	}

	private ConfigurableApplicationContext repeat(String... properties) {
		List<String> all = new ArrayList<>(List.of("--spring.profiles.active=repeater",
				"--sluice.repeater.backoff=50ms", "--sluice.repeater.interval=200ms",
				"--sluice.retry.setup.initial=100ms", "--sluice.retry.setup.longest=500ms"));
		all.addAll(List.of(properties));
		return this.stage.start(this.orders, SHOP + "." + this.orders, all.toArray(String[]::new));
	}

	private List<Long> committed() {
		return this.stage.committed("sluice-orders-repeater", this.orders + "-failed-inserts")
			.stream()
			.map((offset) -> offset.offset())
			.toList();
	}

	private Storage storage() {
		return StorageOptions.newBuilder()
			.setProjectId(Stage.PROJECT)
			.setHost(this.stage.emulator().restHost().toString())
			.setCredentials(NoCredentials.getInstance())
			.build()
			.getService();
	}

	private static List<Blob> objects(Storage storage) {
		return StreamSupport.stream(storage.list("dead").iterateAll().spliterator(), false).toList();
	}

}

package dev.sluice.end2end;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class ForwarderIntegrationTests extends OnStage {

	@TempDir
	Path deadEnd;

	@BeforeEach
	void thereAreFailedInserts() {
		this.stage.topic(this.orders + "-failed-inserts", 3);
		this.stage.table(SHOP, this.orders, PLAIN);
	}

	@Test
	void backlogIsDrainedAndTheProcessEndsWithZero() {
		FailedInsertLetters letters = new FailedInsertLetters(this.orders + "-failed-inserts");
		for (int id = 0; id < 3000; id++) {
			letters.add(id % 3, this.orders, Stage.record(id));
		}
		letters.send();

		assertThat(forward()).isZero();

		assertThat(this.stage.rows(SHOP, this.orders)).extracting((row) -> row.get("id"))
			.doesNotHaveDuplicates()
			.hasSize(3000);
		assertThat(this.stage.committed("sluice-orders-repeater", this.orders + "-failed-inserts"))
			.allSatisfy((offset) -> assertThat(offset.metadata()).contains("stored=1000"))
			.hasSize(3);
		assertThat(this.stage.rows(SHOP, this.others)).isEmpty();
	}

	@Test
	void whatIsNoRowEndsInFiles() throws Exception {
		new FailedInsertLetters(this.orders + "-failed-inserts").add(0, this.orders, Stage.record(1))
			.add(0, this.orders, "no row")
			.addFlat("{\"id\": 2, \"note\": \"flat\"}")
			.addFlat("nor this")
			.send();

		assertThat(
				forward("--sluice.repeater.dead-end=" + this.deadEnd.resolve("bad"), "--sluice.repeater.window=300ms"))
			.isZero();

		assertThat(this.stage.rows(SHOP, this.orders)).extracting((row) -> row.get("id"))
			.containsExactlyInAnyOrder(1L, 2L);
		try (Stream<Path> files = Files.list(this.deadEnd.resolve("bad"))) {
			assertThat(files).singleElement()
				.satisfies((file) -> assertThat(Files.readAllLines(file)).satisfiesExactlyInAnyOrder(
						(badRow) -> assertThat(badRow).contains("loader_recovery_error")
							.endsWith("\"payload\":\"no row\"}}"),
						(badRow) -> assertThat(badRow).contains("loader_recovery_error")
							.endsWith("\"payload\":\"nor this\"}}")));
		}
	}

	@Test
	void nothingToDrainIsDoneAtOnce() {
		assertThat(forward()).isZero();
	}

	/** Returns the status of the process. */
	private int forward(String... properties) {
		List<String> all = new ArrayList<>(
				List.of("--spring.profiles.active=forwarder", "--sluice.repeater.backoff=0s"));
		all.addAll(List.of(properties));
		ConfigurableApplicationContext forwarder = this.stage.start(this.orders, SHOP + "." + this.orders,
				all.toArray(String[]::new));
		return SpringApplication.exit(forwarder);
	}

}

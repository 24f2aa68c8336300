package dev.sluice.end2end;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.jayway.jsonpath.JsonPath;
import dev.sluice.SluiceApplication;
import dev.sluice.administration.command.CommandLauncher;
import dev.sluice.emulator.fault.Setting;
import dev.sluice.fixtures.ChildProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the proof as a command of the jar.
 */
@ExtendWith(OutputCaptureExtension.class)
class AuditCommandIntegrationTests extends OnStage {

	/** More with {@code -Drecords=1000000}. */
	private static final int MANY = Integer.getInteger("records", 30_000);

	@TempDir
	Path logs;

	@Test
	void statusTellsWhatWasFound(CapturedOutput output) throws Exception {
		ConfigurableApplicationContext instance = start(this.orders, this.orders);
		order(0, 300);
		Stage.eventually(() -> orders().hasStoredEverything());
		assertThat(audit("--pipeline=orders")).isZero();
		assertThat(output.getOut()).contains("complete: every settled record is stored");

		sql(instance, "INSERT INTO shop.`%1$s` SELECT * FROM shop.`%1$s` WHERE from_partition = 2 AND from_offset = 9");
		assertThat(audit()).as("at least once").isZero();
		assertThat(audit("--strict")).isOne();
		sql(instance, "DELETE FROM shop.`%s` WHERE from_partition = 1 AND from_offset = 7");
		assertThat(audit()).isOne();
		assertThat(output.getOut()).contains(this.orders + "/1@7  would be loaded now");
	}

	@Test
	void statusTellsThatItCouldNotBeCarriedOut(CapturedOutput output) {
		assertThat(audit()).isEqualTo(2);
		assertThat(audit("--pipeline=nobody")).isEqualTo(2);
		assertThat(audit("--from=yesterday")).isEqualTo(2);
		assertThat(audit("--format=xml")).isEqualTo(2);
		this.stage.table(SHOP, this.orders, PLAIN);
		this.stage.emulator().behavior().set(Setting.DENIED_PERMISSIONS, "bigquery.jobs.create");
		assertThat(audit()).isEqualTo(2);

		assertThat(output.getErr()).contains("there is no table test.shop." + this.orders,
				"there is no pipeline 'nobody'", "'yesterday' is no time", "there is no format 'xml'",
				"permission bigquery.jobs.create is missing: grant it");
	}

	@Test
	void manyRecordsAreAuditedInLittleMemory() throws Exception {
		ConfigurableApplicationContext instance = start(this.orders, this.orders);
		for (int from = 0; from < MANY; from += 30_000) {
			order(from, Math.min(MANY, from + 30_000));
		}
		Stage.eventually(() -> assertThat(this.stage.committedSum(this.orders)).isEqualTo(MANY));
		sql(instance, "DELETE FROM shop.`%s` WHERE from_partition = 1 AND from_offset = 7777");
		this.stage.stop(instance);

		String report = auditInItsOwnProcess();

		assertThat((int) JsonPath.read(report, "$.total.records")).isEqualTo(MANY);
		assertThat((int) JsonPath.read(report, "$.total.stored")).isEqualTo(MANY - 1);
		assertThat(JsonPath.<List<Integer>>read(report, "$.missing.named[*].offset")).containsExactly(7777);
		assertThat((int) JsonPath.read(report, "$.millis")).isLessThan(60_000);
		System.out.printf("%d records have been audited in %d ms%n", MANY, (int) JsonPath.read(report, "$.millis"));
	}

	private String auditInItsOwnProcess() throws IOException {
		Path log = this.logs.resolve("audit.log");
		List<String> arguments = arguments("--format=json", "--limit=10");
		try (ChildProcess process = ChildProcess.ofClass(SluiceApplication.class, log, List.of("-Xmx256m"),
				arguments)) {
			assertThat(process.awaitEnd(Duration.ofMinutes(3))).isTrue();
			assertThat(process.exitStatus()).as(Files.readString(log)).isOne();
		}
		String output = Files.readString(log);
		return output.substring(output.indexOf("{\n"));
	}

	private int audit(String... options) {
		return CommandLauncher.run(new SpringApplication(), arguments(options).toArray(String[]::new));
	}

	private List<String> arguments(String... options) {
		List<String> all = new ArrayList<>(List.of("audit", "--spring.profiles.active=test"));
		all.addAll(List.of(options));
		all.addAll(this.stage.arguments(this.orders, SHOP + "." + this.orders, Census.COLUMNS.toArray(String[]::new)));
		return all;
	}

	private void sql(ConfigurableApplicationContext instance, String sql) throws InterruptedException {
		instance.getBean(BigQuery.class).query(QueryJobConfiguration.newBuilder(sql.formatted(this.orders)).build());
	}

}

package dev.sluice.end2end;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.sluice.emulator.fault.Moment;
import dev.sluice.emulator.fault.ScriptedFault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a partition whose rows go to two tables, and whose streams are gone between
 * commit and flush more than once.
 */
class LostStreamsIntegrationTests extends OnStage {

	private static final Duration LONG = Duration.ofMinutes(2);

	private static final String[] EXACTLY_ONCE = { "write.guarantee=exactly-once", "write.flush-interval=300ms",
			"--spring.kafka.consumer.properties.group.instance.id=loader" };

	@BeforeEach
	void produceRecordsOfBothTables() {
		this.stage.table(SHOP, "first_" + this.others, PLAIN.replace("note", "kind"));
		this.stage.table(SHOP, "second_" + this.others, PLAIN.replace("note", "kind"));
		produce(0, 300);
	}

	private void produce(int from, int to) {
		this.stage.produce(this.others, 0,
				IntStream.range(from, to)
					.mapToObj(
							(id) -> "{\"id\": " + id + ", \"kind\": \"" + ((id % 2 == 0) ? "first" : "second") + "\"}")
					.toList());
	}

	private ScriptedFault holdFlush(String kind, int nth) {
		return this.stage.emulator().faults().hold("FlushRows", kind + "_" + this.others, nth, Moment.BEFORE);
	}

	private LoaderProcess process() {
		List<String> properties = new ArrayList<>(Census.COLUMNS);
		properties.addAll(List.of(EXACTLY_ONCE));
		return this.stage.startProcess(this.others, SHOP + ".{field:kind}_" + this.others,
				properties.toArray(String[]::new));
	}

	/** Kills a loader whose flushes are held, and lets its streams be forgotten. */
	private void lose(LoaderProcess loader, ScriptedFault... held) throws InterruptedException {
		for (ScriptedFault flush : held) {
			assertThat(flush.awaitHeld(LONG)).isTrue();
		}
		loader.kill();
		for (ScriptedFault flush : held) {
			flush.drop();
			this.stage.emulator().faults().remove(flush);
		}
		this.stage.emulator().clock().advance(Duration.ofDays(8));
	}

	private void loseSecondTablesStream() throws InterruptedException {
		ScriptedFault held = holdFlush("second", 1);
		LoaderProcess loader = process();
		Stage.until(() -> rows("first").size() == 150);
		lose(loader, held);
	}

	private List<Map<String, @Nullable Object>> rows(String kind) {
		return this.stage.rows(SHOP, kind + "_" + this.others);
	}

	private Census census() {
		List<Map<String, @Nullable Object>> rows = new ArrayList<>(rows("first"));
		rows.addAll(rows("second"));
		return Census.take(this.stage, this.others, rows);
	}

	@Test
	void rowsAreStoredOnceAlthoughOneTablesStreamIsGoneAndThenBoth() throws InterruptedException {
		loseSecondTablesStream();
		produce(300, 400);

		lose(process(), holdFlush("first", 2), holdFlush("second", 2));
		start(this.others, "{field:kind}_" + this.others, EXACTLY_ONCE);

		Stage.eventually(() -> census().hasStoredEverything());
		assertThat(census().doubled()).isEmpty();
	}

	@Test
	void rowsAreStoredOnceAlthoughTheStreamOfTheSameTableIsGoneTwice() throws InterruptedException {
		loseSecondTablesStream();

		lose(process(), holdFlush("second", 2));
		start(this.others, "{field:kind}_" + this.others, EXACTLY_ONCE);

		Stage.eventually(() -> census().hasStoredEverything());
		assertThat(census().doubled()).isEmpty();
	}

}

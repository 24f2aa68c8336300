package dev.sluice.end2end;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Fault;
import dev.sluice.emulator.fault.Moment;
import dev.sluice.emulator.fault.ScriptedFault;
import dev.sluice.emulator.fault.Trigger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for requests that overtake each other: nothing waits for an answer that need not,
 * and nothing is committed before it is due.
 */
class PipeliningIntegrationTests extends OnStage {

	@Test
	void pollsAndRequestsOfOnePartitionDoNotWaitForAnswersButCommitsDo() {
		this.stage.table(SHOP, this.others, PLAIN);
		ScriptedFault unanswered = this.stage.emulator()
			.faults()
			.add(new Fault("AppendRows", this.others, Moment.AFTER, Trigger.ALWAYS, new Effect.Hold()));
		start(this.others, this.others, "batch.rows=2500", "batch.age=10s",
				"--spring.kafka.consumer.max-poll-records=500");

		this.stage.produce(this.others, 0, Stage.numbered(0, 20_000));
		Stage.until(() -> this.stage.rows(SHOP, this.others).size() == 4 * 2500);

		assertThat(others().committed().values()).allSatisfy((offset) -> assertThat(offset).isZero());

		this.stage.emulator().faults().remove(unanswered);

		Stage.eventually(() -> others().hasStoredEverything().hasCommittedAllThatIsSettled());
	}

	@Test
	void commitsDoNotPassARequestWithoutAnAnswerAlthoughLaterRecordsAreStored() {
		this.stage.table(SHOP, "slow_" + this.others, PLAIN.replace("note", "kind"));
		this.stage.table(SHOP, "quick_" + this.others, PLAIN.replace("note", "kind"));
		ScriptedFault held = this.stage.emulator().faults().hold("AppendRows", "slow_", 3, Moment.BEFORE);
		ConfigurableApplicationContext first = startWithTwoTables("drain.shutdown=100ms");

		this.stage.produce(this.others, 0, ofBothKinds(1000));
		Stage.until(() -> rows("quick_").size() == 500 && held.holding() == 1);
		Stage.eventually(() -> assertThat(census().committed()).containsEntry(0, 400L));
		this.stage.stop(first);

		assertThat(census().hasCommittedNothingElse().committed()).containsEntry(0, 400L);

		this.stage.emulator().faults().remove(held);
		startWithTwoTables();

		Stage.eventually(() -> census().hasStoredEverything());
		assertThat(census().doubled())
			.allSatisfy((position) -> assertThat(position.offset()).isGreaterThanOrEqualTo(400));
	}

	/** Requests have a hundred rows, whatever the time. */
	private ConfigurableApplicationContext startWithTwoTables(String... properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		all.addAll(List.of("batch.rows=100", "batch.age=10s"));
		return start(this.others, "{field:kind}_" + this.others, all.toArray(String[]::new));
	}

	private static List<String> ofBothKinds(int count) {
		return IntStream.range(0, count)
			.mapToObj((id) -> "{\"id\": " + id + ", \"kind\": \"" + ((id % 2 == 0) ? "slow" : "quick") + "\"}")
			.toList();
	}

	private List<Map<String, @Nullable Object>> rows(String kind) {
		return this.stage.rows(SHOP, kind + this.others);
	}

	private Census census() {
		List<Map<String, @Nullable Object>> rows = new ArrayList<>(rows("slow_"));
		rows.addAll(rows("quick_"));
		return Census.take(this.stage, this.others, rows);
	}

}

package dev.sluice.end2end;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.sluice.emulator.fault.Moment;
import dev.sluice.emulator.fault.ScriptedFault;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a loader and a repeater that are killed.
 */
class KilledLoaderIntegrationTests extends OnStage {

	/** Lets the next instance take over at once. */
	private static final String MEMBER = "--spring.kafka.consumer.properties.group.instance.id=loader";

	@Test
	void nothingIsLostOrCommittedAheadWhenTheLoaderIsKilledBeforeItKnowsThatRowsAreStored()
			throws InterruptedException {
		this.stage.table(SHOP, this.orders, PLAIN);
		order(0, 600);
		ScriptedFault held = this.stage.emulator().faults().hold("AppendRows", this.orders, 3, Moment.AFTER);
		List<String> properties = new ArrayList<>(Census.COLUMNS);
		properties.addAll(List.of(MEMBER, "batch.rows=50"));
		LoaderProcess loader = this.stage.startProcess(this.orders, SHOP + "." + this.orders,
				properties.toArray(String[]::new));
		assertThat(held.awaitHeld(Duration.ofMinutes(2))).isTrue();
		loader.kill();
		this.stage.emulator().faults().remove(held);

		assertThat(orders().hasCommittedNothingElse().rows()).hasSizeGreaterThan((int) committed());

		start(this.orders, this.orders, MEMBER);

		Stage.eventually(() -> orders().hasStoredEverything());
		assertThat(orders().doubled()).hasSizeGreaterThanOrEqualTo(50);
	}

	@Test
	void failedInsertIsNotLostWhenTheRepeaterIsKilledBeforeItKnowsThatItsRowIsStored() throws InterruptedException {
		this.stage.table(SHOP, this.orders, PLAIN);
		this.stage.topic(this.orders + "-failed-inserts", 1);
		new FailedInsertLetters(this.orders + "-failed-inserts").add(0, this.orders, Stage.record(1)).send();
		ScriptedFault held = this.stage.emulator().faults().hold("AppendRows", this.orders, 1, Moment.BEFORE);
		String[] repeater = { "--spring.profiles.active=repeater", MEMBER, "--sluice.repeater.interval=200ms" };
		LoaderProcess first = this.stage.startProcess(this.orders, SHOP + "." + this.orders, repeater);
		assertThat(held.awaitHeld(Duration.ofMinutes(2))).isTrue();
		first.kill();
		held.drop();
		this.stage.emulator().faults().remove(held);
		assertThat(this.stage.rows(SHOP, this.orders)).isEmpty();

		this.stage.start(this.orders, SHOP + "." + this.orders, repeater);

		Stage.eventually(() -> assertThat(this.stage.rows(SHOP, this.orders)).hasSize(1));
	}

	private long committed() {
		return orders().committed().values().stream().mapToLong(Long::longValue).sum();
	}

}

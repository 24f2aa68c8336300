package dev.sluice.end2end;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.sluice.emulator.fault.Moment;
import dev.sluice.emulator.fault.ScriptedFault;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a loader that is killed.
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

	private long committed() {
		return orders().committed().values().stream().mapToLong(Long::longValue).sum();
	}

}

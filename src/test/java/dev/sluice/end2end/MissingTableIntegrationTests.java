package dev.sluice.end2end;

import dev.sluice.emulator.catalog.TableId;
import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Fault;
import dev.sluice.emulator.fault.ScriptedFault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for loads into two tables, one of which is missing or forbidden for a while.
 */
class MissingTableIntegrationTests extends OnStage {

	@BeforeEach
	void createOneTable() {
		this.stage.table(SHOP, this.others, PLAIN);
	}

	private void startBoth(String... properties) {
		String[] all = new String[properties.length + 2];
		System.arraycopy(properties, 0, all, 2, properties.length);
		all[0] = "--sluice.retry.setup.initial=200ms";
		all[1] = "--sluice.retry.setup.longest=500ms";
		start(this.orders + "," + this.others, "{topic}", all);
	}

	private void produceToBoth(int from, int to) {
		order(from, to);
		this.stage.produce(this.others, 0, Stage.numbered(from, to));
	}

	@Test
	void recordsOfATableThatNobodyHasCreatedWaitForIt() {
		startBoth("create.table=never");

		produceToBoth(0, 300);

		Stage.eventually(() -> others().hasStoredEverything());
		assertThat(orders().committed().values()).allSatisfy((offset) -> assertThat(offset).isZero());

		this.stage.table(SHOP, this.orders, PLAIN);

		Stage.eventually(() -> orders().hasStoredEverything());
		assertThat(orders().doubled()).isEmpty();
	}

	@Test
	void recordsOfATableThatIsDroppedWaitUntilItIsThereAgain() {
		this.stage.table(SHOP, this.orders, PLAIN);
		startBoth("create.table=never");
		produceToBoth(0, 300);
		Stage.eventually(() -> orders().hasStoredEverything());

		drop();
		produceToBoth(300, 600);

		Stage.eventually(() -> others().hasStoredEverything());
		assertThat(orders().committed().values()).containsOnly(100L);

		this.stage.table(SHOP, this.orders, PLAIN);

		Stage.eventually(() -> orders().since(300).hasStoredEverything());
		assertThat(orders().doubled()).isEmpty();
	}

	@Test
	void tableThatIsDroppedIsCreatedAgain() {
		this.stage.table(SHOP, this.orders, PLAIN);
		startBoth();
		produceToBoth(0, 300);
		Stage.eventually(() -> orders().hasStoredEverything());

		drop();
		produceToBoth(300, 600);

		Stage.eventually(() -> orders().since(300).hasStoredEverything());
		Stage.eventually(() -> others().hasStoredEverything());
	}

	private void drop() {
		this.stage.emulator().catalog().deleteTable(new TableId(Stage.PROJECT, SHOP, this.orders));
		this.stage.pastTheLag();
	}

	@Test
	void recordsOfATableThatIsForbiddenWaitUntilItIsAllowed() {
		this.stage.table(SHOP, this.orders, PLAIN);
		startBoth();
		produceToBoth(0, 300);
		Stage.eventually(() -> orders().hasStoredEverything());
		ScriptedFault forbidden = this.stage.emulator()
			.faults()
			.add(Fault.on("*", new Effect.Fail("PERMISSION_DENIED", "Permission denied on resource")).of(this.orders));

		produceToBoth(300, 600);

		Stage.eventually(() -> others().hasStoredEverything());
		assertThat(orders().committed().values()).containsOnly(100L);

		this.stage.emulator().faults().remove(forbidden);

		Stage.eventually(() -> orders().hasStoredEverything());
		assertThat(orders().doubled()).isEmpty();
	}

}

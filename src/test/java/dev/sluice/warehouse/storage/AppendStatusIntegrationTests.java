package dev.sluice.warehouse.storage;

import java.time.Duration;

import dev.sluice.emulator.call.Call;
import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Fault;
import dev.sluice.emulator.fault.Moment;
import dev.sluice.emulator.fault.ScriptedFault;
import dev.sluice.emulator.fault.Trigger;
import dev.sluice.table.RowLayout;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.Lane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what becomes of each status, within a connection and at its end.
 */
class AppendStatusIntegrationTests {

	private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);

	private final StorageWorld world = new StorageWorld(ANSWER_LIMIT).with(StorageWorld.ORDERS,
			"[{'name':'id','type':'INTEGER'}]");

	private final RowLayout layout = this.world.layout();

	private final Lane lane = this.world.lane();

	@AfterEach
	void close() {
		this.world.emulator.faults().clear();
		this.lane.close();
		this.world.close();
	}

	private AppendResult append(int id) {
		return StorageWorld.answer(this.lane.append(StorageWorld.ids(this.layout, id, 1)));
	}

	private static String inShort(AppendResult result) {
		return (result instanceof AppendResult.Unavailable unavailable) ? unavailable.cause().name()
				: result.getClass().getSimpleName();
	}

	@ParameterizedTest
	@CsvSource({ "UNAVAILABLE, OUTAGE", "ABORTED, OUTAGE", "INTERNAL, OUTAGE", "DEADLINE_EXCEEDED, OUTAGE",
			"CANCELLED, OUTAGE", "UNKNOWN, OUTAGE", "DATA_LOSS, OUTAGE", "ALREADY_EXISTS, OUTAGE",
			"FAILED_PRECONDITION, OUTAGE", "UNIMPLEMENTED, OUTAGE", "RESOURCE_EXHAUSTED, QUOTA",
			"UNAUTHENTICATED, DENIED", "PERMISSION_DENIED, TableGone", "NOT_FOUND, TableGone",
			"INVALID_ARGUMENT, RequestRefused", "OUT_OF_RANGE, RequestRefused" })
	void statusOfOneAppend(String status, String expected) {
		this.world.emulator.faults()
			.add(Fault.on("AppendRows", new Effect.Fail(status, "by a fault")).when(Trigger.first(1)));

		AppendResult struck = append(1);
		AppendResult next = append(2);

		assertThat(inShort(struck)).isEqualTo(expected);
		assertThat(next).isEqualTo(new AppendResult.Stored());
		assertThat(this.world.ids()).containsExactly(2L);
	}

	@ParameterizedTest
	@CsvSource({ "UNAVAILABLE, OUTAGE", "INTERNAL, OUTAGE", "RESOURCE_EXHAUSTED, QUOTA", "UNAUTHENTICATED, DENIED",
			"PERMISSION_DENIED, TableGone", "NOT_FOUND, TableGone", "FAILED_PRECONDITION, OUTAGE" })
	void statusThatEndsTheConnection(String status, String expected) {
		this.world.emulator.faults().add(Fault.on("Connect", new Effect.Fail(status, "by a fault")));

		AppendResult struck = append(1);
		this.world.emulator.faults().clear();
		AppendResult next = append(2);

		assertThat(inShort(struck)).isEqualTo(expected);
		assertThat(next).isEqualTo(new AppendResult.Stored());
	}

	@Test
	void aQuotaThatIsUsedUpDoesNotCostConnections() {
		append(1);
		this.world.emulator.faults()
			.add(Fault.on("AppendRows", new Effect.Fail("RESOURCE_EXHAUSTED", "by a fault")).when(Trigger.first(3)));

		append(2);
		append(3);
		append(4);
		AppendResult after = append(5);

		assertThat(after).isEqualTo(new AppendResult.Stored());
		assertThat(this.world.emulator.calls().calls("AppendRows")).extracting(Call::connection)
			.containsOnly(this.world.emulator.calls().calls("AppendRows").get(0).connection());
	}

	@Test
	void aRefusalAfterAFailureIsNotBelievedBeforeItIsRepeated() {
		this.world.emulator.faults()
			.add(Fault.on("AppendRows", new Effect.Fail("RESOURCE_EXHAUSTED", "by a fault")).when(Trigger.nth(1)));
		this.world.emulator.faults()
			.add(Fault.on("AppendRows", new Effect.Fail("INVALID_ARGUMENT", "no writer schema")).when(Trigger.nth(2)));
		append(1);

		AppendResult refused = append(2);
		AppendResult again = append(2);

		assertThat(inShort(refused)).isEqualTo("OUTAGE");
		assertThat(again).isEqualTo(new AppendResult.Stored());
	}

	@Test
	void anAppendThatIsNeverAnsweredIsGivenUpAndTheNextHasAConnectionOfItsOwn() throws InterruptedException {
		append(1);
		ScriptedFault hold = this.world.emulator.faults().hold("AppendRows", "orders", 1, Moment.AFTER);

		AppendResult given = append(2);
		AppendResult next = append(3);

		assertThat(hold.awaitHeld(ANSWER_LIMIT)).isTrue();
		assertThat(inShort(given)).isEqualTo("OUTAGE");
		assertThat(next).isEqualTo(new AppendResult.Stored());
	}

}

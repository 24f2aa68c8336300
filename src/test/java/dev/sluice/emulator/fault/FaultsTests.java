package dev.sluice.emulator.fault;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.google.gson.JsonParser;
import dev.sluice.emulator.call.ApiError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FaultsTests {

	private static final Target PATCH = new Target("tables.patch", "projects/p/datasets/d/tables/orders");

	private final Faults faults = new Faults();

	@Test
	void triggerCountsOnlyMatchingCalls() {
		ScriptedFault fault = this.faults
			.add(Fault.on("tables.patch", new Effect.Drop()).of("orders").when(new Trigger(1, 2, 2, 1, 0)));

		this.faults.intercept(new Target("tables.get", "orders"));
		this.faults.intercept(new Target("tables.patch", "returns"));

		assertThat(strikes(8)).containsExactly(false, true, false, true, false, false, false, false);
		assertThat(fault.hits()).isEqualTo(2);
	}

	@Test
	void chancesAreTheSameForTheSameSeed() {
		this.faults.add(Fault.on("*", new Effect.Drop()).when(Trigger.probability(0.5, 42)));
		List<Boolean> first = strikes(50);
		this.faults.clear();
		this.faults.add(Fault.on("*", new Effect.Drop()).when(Trigger.probability(0.5, 42)));

		assertThat(strikes(50)).isEqualTo(first).contains(true, false);
	}

	@Test
	void predicatePicksAmongMatchingCalls() {
		this.faults.add(Fault.on("AppendRows", new Effect.Drop()), (target) -> target.offset() == 5);

		assertThat(struck(new Target("AppendRows", "s", 1, 4))).isFalse();
		assertThat(struck(new Target("AppendRows", "s", 1, 5))).isTrue();
	}

	@Test
	void starInAResourceStandsForAnything() {
		this.faults.add(Fault.on("*", new Effect.Drop()).of("datasets/*/tables/orders"));

		assertThat(struck(PATCH)).isTrue();
		assertThat(struck(new Target("tables.patch", "projects/p/tables/orders"))).isFalse();
	}

	@Test
	void failureHasTheHttpStatusAndReasonOfItsStatus() {
		this.faults.add(Fault.on("tables.patch", new Effect.Fail("RESOURCE_EXHAUSTED", "slow down")));

		assertThatExceptionOfType(ApiError.class).isThrownBy(() -> this.faults.intercept(PATCH).strike(Moment.BEFORE))
			.withMessage("slow down")
			.satisfies((error) -> {
				assertThat(error.httpStatus()).isEqualTo(403);
				assertThat(error.reason()).isEqualTo("rateLimitExceeded");
			});
	}

	@Test
	void faultStrikesAtItsMomentOnly() {
		this.faults.add(Fault.after("tables.patch", new Effect.Drop()));
		Intervention intervention = this.faults.intercept(PATCH);

		intervention.strike(Moment.BEFORE);
		assertThatExceptionOfType(Intervention.CallDropped.class).isThrownBy(() -> intervention.strike(Moment.AFTER));
	}

	@ParameterizedTest
	@MethodSource
	void faultIsReadBackFromJson(Fault fault) {
		assertThat(FaultJson.read(FaultJson.write(fault))).isEqualTo(fault);
	}

	static Stream<Fault> faultIsReadBackFromJson() {
		return Stream.of(Fault.on("AppendRows", new Effect.Fail("INTERNAL", "x", "reason", 500, 3)),
				Fault.on("AppendRows", new Effect.Abort("ABORTED", "x")).of("orders"),
				Fault.after("FlushRows", new Effect.Drop()).when(new Trigger(1, 2, 3, 0.5, 42)),
				Fault.after("AppendRows", new Effect.Delay(Duration.ofMillis(100), Duration.ofMillis(20))),
				Fault.on("*", new Effect.Hold()), Fault.on("AppendRows", new Effect.GoAway()),
				Fault.on("AppendRows", new Effect.RefuseRows(List.of(1, 2), 1, "bad", 1)),
				Fault.on("catalog.create", new Effect.Lag(Duration.ofMinutes(3))));
	}

	@Test
	void onlyTheEffectIsNeededInJson() {
		Fault fault = FaultJson
			.read(JsonParser.parseString("{\"effect\": {\"type\": \"delay\", \"least\": \"PT1S\"}}").getAsJsonObject());

		assertThat(fault).isEqualTo(Fault.on("*", new Effect.Delay(Duration.ofSeconds(1), Duration.ZERO)));
	}

	@Test
	void nthIsShortForATriggerInJson() {
		Fault fault = FaultJson
			.read(JsonParser.parseString("{\"trigger\": {\"nth\": 3}, \"effect\": {\"type\": \"fail\"}}")
				.getAsJsonObject());

		assertThat(fault)
			.isEqualTo(Fault.on("*", new Effect.Fail("INTERNAL", Effect.Fail.INJECTED)).when(Trigger.nth(3)));
	}

	@Test
	void jsonWithoutAKnownEffectIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(
				() -> FaultJson.read(JsonParser.parseString("{\"effect\": {\"type\": \"explode\"}}").getAsJsonObject()))
			.withMessageStartingWith("the type of an effect must be one of fail, abort, drop");
	}

	@Test
	void settingsAreWrittenAndChangedByName() {
		Behavior behavior = new Behavior();
		FaultJson.apply(behavior,
				JsonParser.parseString("{\"writePathLag\": \"PT7S\", \"secondConnection\": \"REFUSE\"}")
					.getAsJsonObject());

		assertThat(behavior.get(Setting.WRITE_PATH_LAG)).isEqualTo(Duration.ofSeconds(7));
		assertThat(FaultJson.write(behavior).get("secondConnection").getAsString()).isEqualTo("REFUSE");
		assertThatIllegalArgumentException()
			.isThrownBy(
					() -> FaultJson
						.apply(behavior,
								JsonParser.parseString("{\"writePathLag\": \"PT1S\", \"maxAppendBytes\": \"many\"}")
									.getAsJsonObject()))
			.withMessage("not a value of maxAppendBytes: \"many\"");
		assertThat(behavior.get(Setting.WRITE_PATH_LAG)).isEqualTo(Duration.ofSeconds(7));
	}

	private List<Boolean> strikes(int calls) {
		return IntStream.range(0, calls).mapToObj((i) -> struck(PATCH)).toList();
	}

	private boolean struck(Target target) {
		return !this.faults.intercept(target).effects(Moment.BEFORE).isEmpty();
	}

}

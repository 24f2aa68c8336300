package dev.sluice.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Calls of BigQuery that fail, break or wait.
 */
final class ScriptedCalls implements Fault {

	private static final String FAULT = """
			{"operation": "%s", "moment": "%s", "trigger": {"probability": %s, "seed": %d, "times": %d}, "effect": %s}""";

	private final List<String> faults;

	private final Consumer<Scene> before;

	private final List<String> ids = new ArrayList<>();

	private boolean fired;

	private ScriptedCalls(List<String> faults, Consumer<Scene> before) {
		this.faults = faults;
		this.before = before;
	}

	static Fault unavailable(Strike strike, String mode) {
		List<String> operations = new ArrayList<>(WriteCalls.of(mode));
		operations.addAll(List.of("tables.get", "tables.patch", "GetWriteStream"));
		return before(strike, operations, "{\"type\": \"fail\", \"status\": \"UNAVAILABLE\"}");
	}

	static Fault quotaExhausted(Strike strike, String mode) {
		return before(strike, WriteCalls.of(mode), """
				{"type": "fail", "status": "RESOURCE_EXHAUSTED", "reason": "rateLimitExceeded", "httpStatus": 403,
				"message": "Exceeds 'AppendRows throughput' quota, user_id: 1 (status: INSUFFICIENT_TOKENS)"}""");
	}

	static Fault dropAfterWrite(Strike strike, String mode) {
		return after(strike, mode, 0.3, 0, "{\"type\": \"drop\"}");
	}

	static Fault lostAcknowledgement(Strike strike, String mode) {
		return after(strike, mode, 0.5, 2, "{\"type\": \"hold\"}");
	}

	static Fault slowAcknowledgement(Strike strike, String mode) {
		return after(strike, mode, 0.5, 0, "{\"type\": \"delay\", \"least\": \"PT0.2S\", \"jitter\": \"PT1.5S\"}");
	}

	static Fault schemaLag(Strike strike) {
		String lag = "{\"type\": \"lag\", \"by\": \"%s\"}".formatted(strike.length());
		return new ScriptedCalls(List.of(FAULT.formatted("catalog.update", "BEFORE", "1", 0, 0, lag)),
				(scene) -> scene.production().newField());
	}

	private static Fault before(Strike strike, List<String> operations, String effect) {
		return new ScriptedCalls(operations.stream()
			.map((operation) -> FAULT.formatted(operation, "BEFORE", "0.8", strike.dice(), 0, effect))
			.toList(), (scene) -> {
			});
	}

	private static Fault after(Strike strike, String mode, double probability, int times, String effect) {
		return new ScriptedCalls(WriteCalls.of(mode)
			.stream()
			.map((operation) -> FAULT.formatted(operation, "AFTER", probability, strike.dice(), times, effect))
			.toList(), (scene) -> {
			});
	}

	@Override
	public boolean strike(Scene scene) {
		if (!scene.calls().ready()) {
			return false;
		}
		for (String fault : this.faults) {
			this.ids.add(scene.calls().add(fault));
		}
		this.before.accept(scene);
		return true;
	}

	/** A killed emulator forgets its faults, and what they struck. */
	@Override
	public void watch(Scene scene) {
		if (!this.fired && scene.calls().ready()) {
			this.fired = this.ids.stream().anyMatch((id) -> scene.calls().hits(id) > 0);
		}
	}

	@Override
	public boolean lift(Scene scene) {
		if (!scene.calls().ready()) {
			return false;
		}
		watch(scene);
		this.ids.forEach(scene.calls()::cut);
		return true;
	}

	@Override
	public boolean hasFired() {
		return this.fired;
	}

	@Override
	public boolean fired(Findings findings) {
		return this.fired;
	}

}

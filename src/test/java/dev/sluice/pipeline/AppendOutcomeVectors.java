package dev.sluice.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

import dev.sluice.conformance.JsonVectors;
import dev.sluice.conformance.Results;
import dev.sluice.warehouse.AppendResult;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Conformance of what follows from the warehouse's answers. An outage dead-letters
 * nothing and ends no process, whatever the rules: its rows are sent again.
 */
public abstract class AppendOutcomeVectors extends JsonVectors {

	AppendOutcomeVectors(String name) {
		super(name);
	}

	@Override
	protected void check(JsonNode vector, Results results) {
		results.check(vector.path("name").stringValue(), () -> check(vector));
	}

	abstract void check(JsonNode vector);

	static LoaderWorld loading(int rows) {
		LoaderWorld world = new LoaderWorld();
		world.load(0, IntStream.rangeClosed(1, rows).mapToObj(Integer::toString).toArray(String[]::new));
		world.pass(Duration.ofSeconds(1));
		return world;
	}

	static AppendResult refusing(Map<Integer, String> refusals) {
		return new AppendResult.RowsRefused(refusals.entrySet()
			.stream()
			.map((refusal) -> new AppendResult.Refusal(refusal.getKey(), refusal.getValue()))
			.toList(), true);
	}

	static AppendResult outage(String message) {
		return new AppendResult.Unavailable(AppendResult.Cause.OUTAGE, message, null);
	}

	/**
	 * What became of single rows that the repeater inserts.
	 */
	public static final class Inserts extends AppendOutcomeVectors {

		private static final Set<String> PASSING = Set.of("backendError", "internalError", "rateLimitExceeded",
				"quotaExceeded", "timeout", "jobRateLimitExceeded");

		public Inserts() {
			super("repeater/insert_outcomes");
		}

		@Override
		void check(JsonNode vector) {
			LoaderWorld world = loading(1);
			if (vector.has("exception")) {
				String reason = vector.at("/exception/error/reason").asString("backendError");
				world.answer(outage(vector.at("/exception/message").asString("")));
				assertThat(world.letters()).isEmpty();
				world.pass(Duration.ofMinutes(2));
				world.answer(PASSING.contains(reason) ? new AppendResult.Stored() : refusing(Map.of(0, reason)));
				assertThat(world.stored().size() + world.letters().size()).isOne();
				return;
			}
			JsonNode errors = vector.path("insertErrors").path("0");
			world.answer(errors.isEmpty() ? new AppendResult.Stored()
					: refusing(Map.of(0, errors.path(0).path("message").asString(""))));
			boolean inserted = "inserted".equals(vector.path("outcome").stringValue());
			assertThat(world.stored()).hasSize(inserted ? 1 : 0);
			assertThat(world.letters()).hasSize(inserted ? 0 : 1);
		}

	}

	/**
	 * What became of the rows of a request to the Storage Write API.
	 */
	public static final class Writes extends AppendOutcomeVectors {

		public Writes() {
			super("repeater/storage_write_outcomes_2x");
		}

		@Override
		void check(JsonNode vector) {
			LoaderWorld world = loading(vector.path("rows").intValue());
			for (JsonNode result : vector.path("writeResults")) {
				world.answer(result(result));
				world.pass(Duration.ofMinutes(2));
			}
			List<Long> inserted = new ArrayList<>();
			vector.path("inserted").forEach((row) -> inserted.add(row.longValue() + 1));
			assertThat(world.stored()).containsExactlyElementsOf(inserted);
			assertThat(world.letters()).containsExactlyElementsOf(vector.path("badRows")
				.valueStream()
				.map((bad) -> bad.path("row").asString() + " row-refused")
				.toList());
			boolean ended = inserted.size() + vector.path("badRows").size() == vector.path("rows").intValue();
			assertThat(world.unanswered()).isEqualTo(ended ? 0 : 1);
			assertThat(world.appends()).hasSize(vector.path("writeResults").size() + (ended ? 0 : 1));
		}

		private static AppendResult result(JsonNode result) {
			if (result.path("success").asBoolean(false)) {
				return new AppendResult.Stored();
			}
			if (result.has("serializationFailures")) {
				Map<Integer, String> refusals = new TreeMap<>();
				result.path("serializationFailures")
					.forEachEntry((row, message) -> refusals.put(Integer.valueOf(row), message.asString()));
				return refusing(refusals);
			}
			boolean behind = result.propertyNames().stream().anyMatch((name) -> name.contains("chema"));
			return behind ? new AppendResult.SchemaBehind(result.toString()) : outage(result.toString());
		}

	}

}

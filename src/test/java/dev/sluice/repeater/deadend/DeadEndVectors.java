package dev.sluice.repeater.deadend;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

import dev.sluice.conformance.Results;
import dev.sluice.conformance.Rules;
import dev.sluice.conformance.VectorGroup;
import dev.sluice.deadletter.GivenUpInsert;
import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import dev.sluice.record.SourcePosition;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Conformance of the files of the dead end.
 */
public abstract class DeadEndVectors implements VectorGroup {

	private static final JsonMapper JSON = new JsonMapper();

	/**
	 * Their names, which end with the instance, whatever the rules.
	 */
	public static final class Names extends DeadEndVectors {

		@Override
		public String name() {
			return "repeater/file_names";
		}

		@Override
		public String path() {
			return name() + ".json";
		}

		@Override
		public void check(Path path, Rules rules, Results results) {
			for (JsonNode vector : JSON.readTree(path)) {
				FileNames names = new FileNames(vector.path("prefix").stringValue(), "instance");
				Instant now = Instant.parse(vector.path("utc").stringValue());
				String expected = vector.path("name").stringValue();
				results.check(expected, expected + "-instance", () -> {
					String name = names.next(now);
					for (int i = 1; i < vector.path("counter").intValue(); i++) {
						name = names.next(now);
					}
					return name;
				});
			}
		}

	}

	/**
	 * Their bad rows, whose reasons are Sluice's own.
	 */
	public static final class Example extends DeadEndVectors {

		@Override
		public String name() {
			return "repeater/dead_end_file_example";
		}

		@Override
		public String path() {
			return name();
		}

		@Override
		public void check(Path path, Rules rules, Results results) throws Exception {
			for (String line : Files.readString(path).split("\n", -1)) {
				JsonNode expected = JSON.readTree(line);
				JsonNode data = expected.path("data");
				RecoveryErrors badRows = new RecoveryErrors(data.at("/processor/artifact").stringValue(),
						data.at("/processor/version").stringValue());
				results.check(data.at("/failure/error/message").stringValue(), withoutReason(expected),
						() -> withoutReason(JSON.readTree(badRows.of(insert(data)))));
			}
		}

		private static GivenUpInsert insert(JsonNode data) {
			JsonNode error = data.at("/failure/error");
			String message = error.path("message").stringValue();
			Failure failure = error.path("location").isArray() ? new Failure(Reason.MALFORMED, message)
					: new Failure(Reason.ROW_REFUSED, message, text(error.get("location")));
			return new GivenUpInsert(new SourcePosition("failed", 0, 0), null, data.path("payload").stringValue(),
					failure);
		}

		private static @Nullable String text(@Nullable JsonNode value) {
			return (value != null && value.isString()) ? value.stringValue() : null;
		}

		private static JsonNode withoutReason(JsonNode badRow) {
			ObjectNode error = (ObjectNode) Objects.requireNonNull(badRow.at("/data/failure/error"));
			if (error.has("reason")) {
				error.put("reason", "");
			}
			return badRow;
		}

	}

}

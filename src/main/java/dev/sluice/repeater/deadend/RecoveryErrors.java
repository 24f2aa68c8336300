package dev.sluice.repeater.deadend;

import java.util.Objects;
import java.util.Set;

import dev.sluice.deadletter.GivenUpInsert;
import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bad rows of Snowplow's type {@code loader_recovery_error} 1-0-0. Thread-safe.
 */
final class RecoveryErrors {

	private static final String SCHEMA = "iglu:com.snowplowanalytics.snowplow.badrows/loader_recovery_error/jsonschema/1-0-0";

	/** Whatever is no row; the rest was refused by BigQuery or its table. */
	private static final Set<Reason> NO_ROWS = Set.of(Reason.MALFORMED, Reason.NOT_A_ROW, Reason.NO_TABLE,
			Reason.TOMBSTONE, Reason.DUPLICATE_FIELD);

	private static final JsonMapper JSON = new JsonMapper();

	private final String artifact;

	private final String version;

	/**
	 * Bad rows of a program.
	 * @param artifact the program's name, at most 512 characters
	 * @param version its version, which begins with three numbers
	 */
	RecoveryErrors(String artifact, String version) {
		this.artifact = artifact;
		this.version = version;
	}

	/**
	 * The bad row of a failed insert, as compact JSON.
	 */
	byte[] of(GivenUpInsert insert) {
		ObjectNode badRow = JSON.createObjectNode();
		badRow.put("schema", SCHEMA);
		ObjectNode data = badRow.putObject("data");
		data.putObject("processor").put("artifact", this.artifact).put("version", this.version);
		describe(insert.failure(), data.putObject("failure").putObject("error"));
		data.put("payload", Objects.requireNonNullElse(insert.row(), ""));
		return JSON.writeValueAsBytes(badRow);
	}

	private static void describe(Failure failure, ObjectNode error) {
		error.put("message", failure.message());
		if (NO_ROWS.contains(failure.reason())) {
			ArrayNode location = error.putArray("location");
			if (failure.field() != null) {
				location.add(failure.field());
			}
		}
		else {
			error.put("location", failure.field());
			error.put("reason", failure.reason().code());
		}
	}

}

package dev.sluice.schema.snowplow;

import java.nio.file.Path;
import java.util.Objects;

import dev.sluice.conformance.Results;
import dev.sluice.conformance.Rules;
import dev.sluice.conformance.VectorGroup;
import dev.sluice.schema.jsonschema.JsonSchema;

/**
 * The hashes in the names of recovery columns.
 */
public final class RecoveryHashVectors implements VectorGroup {

	@Override
	public String name() {
		return "ddl/recovery_hash";
	}

	@Override
	public String path() {
		return "ddl/recovery_hash.json";
	}

	@Override
	public void check(Path path, Rules rules, Results results) {
		VectorJson.read(path).forEach((vector) -> {
			String name = vector.at("/schema/self").toString();
			JsonSchema schema = Objects.requireNonNull(JsonSchema.parse(vector.get("schema")));
			results.check(name, vector.get("canonicalJson").stringValue(), schema::canonicalText);
			results.check(name, vector.get("hash").stringValue(), () -> RecoveryHash.of(schema));
		});
	}

}

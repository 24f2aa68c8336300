package dev.sluice.schema.snowplow;

import java.nio.file.Path;

import dev.sluice.conformance.Results;
import dev.sluice.conformance.Rules;
import dev.sluice.conformance.VectorGroup;

/**
 * Names of fields for properties.
 */
public final class NamesVectors implements VectorGroup {

	@Override
	public String name() {
		return "names/field_names";
	}

	@Override
	public String path() {
		return "names/field_names.json";
	}

	@Override
	public void check(Path path, Rules rules, Results results) {
		VectorJson.read(path).forEach((vector) -> {
			String property = vector.get("name").stringValue();
			results.check(property, vector.get("v1").stringValue(), () -> FieldNames.of(property));
			results.check(property, vector.get("v2").stringValue(), () -> FieldNames.of(property));
			results.check(property, vector.get("v0_4").stringValue(), () -> FieldNames.snakeCase(property));
		});
	}

}

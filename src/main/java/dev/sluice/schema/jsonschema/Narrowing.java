package dev.sluice.schema.jsonschema;

/**
 * The schema of the values that two schemas permit.
 */
final class Narrowing {

	private Narrowing() {
	}

	/**
	 * Narrows two schemas without {@code oneOf} and {@code anyOf}.
	 */
	static JsonSchema narrow(JsonSchema one, JsonSchema other) {
		return new JsonSchema(one.numbers().narrow(other.numbers()), one.text().narrow(other.text()),
				one.arrays().narrow(other.arrays()), one.objects().narrow(other.objects()),
				Types.intersection(one.types(), other.types()),
				Choice.combined(one.values(), other.values(),
						(first, second) -> first.stream().filter(second::contains).toList()),
				null, null, new JsonSchema.Annotations(null,
						Choice.first(one.annotations().description(), other.annotations().description())));
	}

}

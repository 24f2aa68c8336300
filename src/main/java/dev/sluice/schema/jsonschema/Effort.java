package dev.sluice.schema.jsonschema;

import java.util.ArrayList;
import java.util.List;

/**
 * How much work it is to simplify a schema: alternatives have everything beside them
 * merged into each of them.
 *
 * @param size the most schemas that are left
 * @param work how often a schema is merged with another one, at most
 */
record Effort(long size, long work) {

	/** Less than a second; no schema that a person wrote comes near it. */
	private static final long MOST = 1_000_000;

	static boolean isBearable(JsonSchema schema) {
		return of(schema).work <= MOST;
	}

	private static Effort of(JsonSchema schema) {
		Effort beside = sum(beside(schema));
		List<JsonSchema> alternatives = schema.alternatives();
		if (alternatives.isEmpty()) {
			return new Effort(beside.size + 1, beside.work);
		}
		Effort branches = sum(alternatives);
		long size = Math.min(beside.size + 1 + branches.size, MOST);
		return new Effort(size, beside.work + branches.work + alternatives.size() * size);
	}

	private static List<JsonSchema> beside(JsonSchema schema) {
		List<JsonSchema> beside = new ArrayList<>(schema.objects().members().values());
		if (schema.objects().additionalProperties() instanceof Additional.Fitting fitting) {
			beside.add(fitting.schema());
		}
		if (schema.arrays().items() instanceof Items.Tuple tuple) {
			beside.addAll(tuple.schemas());
		}
		JsonSchema element = schema.arrays().element();
		if (element != null) {
			beside.add(element);
		}
		return beside;
	}

	private static Effort sum(List<JsonSchema> schemas) {
		return schemas.stream()
			.map(Effort::of)
			.reduce(new Effort(0, 0), (one, other) -> new Effort(one.size + other.size, one.work + other.work));
	}

}

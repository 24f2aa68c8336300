package dev.sluice.schema.jsonschema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * Schemas brought to the form that columns are made from, in three passes over the whole
 * tree: tuples get one schema for all elements, objects with properties are closed, and
 * alternatives become one.
 */
final class Simplification {

	private Simplification() {
	}

	static JsonSchema simplify(JsonSchema schema) {
		return withoutAlternatives(closed(withoutTuples(schema)));
	}

	private static JsonSchema withoutTuples(JsonSchema schema) {
		UnaryOperator<JsonSchema> pass = Simplification::withoutTuples;
		ArrayKeywords arrays = schema.arrays();
		JsonSchema element = arrays.element();
		if (arrays.items() instanceof Items.Tuple tuple) {
			List<JsonSchema> elements = new ArrayList<>();
			if (arrays.additionalItems() instanceof Additional.Fitting fitting) {
				elements.add(fitting.schema());
			}
			tuple.schemas().stream().map(pass).forEach(elements::add);
			element = elements.stream().reduce(Widening::widen).orElse(null);
		}
		else if (element != null) {
			element = withoutTuples(element);
		}
		return schema.with(arrays.of(element), within(schema.objects(), pass))
			.withAlternatives(all(schema.oneOf(), pass), all(schema.anyOf(), pass));
	}

	private static JsonSchema closed(JsonSchema schema) {
		UnaryOperator<JsonSchema> pass = Simplification::closed;
		boolean closing = schema.types() != null && schema.types().has(JsonType.OBJECT) && hasProperties(schema);
		ObjectKeywords objects = schema.objects();
		objects = new ObjectKeywords(all(objects.properties(), pass),
				closing ? new Additional.Any(false) : objects.additionalProperties(), objects.required(), null);
		return schema.with(within(schema.arrays(), pass), objects)
			.withAlternatives(all(schema.oneOf(), pass), all(schema.anyOf(), pass));
	}

	private static boolean hasProperties(JsonSchema schema) {
		return !schema.objects().members().isEmpty()
				|| schema.alternatives().stream().anyMatch(Simplification::hasProperties);
	}

	private static JsonSchema withoutAlternatives(JsonSchema schema) {
		UnaryOperator<JsonSchema> pass = Simplification::withoutAlternatives;
		JsonSchema rest = schema.with(within(schema.arrays(), pass), within(schema.objects(), pass))
			.withAlternatives(null, null);
		return schema.alternatives()
			.stream()
			.map((branch) -> Narrowing.narrow(rest, withoutAlternatives(branch)))
			.reduce(Widening::widen)
			.orElse(rest);
	}

	private static ArrayKeywords within(ArrayKeywords arrays, UnaryOperator<JsonSchema> pass) {
		JsonSchema element = arrays.element();
		return arrays.of((element != null) ? pass.apply(element) : null);
	}

	private static ObjectKeywords within(ObjectKeywords objects, UnaryOperator<JsonSchema> pass) {
		Additional additional = objects.additionalProperties();
		if (additional instanceof Additional.Fitting fitting) {
			additional = new Additional.Fitting(pass.apply(fitting.schema()));
		}
		return new ObjectKeywords(all(objects.properties(), pass), additional, objects.required(),
				all(objects.patternProperties(), pass));
	}

	private static @Nullable Map<String, JsonSchema> all(@Nullable Map<String, JsonSchema> schemas,
			UnaryOperator<JsonSchema> pass) {
		if (schemas == null) {
			return null;
		}
		Map<String, JsonSchema> passed = new LinkedHashMap<>();
		schemas.forEach((name, schema) -> passed.put(name, pass.apply(schema)));
		return passed;
	}

	private static @Nullable List<JsonSchema> all(@Nullable List<JsonSchema> schemas, UnaryOperator<JsonSchema> pass) {
		return (schemas != null) ? schemas.stream().map(pass).toList() : null;
	}

}

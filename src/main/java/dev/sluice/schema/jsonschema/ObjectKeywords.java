package dev.sluice.schema.jsonschema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The keywords for objects.
 *
 * @param properties the schemas of members, in the schema's order
 * @param additionalProperties what other members are
 * @param required the members that have to be there
 * @param patternProperties the schemas of members whose names match
 */
public record ObjectKeywords(@Nullable Map<String, JsonSchema> properties, @Nullable Additional additionalProperties,
		@Nullable List<String> required, @Nullable Map<String, JsonSchema> patternProperties) {

	static final ObjectKeywords NONE = new ObjectKeywords(null, null, null, null);

	public ObjectKeywords {
		properties = copy(properties);
		required = (required != null) ? List.copyOf(required) : null;
		patternProperties = copy(patternProperties);
	}

	private static @Nullable Map<String, JsonSchema> copy(@Nullable Map<String, JsonSchema> schemas) {
		return (schemas != null) ? Collections.unmodifiableMap(new LinkedHashMap<>(schemas)) : null;
	}

	/**
	 * The properties; none if the keyword is absent.
	 */
	public Map<String, JsonSchema> members() {
		return (this.properties != null) ? this.properties : Map.of();
	}

	/**
	 * Whether a member has to be there.
	 */
	public boolean requires(String member) {
		return this.required != null && this.required.contains(member);
	}

	/**
	 * Whether members without a schema are forbidden.
	 */
	public boolean closed() {
		return this.additionalProperties != null && this.additionalProperties.isNone();
	}

	ObjectKeywords narrow(ObjectKeywords other) {
		Map<String, JsonSchema> merged = new LinkedHashMap<>(members());
		other.members().forEach((name, schema) -> merged.merge(name, schema, Narrowing::narrow));
		Set<String> needed = new LinkedHashSet<>((this.required != null) ? this.required : List.of());
		needed.addAll((other.required != null) ? other.required : List.of());
		boolean none = this.properties == null && other.properties == null;
		return new ObjectKeywords(none ? null : merged, narrowAdditional(other),
				needed.isEmpty() ? null : List.copyOf(needed), null);
	}

	private @Nullable Additional narrowAdditional(ObjectKeywords other) {
		if (closed() || other.closed()) {
			return new Additional.Any(false);
		}
		if (this.additionalProperties instanceof Additional.Fitting one
				&& other.additionalProperties instanceof Additional.Fitting two) {
			return new Additional.Fitting(Narrowing.narrow(one.schema(), two.schema()));
		}
		return (other.additionalProperties instanceof Additional.Fitting) ? other.additionalProperties
				: Choice.first(this.additionalProperties, other.additionalProperties);
	}

	ObjectKeywords widen(ObjectKeywords other) {
		Map<String, JsonSchema> merged = new LinkedHashMap<>();
		members().forEach((name, schema) -> merged.put(name, widen(name, schema, other)));
		other.members().forEach((name, schema) -> merged.computeIfAbsent(name, (absent) -> widen(name, schema, this)));
		List<String> needed = (this.required != null) ? this.required.stream().filter(other::requires).toList()
				: List.of();
		boolean none = this.properties == null && other.properties == null;
		return new ObjectKeywords(none ? null : merged, widenAdditional(other), needed.isEmpty() ? null : needed, null);
	}

	private static JsonSchema widen(String name, JsonSchema schema, ObjectKeywords other) {
		JsonSchema known = other.members().get(name);
		if (known != null) {
			return Widening.widen(schema, known);
		}
		if (other.additionalProperties instanceof Additional.Fitting fitting) {
			return Widening.widen(schema, fitting.schema());
		}
		return other.closed() ? schema : JsonSchema.ANYTHING;
	}

	private @Nullable Additional widenAdditional(ObjectKeywords other) {
		if (this.additionalProperties instanceof Additional.Fitting one
				&& other.additionalProperties instanceof Additional.Fitting two) {
			return new Additional.Fitting(Widening.widen(one.schema(), two.schema()));
		}
		if (closed() || other.closed()) {
			return closed() ? other.additionalProperties : this.additionalProperties;
		}
		return null;
	}

}

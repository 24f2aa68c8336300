package dev.sluice.schema.jsonschema;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A schema. Only those keywords are here that decide about columns or that the canonical
 * text has; a keyword that a schema lacks is {@code null}, all others are as if they were
 * not there. Immutable.
 *
 * @param numbers the keywords for numbers
 * @param text the keywords for strings
 * @param arrays the keywords for arrays
 * @param objects the keywords for objects
 * @param types the types that are permitted
 * @param values the keyword {@code enum}
 * @param oneOf the keyword {@code oneOf}
 * @param anyOf the keyword {@code anyOf}
 * @param annotations what people and tools are told
 */
public record JsonSchema(NumberKeywords numbers, TextKeywords text, ArrayKeywords arrays, ObjectKeywords objects,
		@Nullable Types types, @Nullable List<JsonNode> values, @Nullable List<JsonSchema> oneOf,
		@Nullable List<JsonSchema> anyOf, Annotations annotations) {

	/** The schema of all values. */
	public static final JsonSchema ANYTHING = new JsonSchema(NumberKeywords.NONE, TextKeywords.NONE, ArrayKeywords.NONE,
			ObjectKeywords.NONE, null, null, null, null, Annotations.NONE);

	/**
	 * Reads a schema.
	 * @return the schema, or {@code null} if it is none: if a keyword that counts has a
	 * shape that it must not have, here or in a schema within, or if it has so many
	 * alternatives that its columns would take seconds to find
	 */
	public static @Nullable JsonSchema parse(JsonNode document) {
		JsonSchema schema = new JsonSchemaReader().read(document);
		return (schema != null && Effort.isBearable(schema)) ? schema : null;
	}

	/**
	 * The schema without tuples, {@code oneOf} and {@code anyOf}, which permits all that
	 * this one permits and perhaps more, and whose objects have their properties and no
	 * others.
	 */
	public JsonSchema simplified() {
		return Simplification.simplify(this);
	}

	/**
	 * The schema as compact JSON: all keywords in a fixed order, absent ones as null, and
	 * properties in the order in which they were written.
	 */
	public String canonicalText() {
		return CanonicalText.of(this);
	}

	/**
	 * Whether the types are exactly these, with or without null.
	 */
	public boolean is(JsonType type, JsonType... others) {
		return this.types != null && this.types.are(type, others);
	}

	/**
	 * Whether {@code type} lists null.
	 */
	public boolean listsNull() {
		return this.types != null && this.types.hasNull();
	}

	JsonSchema with(ArrayKeywords arrays, ObjectKeywords objects) {
		return new JsonSchema(this.numbers, this.text, arrays, objects, this.types, this.values, this.oneOf, this.anyOf,
				this.annotations);
	}

	JsonSchema withAlternatives(@Nullable List<JsonSchema> oneOf, @Nullable List<JsonSchema> anyOf) {
		return new JsonSchema(this.numbers, this.text, this.arrays, this.objects, this.types, this.values, oneOf, anyOf,
				this.annotations);
	}

	/**
	 * The branches of {@code oneOf} and {@code anyOf}.
	 */
	List<JsonSchema> alternatives() {
		List<JsonSchema> branches = new ArrayList<>();
		Stream.of(this.oneOf, this.anyOf).filter(Objects::nonNull).forEach(branches::addAll);
		return branches;
	}

	/**
	 * What people and tools are told.
	 *
	 * @param metaSchema the keyword {@code $schema}
	 * @param description the keyword {@code description}
	 */
	public record Annotations(@Nullable String metaSchema, @Nullable String description) {

		static final Annotations NONE = new Annotations(null, null);

	}

}

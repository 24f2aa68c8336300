package dev.sluice.transform.snowplow;

import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import dev.sluice.schema.iglu.SchemaKey;
import dev.sluice.schema.snowplow.EntityColumns;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is wrong with the values of one event and with their schemas, in the words of
 * {@code loader_iglu_error}. Costs nothing as long as nothing is. Not thread-safe.
 */
final class IgluErrors {

	private @Nullable ArrayNode errors;

	private @Nullable Failure first;

	private boolean ofSchemas;

	void clear() {
		this.errors = null;
		this.first = null;
		this.ofSchemas = false;
	}

	boolean isEmpty() {
		return this.first == null;
	}

	/**
	 * Whether a schema is at fault.
	 */
	boolean areOfSchemas() {
		return this.ofSchemas;
	}

	/**
	 * Notes that no registry has a schema.
	 * @param error what each of them said, as JSON
	 */
	void notFound(SchemaKey key, String error) {
		add(key.uri(), Reason.UNKNOWN_SCHEMA, "no registry has the schema " + key.uri()).set("error",
				EventJson.parse(error));
		this.ofSchemas = true;
	}

	/**
	 * Notes that a schema makes no column.
	 */
	void unusable(SchemaKey key) {
		add(key.uri(), Reason.UNKNOWN_SCHEMA, "the schema " + key.uri() + " cannot be read as a JSON schema")
			.put("message", EntityColumns.Unusable.MESSAGE);
		this.ofSchemas = true;
	}

	/**
	 * Notes that the columns of two schemas have one name.
	 */
	void clash(SchemaKey one, SchemaKey other) {
		String message = "schemas [" + one.vendor() + "." + one.name() + ", " + other.vendor() + "." + other.name()
				+ "] have clashing column names";
		add(other.uri(), Reason.BAD_NAME, message).put("message", message);
		this.ofSchemas = true;
	}

	/**
	 * Notes that a value has no place in its column.
	 */
	void cast(CastError error) {
		String uri = error.key().uri();
		if (error instanceof CastError.MissingInValue missing) {
			add(uri, Reason.MISSING_VALUE, "data of " + uri + " lacks the property '" + missing.property() + "'")
				.put("key", missing.property())
				.set("value", EventJson.parse(missing.value()));
			return;
		}
		String expected = (error instanceof CastError.WrongType wrong) ? wrong.expected()
				: ((CastError.NotAnArray) error).expected();
		add(uri, Reason.WRONG_TYPE, "a value in data of " + uri + " is no " + expected)
			.set("value", EventJson.parse(error.value()))
			.put("expected", expected);
	}

	/**
	 * Notes errors that are in these words already.
	 */
	void addAll(ArrayNode others) {
		others.forEach((error) -> {
			String uri = error.get("schemaKey").stringValue();
			add(uri, Reason.OUT_OF_RANGE, "a sum of money has more than 18 digits, or more than 2 after the point")
				.setAll((ObjectNode) error);
		});
	}

	private ObjectNode add(String uri, Reason reason, String message) {
		ArrayNode all = (this.errors != null) ? this.errors : EventJson.array();
		this.errors = all;
		if (this.first == null) {
			this.first = new Failure(reason, message);
		}
		return all.addObject().put("schemaKey", uri);
	}

	/**
	 * All that is wrong.
	 */
	Failure failure() {
		Failure why = this.first;
		ArrayNode all = this.errors;
		if (why == null || all == null) {
			throw new IllegalStateException("nothing is wrong");
		}
		String more = (all.size() > 1) ? ", and " + (all.size() - 1) + " more values are in error" : "";
		return new Failure(why.reason(), why.message() + more, null, EventJson.text(all));
	}

}

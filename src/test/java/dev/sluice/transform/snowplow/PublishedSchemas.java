package dev.sluice.transform.snowplow;

import java.util.List;
import java.util.function.Function;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.databind.JsonNode;

/**
 * The check of self-describing JSON by its published schema, of JSON Schema's draft 4.
 */
final class PublishedSchemas {

	private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4);

	private final Function<String, JsonNode> schemas;

	/**
	 * A check.
	 * @param schemas gives the schema of a path such as
	 * {@code vendor/name/jsonschema/1-0-0}
	 */
	PublishedSchemas(Function<String, JsonNode> schemas) {
		this.schemas = schemas;
	}

	/**
	 * What is wrong with self-describing JSON, nothing if it is valid.
	 */
	List<Error> errors(JsonNode json) {
		String path = json.get("schema").stringValue().substring("iglu:".length());
		String schema = this.schemas.apply(path).toString().replaceFirst("\"\\$schema\":\"[^\"]*\",", "");
		return this.registry.getSchema(schema, InputFormat.JSON)
			.validate(json.get("data").toString(), InputFormat.JSON,
					(context) -> context.executionConfig((config) -> config.formatAssertionsEnabled(true)));
	}

}

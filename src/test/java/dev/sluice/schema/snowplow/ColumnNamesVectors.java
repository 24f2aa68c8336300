package dev.sluice.schema.snowplow;

import java.nio.file.Path;

import dev.sluice.conformance.Results;
import dev.sluice.conformance.Rules;
import dev.sluice.conformance.VectorGroup;
import dev.sluice.schema.iglu.SchemaKey;
import tools.jackson.databind.JsonNode;

/**
 * Names of columns for schemas.
 */
public class ColumnNamesVectors implements VectorGroup {

	@Override
	public String name() {
		return "names/columns";
	}

	@Override
	public String path() {
		return "names/columns.json";
	}

	@Override
	public void check(Path path, Rules rules, Results results) throws Exception {
		VectorJson.read(path).forEach((vector) -> check(vector, results));
	}

	final void check(JsonNode vector, Results results) {
		String uri = vector.get("schema").stringValue();
		ShredProperty property = ShredProperty.valueOf(vector.get("type").stringValue());
		SchemaKey key = SchemaKey.parse(uri);
		results.check(uri, vector.get("v1Column").stringValue(), () -> ColumnNames.ofVersion(property, key));
		results.check(uri, vector.get("v2Column").stringValue(), () -> ColumnNames.ofModel(property, key));
	}

	/**
	 * The same for the schemas of Iglu Central.
	 */
	public static final class Central extends ColumnNamesVectors {

		@Override
		public String name() {
			return "names/columns_central";
		}

		@Override
		public String path() {
			return "names/columns_central.jsonl";
		}

		@Override
		public void check(Path path, Rules rules, Results results) throws Exception {
			VectorJson.lines(path).forEach((vector) -> check(vector, results));
		}

	}

}

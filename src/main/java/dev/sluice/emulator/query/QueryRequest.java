package dev.sluice.emulator.query;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.catalog.DatasetId;
import dev.sluice.emulator.catalog.TableId;
import org.jspecify.annotations.Nullable;

/**
 * A statement with what surrounds it.
 *
 * @param id a name that no other request has
 * @param project the project of names that name none
 * @param configuration the {@code JobConfigurationQuery}
 */
public record QueryRequest(String id, String project, JsonObject configuration) {

	String sql() {
		JsonElement sql = this.configuration.get("query");
		if (sql == null || sql.isJsonNull() || sql.getAsString().isBlank()) {
			throw ApiError.required("Required parameter is missing: query");
		}
		return sql.getAsString();
	}

	@Nullable DatasetId defaultDataset() {
		JsonObject dataset = this.configuration.getAsJsonObject("defaultDataset");
		return (dataset != null) ? new DatasetId(project(dataset), dataset.get("datasetId").getAsString()) : null;
	}

	@Nullable TableId destination() {
		JsonObject table = this.configuration.getAsJsonObject("destinationTable");
		return (table != null)
				? new TableId(project(table), table.get("datasetId").getAsString(), table.get("tableId").getAsString())
				: null;
	}

	private String project(JsonObject reference) {
		return reference.has("projectId") ? reference.get("projectId").getAsString() : this.project;
	}

	JsonArray parameters() {
		JsonElement parameters = this.configuration.get("queryParameters");
		return (parameters != null && parameters.isJsonArray()) ? parameters.getAsJsonArray() : new JsonArray();
	}

	String text(String property, String standard) {
		JsonElement value = this.configuration.get(property);
		return (value != null && !value.isJsonNull()) ? value.getAsString() : standard;
	}

	/**
	 * Refuses what is not GoogleSQL.
	 */
	void checkDialect() {
		JsonElement legacy = this.configuration.get("useLegacySql");
		if (legacy == null || legacy.isJsonNull() || legacy.getAsBoolean()) {
			throw ApiError
				.invalidQuery("The emulator does not support legacy SQL, which is what BigQuery assumes unless"
						+ " told otherwise; set useLegacySql to false");
		}
	}

}

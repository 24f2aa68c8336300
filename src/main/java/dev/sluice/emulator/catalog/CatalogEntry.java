package dev.sluice.emulator.catalog;

import java.time.Instant;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.jspecify.annotations.Nullable;

/**
 * A change of the catalog as the journal keeps it.
 *
 * @param id the table's name; a dataset's has an empty table
 * @param dataset the dataset after the change, {@code null} if deleted or not about one
 * @param table the table after the change, {@code null} if deleted or not about one
 * @param visibleAt when the write path sees the change
 */
record CatalogEntry(TableId id, @Nullable Dataset dataset, @Nullable Table table, Instant visibleAt) {

	static CatalogEntry of(DatasetId id, @Nullable Dataset dataset, Instant at) {
		return new CatalogEntry(id.table(""), dataset, null, at);
	}

	static CatalogEntry of(TableId id, @Nullable Table table, Instant visibleAt) {
		return new CatalogEntry(id, null, table, visibleAt);
	}

	boolean aboutDataset() {
		return this.id.table().isEmpty();
	}

	String write() {
		JsonObject json = new JsonObject();
		json.addProperty("project", this.id.project());
		json.addProperty("dataset", this.id.dataset());
		json.addProperty("table", this.id.table());
		json.addProperty("visibleAt", this.visibleAt.toString());
		if (this.dataset != null) {
			json.add("resource", this.dataset.json());
			stamps(json, this.dataset.created(), this.dataset.modified(), this.dataset.etag(), this.dataset.location());
		}
		if (this.table != null) {
			json.add("resource", this.table.definition().json());
			json.addProperty("incarnation", this.table.incarnation());
			stamps(json, this.table.created(), this.table.modified(), this.table.etag(), this.table.location());
		}
		return json.toString();
	}

	private static void stamps(JsonObject json, Instant created, Instant modified, String etag, String location) {
		json.addProperty("created", created.toString());
		json.addProperty("modified", modified.toString());
		json.addProperty("etag", etag);
		json.addProperty("location", location);
	}

	static CatalogEntry read(String text) {
		JsonObject json = JsonParser.parseString(text).getAsJsonObject();
		TableId id = new TableId(string(json, "project"), string(json, "dataset"), string(json, "table"));
		Instant visibleAt = Instant.parse(string(json, "visibleAt"));
		if (!json.has("resource")) {
			return new CatalogEntry(id, null, null, visibleAt);
		}
		JsonObject resource = json.getAsJsonObject("resource");
		Instant created = Instant.parse(string(json, "created"));
		Instant modified = Instant.parse(string(json, "modified"));
		String etag = string(json, "etag");
		String location = string(json, "location");
		if (id.table().isEmpty()) {
			return new CatalogEntry(id, new Dataset(id.inDataset(), resource, created, modified, etag, location), null,
					visibleAt);
		}
		return new CatalogEntry(id, null, new Table(id, json.get("incarnation").getAsLong(),
				TableDefinition.parse(resource), created, modified, etag, location), visibleAt);
	}

	private static String string(JsonObject json, String property) {
		return json.get(property).getAsString();
	}

}

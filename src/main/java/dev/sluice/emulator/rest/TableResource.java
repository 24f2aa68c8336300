package dev.sluice.emulator.rest;

import java.util.List;

import com.google.gson.JsonObject;
import dev.sluice.emulator.catalog.Table;
import dev.sluice.emulator.catalog.TableId;
import dev.sluice.emulator.engine.Engine;
import dev.sluice.emulator.fault.Setting;
import dev.sluice.emulator.table.TableStats;

/**
 * Tables as REST shows them.
 */
final class TableResource {

	private final Engine engine;

	TableResource(Engine engine) {
		this.engine = engine;
	}

	/**
	 * Returns the whole resource.
	 */
	JsonObject of(Table table, String origin) {
		JsonObject json = table.definition().json();
		describe(json, table);
		json.addProperty("etag", table.etag());
		json.addProperty("selfLink", origin + "/bigquery/v2/" + table.id().path());
		json.addProperty("lastModifiedTime", Long.toString(table.modified().toEpochMilli()));
		json.addProperty("location", table.location());
		addStatistics(json, table);
		return json;
	}

	private void addStatistics(JsonObject json, Table table) {
		TableStats stats = this.engine.rows()
			.of(table)
			.stats(this.engine.clock().instant().minus(this.engine.behavior().get(Setting.STREAMING_BUFFER)));
		json.addProperty("numRows", Long.toString(stats.rows()));
		for (String bytes : List.of("numBytes", "numTotalLogicalBytes", "numActiveLogicalBytes")) {
			json.addProperty(bytes, Long.toString(stats.bytes()));
		}
		json.addProperty("numLongTermBytes", "0");
		if (stats.oldestBuffered() != null) {
			JsonObject buffer = new JsonObject();
			buffer.addProperty("estimatedRows", Long.toString(stats.bufferedRows()));
			buffer.addProperty("estimatedBytes", Long.toString(stats.bufferedBytes()));
			buffer.addProperty("oldestEntryTime", Long.toString(stats.oldestBuffered().toEpochMilli()));
			json.add("streamingBuffer", buffer);
		}
	}

	/**
	 * Returns what a listing shows.
	 */
	static JsonObject summary(Table table) {
		JsonObject all = table.definition().json();
		JsonObject summary = new JsonObject();
		describe(summary, table);
		for (String property : List.of("labels", "friendlyName", "timePartitioning", "rangePartitioning", "clustering",
				"expirationTime", "view")) {
			if (all.has(property)) {
				summary.add(property, all.get(property));
			}
		}
		return summary;
	}

	/**
	 * Returns a reference to a table.
	 */
	static JsonObject reference(TableId id) {
		JsonObject reference = new JsonObject();
		reference.addProperty("projectId", id.project());
		reference.addProperty("datasetId", id.dataset());
		reference.addProperty("tableId", id.table());
		return reference;
	}

	private static void describe(JsonObject json, Table table) {
		json.addProperty("kind", "bigquery#table");
		json.addProperty("id", table.id().toString());
		json.add("tableReference", reference(table.id()));
		json.addProperty("type", table.definition().view() ? "VIEW" : "TABLE");
		json.addProperty("creationTime", Long.toString(table.created().toEpochMilli()));
	}

}

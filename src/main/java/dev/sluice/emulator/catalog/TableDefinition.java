package dev.sluice.emulator.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sluice.emulator.call.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * What a user says about a table: its schema, partitioning, clustering, key, labels and
 * expiry, and whatever else its REST resource holds.
 *
 * Immutable. What the emulator understands has accessors; the rest is passed through.
 */
public final class TableDefinition {

	private static final int MAX_CLUSTERING = 4;

	private static final int MAX_KEY = 16;

	private static final List<String> OUTPUT_ONLY = List.of("kind", "id", "selfLink", "etag", "tableReference",
			"creationTime", "lastModifiedTime", "numRows", "numBytes", "numLongTermBytes", "numActiveLogicalBytes",
			"numTotalLogicalBytes", "numTimeTravelPhysicalBytes", "numTotalPhysicalBytes", "numActivePhysicalBytes",
			"numLongTermLogicalBytes", "numLongTermPhysicalBytes", "numCurrentPhysicalBytes", "numPhysicalBytes",
			"numPartitions", "streamingBuffer", "location", "type", "schema");

	private final Schema schema;

	private final JsonObject resource;

	private TableDefinition(Schema schema, JsonObject resource) {
		this.schema = schema;
		this.resource = resource;
	}

	/**
	 * Reads the {@code Table} resource of REST, leaving out what only the server sets.
	 * @throws ApiError {@code invalid} if BigQuery would not take it
	 */
	public static TableDefinition parse(JsonObject resource) {
		Schema schema = Schema.parse(resource.get("schema"));
		JsonObject kept = new JsonObject();
		for (Map.Entry<String, JsonElement> entry : resource.entrySet()) {
			if (!OUTPUT_ONLY.contains(entry.getKey()) && !entry.getValue().isJsonNull()) {
				kept.add(entry.getKey(), entry.getValue().deepCopy());
			}
		}
		TableDefinition definition = new TableDefinition(schema, kept);
		definition.check();
		return definition;
	}

	/**
	 * A table of columns and nothing else.
	 */
	public static TableDefinition of(List<Field> fields) {
		return new TableDefinition(new Schema(List.copyOf(fields)), new JsonObject());
	}

	private void check() {
		timePartitioning().flatMap((partitioning) -> Optional.ofNullable(partitioning.field()))
			.ifPresent(this::checkPartitionColumn);
		rangePartitioning().ifPresent((partitioning) -> column(partitioning.field(), "partitioning"));
		if (clustering().size() > MAX_CLUSTERING) {
			throw ApiError.invalid("Too many clustering fields; the maximum is " + MAX_CLUSTERING + ".");
		}
		clustering().forEach((name) -> {
			Field field = column(name, "clustering");
			if (field.repeated() || field.type() == FieldType.RECORD) {
				throw ApiError.invalid("The field specified for clustering cannot be repeated or a record: " + name);
			}
		});
		if (primaryKey().size() > MAX_KEY) {
			throw ApiError.invalid("A primary key can have at most " + MAX_KEY + " columns.");
		}
		primaryKey().forEach((name) -> column(name, "primary key"));
	}

	private void checkPartitionColumn(String name) {
		FieldType type = column(name, "time partitioning").type();
		if (type != FieldType.DATE && type != FieldType.DATETIME && type != FieldType.TIMESTAMP) {
			throw ApiError.invalid("The field specified for partitioning can only be of type TIMESTAMP, DATE or "
					+ "DATETIME. The type found is: " + type + ".");
		}
	}

	private Field column(String name, String use) {
		return this.schema.find(name)
			.orElseThrow(() -> ApiError.invalid(
					"The field specified for " + use + " cannot be found in the schema. Invalid field: " + name + "."));
	}

	public Schema schema() {
		return this.schema;
	}

	/**
	 * Returns this definition with another schema; whether the change is allowed is not
	 * checked.
	 */
	public TableDefinition with(Schema changed) {
		return new TableDefinition(changed, this.resource);
	}

	/**
	 * Returns this definition with the properties of a patch: objects and arrays replace,
	 * labels merge, {@code null} removes.
	 * @throws ApiError {@code invalid} if BigQuery would not take the result
	 */
	public TableDefinition patched(JsonObject patch) {
		JsonObject merged = json();
		for (Map.Entry<String, JsonElement> entry : patch.entrySet()) {
			if (entry.getKey().equals("labels") && entry.getValue().isJsonObject() && merged.has("labels")) {
				JsonObject labels = merged.getAsJsonObject("labels");
				entry.getValue().getAsJsonObject().asMap().forEach(labels::add);
				labels.entrySet().removeIf((label) -> label.getValue().isJsonNull());
			}
			else {
				merged.add(entry.getKey(), entry.getValue());
			}
		}
		return parse(merged);
	}

	public boolean view() {
		return this.resource.has("view") || this.resource.has("materializedView");
	}

	public Optional<TimePartitioning> timePartitioning() {
		return object("timePartitioning").map(TimePartitioning::parse);
	}

	public Optional<RangePartitioning> rangePartitioning() {
		return object("rangePartitioning").map(RangePartitioning::parse);
	}

	public boolean partitioned() {
		return this.resource.has("timePartitioning") || this.resource.has("rangePartitioning");
	}

	/**
	 * Returns the clustering columns in order, empty if there are none.
	 */
	public List<String> clustering() {
		return strings(object("clustering").map((clustering) -> clustering.get("fields")).orElse(null));
	}

	/**
	 * Returns the columns of the primary key, empty if there is none.
	 */
	public List<String> primaryKey() {
		return strings(object("tableConstraints").map((constraints) -> constraints.getAsJsonObject("primaryKey"))
			.map((key) -> key.get("columns"))
			.orElse(null));
	}

	public Optional<Instant> expiration() {
		return Optional.ofNullable(this.resource.get("expirationTime"))
			.map((time) -> Instant.ofEpochMilli(time.getAsLong()))
			.filter((time) -> time.toEpochMilli() > 0);
	}

	private Optional<JsonObject> object(String property) {
		return Optional.ofNullable(this.resource.getAsJsonObject(property));
	}

	private static List<String> strings(@Nullable JsonElement array) {
		List<String> values = new ArrayList<>();
		for (JsonElement element : (array != null) ? array.getAsJsonArray() : new JsonArray()) {
			values.add(element.getAsString());
		}
		return values;
	}

	/**
	 * Returns what a user can set of the REST resource, the schema included, as a copy.
	 */
	public JsonObject json() {
		JsonObject json = this.resource.deepCopy();
		json.add("schema", this.schema.json());
		return json;
	}

}

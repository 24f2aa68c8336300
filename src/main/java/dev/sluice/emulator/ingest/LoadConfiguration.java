package dev.sluice.emulator.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.catalog.Schema;
import dev.sluice.emulator.catalog.TableDefinition;
import dev.sluice.emulator.catalog.TableId;
import org.jspecify.annotations.Nullable;

/**
 * The {@code JobConfigurationLoad} of a job.
 */
final class LoadConfiguration {

	private static final Set<String> DISPOSITIONS = Set.of("WRITE_APPEND", "WRITE_TRUNCATE", "WRITE_TRUNCATE_DATA",
			"WRITE_EMPTY");

	private static final List<String> FORMATS = List.of("NEWLINE_DELIMITED_JSON", "AVRO", "PARQUET");

	private final JsonObject json;

	private final String project;

	LoadConfiguration(JsonObject json, String project) {
		this.json = json;
		this.project = project;
	}

	/**
	 * Refuses what BigQuery or the emulator does not do.
	 */
	void check() {
		if (!this.json.has("destinationTable")) {
			throw ApiError.required("Required parameter is missing: destinationTable");
		}
		String format = text("sourceFormat", "CSV");
		if (!FORMATS.contains(format)) {
			throw ApiError.invalid("The emulator loads " + String.join(", ", FORMATS) + " only, not " + format);
		}
		if (!DISPOSITIONS.contains(disposition())) {
			throw ApiError.invalid("Invalid value for writeDisposition: " + disposition() + " is not a valid value");
		}
		boolean partition = destination().partition() != null;
		if (partition && truncates()) {
			throw ApiError.notImplemented("The emulator does not truncate single partitions");
		}
		boolean updates = allowsAddition() || allowsRelaxation();
		if (updates && !disposition().equals("WRITE_APPEND") && !disposition().equals("WRITE_TRUNCATE_DATA")) {
			throw ApiError.invalid("Schema update options should only be specified with WRITE_APPEND disposition, or "
					+ "with WRITE_TRUNCATE disposition on a table partition.");
		}
	}

	private TableId namedTable() {
		JsonObject reference = this.json.getAsJsonObject("destinationTable");
		return new TableId(reference.has("projectId") ? reference.get("projectId").getAsString() : this.project,
				reference.get("datasetId").getAsString(), reference.get("tableId").getAsString());
	}

	/**
	 * Opens a file in the job's format.
	 */
	FileRows open(Path file) throws IOException {
		return switch (text("sourceFormat", "CSV")) {
			case "AVRO" -> new AvroRows(file, flag("useAvroLogicalTypes"));
			case "PARQUET" -> new ParquetRows(file);
			default -> new NewlineJson(file);
		};
	}

	Decorator destination() {
		return Decorator.of(namedTable());
	}

	String disposition() {
		return text("writeDisposition", "WRITE_APPEND");
	}

	boolean truncates() {
		return disposition().startsWith("WRITE_TRUNCATE");
	}

	boolean creates() {
		return !text("createDisposition", "CREATE_IF_NEEDED").equals("CREATE_NEVER");
	}

	boolean autodetects() {
		return flag("autodetect");
	}

	boolean ignoresUnknown() {
		return flag("ignoreUnknownValues");
	}

	boolean allowsAddition() {
		return list("schemaUpdateOptions").contains("ALLOW_FIELD_ADDITION");
	}

	boolean allowsRelaxation() {
		return list("schemaUpdateOptions").contains("ALLOW_FIELD_RELAXATION");
	}

	int maxBadRecords() {
		JsonElement value = this.json.get("maxBadRecords");
		return (value != null && !value.isJsonNull()) ? value.getAsInt() : 0;
	}

	List<String> sources() {
		return list("sourceUris");
	}

	@Nullable Schema schema() {
		JsonElement schema = this.json.get("schema");
		boolean given = schema != null && schema.isJsonObject() && schema.getAsJsonObject().has("fields");
		return given ? Schema.parse(schema) : null;
	}

	/**
	 * Returns the table to create.
	 */
	TableDefinition definition(Schema schema) {
		JsonObject resource = new JsonObject();
		resource.add("schema", schema.json());
		for (String property : List.of("timePartitioning", "rangePartitioning", "clustering")) {
			if (this.json.has(property)) {
				resource.add(property, this.json.get(property));
			}
		}
		return TableDefinition.parse(resource);
	}

	private String text(String property, String standard) {
		JsonElement value = this.json.get(property);
		return (value != null && !value.isJsonNull()) ? value.getAsString() : standard;
	}

	private boolean flag(String property) {
		return Boolean.parseBoolean(text(property, "false"));
	}

	private List<String> list(String property) {
		List<String> values = new ArrayList<>();
		JsonElement array = this.json.get(property);
		if (array != null && array.isJsonArray()) {
			array.getAsJsonArray().forEach((value) -> values.add(value.getAsString()));
		}
		return values;
	}

}

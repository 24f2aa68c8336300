package dev.sluice.mutator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.ColumnType.Kind;
import dev.sluice.table.TableSchema;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;

/**
 * A schema as BigQuery's tools write it: a JSON array of fields, or an object with such
 * an array as {@code fields}. Attributes that a table would be created without are
 * refused.
 */
public final class SchemaDocument {

	private static final Set<String> ATTRIBUTES = Set.of("name", "type", "mode", "fields", "description", "maxLength",
			"precision", "scale", "defaultValueExpression", "rangeElementType");

	private SchemaDocument() {
	}

	/**
	 * The schema that a pipeline's settings give; empty if they give none.
	 * @throws InvalidConfigurationPropertyValueException if it cannot be read, or is no
	 * schema
	 */
	public static TableSchema read(Mutators.Options options) {
		String setting = options.schema();
		if (setting == null || setting.isBlank()) {
			return TableSchema.EMPTY;
		}
		try {
			return parse(isInline(setting) ? setting : load(setting));
		}
		catch (IOException | JacksonException | IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException("sluice.pipelines." + options.pipeline() + ".schema",
					setting, "Must be a BigQuery schema in JSON, or the location of one (file:, classpath:): "
							+ ex.getMessage() + ".");
		}
	}

	private static boolean isInline(String setting) {
		String text = setting.strip();
		return text.startsWith("[") || text.startsWith("{");
	}

	private static String load(String location) throws IOException {
		Resource resource = new DefaultResourceLoader().getResource(location);
		return resource.getContentAsString(StandardCharsets.UTF_8);
	}

	/**
	 * Reads a schema.
	 * @throws JacksonException if it is no JSON
	 * @throws IllegalArgumentException if it is no schema; the message names the path
	 */
	public static TableSchema parse(String json) {
		JsonNode document = JsonMapper.shared().readTree(json);
		JsonNode fields = document.isObject() ? document.path("fields") : document;
		return new TableSchema(columns(fields, "the schema"));
	}

	private static List<Column> columns(JsonNode fields, String where) {
		require(fields.isArray() && !fields.isEmpty(), where + " has no fields");
		List<Column> columns = new ArrayList<>();
		for (JsonNode field : fields) {
			Column column = column(field, where);
			require(new TableSchema(columns).find(column.name()) == null,
					where + " has two fields named '" + column.name() + "'");
			columns.add(column);
		}
		return columns;
	}

	private static Column column(JsonNode field, String where) {
		String name = text(field, "name");
		String type = text(field, "type");
		if (name == null || type == null) {
			throw new IllegalArgumentException("a field of " + where + " has no name or no type");
		}
		String here = "field '" + name + "'";
		field.propertyNames()
			.forEach((attribute) -> require(ATTRIBUTES.contains(attribute),
					here + " has the attribute '" + attribute + "', which is not supported"));
		return new Column(name, type(field, type.toUpperCase(Locale.ROOT), here), mode(text(field, "mode"), here),
				text(field, "defaultValueExpression"), text(field, "description"));
	}

	private static Column.Mode mode(@Nullable String mode, String where) {
		if (mode == null) {
			return Column.Mode.NULLABLE;
		}
		try {
			return Column.Mode.valueOf(mode.toUpperCase(Locale.ROOT));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(where + " has the unknown mode '" + mode + "'", ex);
		}
	}

	private static ColumnType type(JsonNode field, String type, String where) {
		return switch (type) {
			case "STRING" -> new ColumnType.Sized(Kind.STRING, number(field, "maxLength"));
			case "BYTES" -> new ColumnType.Sized(Kind.BYTES, number(field, "maxLength"));
			case "NUMERIC", "DECIMAL" -> decimal(Kind.NUMERIC, field);
			case "BIGNUMERIC", "BIGDECIMAL" -> decimal(Kind.BIGNUMERIC, field);
			case "RECORD", "STRUCT" -> new ColumnType.Struct(columns(field.path("fields"), where));
			case "RANGE" -> new ColumnType.Range(simple(
					String.valueOf(text(field.path("rangeElementType"), "type")).toUpperCase(Locale.ROOT), where));
			default -> simple(type, where);
		};
	}

	private static ColumnType simple(String type, String where) {
		return switch (type) {
			case "BOOLEAN", "BOOL" -> ColumnType.BOOL;
			case "INTEGER", "INT64" -> ColumnType.INT64;
			case "FLOAT", "FLOAT64" -> ColumnType.FLOAT64;
			case "DATE" -> ColumnType.DATE;
			case "TIME" -> ColumnType.TIME;
			case "DATETIME" -> ColumnType.DATETIME;
			case "TIMESTAMP" -> ColumnType.TIMESTAMP;
			case "JSON" -> ColumnType.JSON;
			case "GEOGRAPHY" -> ColumnType.GEOGRAPHY;
			case "INTERVAL" -> ColumnType.INTERVAL;
			default -> throw new IllegalArgumentException(where + " has the unknown type '" + type + "'");
		};
	}

	private static ColumnType decimal(Kind kind, JsonNode field) {
		Long precision = number(field, "precision");
		Long scale = number(field, "scale");
		return new ColumnType.Decimal(kind, (precision != null) ? Math.toIntExact(precision) : null,
				(scale != null) ? Math.toIntExact(scale) : null);
	}

	/** BigQuery writes whole numbers as strings, people as numbers. */
	private static @Nullable Long number(JsonNode field, String attribute) {
		String text = text(field, attribute);
		return (text != null) ? Long.valueOf(text) : null;
	}

	private static @Nullable String text(JsonNode field, String attribute) {
		JsonNode value = field.path(attribute);
		return (value.isMissingNode() || value.isNull()) ? null : value.asString();
	}

	private static void require(boolean condition, String otherwise) {
		if (!condition) {
			throw new IllegalArgumentException(otherwise);
		}
	}

}

package dev.sluice.warehouse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.google.api.services.bigquery.model.TableFieldSchema;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.ColumnType.Kind;
import dev.sluice.table.TableSchema;
import org.jspecify.annotations.Nullable;

/**
 * Turns the catalog's schemas into ours and back. Columns of unknown types are left out.
 */
final class CatalogSchemas {

	/** The digits of a second that a TIMESTAMP has unless it says otherwise. */
	private static final int MICROSECONDS = 6;

	private CatalogSchemas() {
	}

	static TableSchema toSchema(com.google.api.services.bigquery.model.@Nullable TableSchema schema) {
		return new TableSchema((schema != null) ? toColumns(schema.getFields()) : List.of());
	}

	private static List<Column> toColumns(@Nullable List<TableFieldSchema> fields) {
		List<Column> columns = new ArrayList<>();
		for (TableFieldSchema field : (fields != null) ? fields : List.<TableFieldSchema>of()) {
			ColumnType type = toType(field);
			if (type != null) {
				columns.add(new Column(field.getName(), type, toMode(field.getMode()),
						field.getDefaultValueExpression(), field.getDescription()));
			}
		}
		return columns;
	}

	private static @Nullable ColumnType toType(TableFieldSchema field) {
		String name = field.getType().toUpperCase(Locale.ROOT);
		return switch (name) {
			case "STRING" -> new ColumnType.Sized(Kind.STRING, field.getMaxLength());
			case "BYTES" -> new ColumnType.Sized(Kind.BYTES, field.getMaxLength());
			case "NUMERIC", "DECIMAL" -> decimal(Kind.NUMERIC, field);
			case "BIGNUMERIC", "BIGDECIMAL" -> decimal(Kind.BIGNUMERIC, field);
			case "RECORD", "STRUCT" -> new ColumnType.Struct(toColumns(field.getFields()));
			case "RANGE" -> range(field);
			case "TIMESTAMP" -> timestamp(field);
			default -> simple(name);
		};
	}

	private static @Nullable ColumnType simple(String name) {
		return switch (name) {
			case "INTEGER", "INT64" -> ColumnType.INT64;
			case "FLOAT", "FLOAT64" -> ColumnType.FLOAT64;
			case "BOOLEAN", "BOOL" -> ColumnType.BOOL;
			case "DATE" -> ColumnType.DATE;
			case "TIME" -> ColumnType.TIME;
			case "DATETIME" -> ColumnType.DATETIME;
			case "TIMESTAMP" -> ColumnType.TIMESTAMP;
			case "JSON" -> ColumnType.JSON;
			case "GEOGRAPHY" -> ColumnType.GEOGRAPHY;
			case "INTERVAL" -> ColumnType.INTERVAL;
			default -> null;
		};
	}

	private static @Nullable ColumnType timestamp(TableFieldSchema field) {
		Long precision = field.getTimestampPrecision();
		return (precision == null || precision <= MICROSECONDS) ? ColumnType.TIMESTAMP : null;
	}

	private static ColumnType decimal(Kind kind, TableFieldSchema field) {
		Long precision = field.getPrecision();
		Long scale = field.getScale();
		if (precision == null) {
			return new ColumnType.Decimal(kind, null, null);
		}
		return new ColumnType.Decimal(kind, precision.intValue(), (scale != null) ? scale.intValue() : 0);
	}

	private static @Nullable ColumnType range(TableFieldSchema field) {
		TableFieldSchema.RangeElementType type = field.getRangeElementType();
		ColumnType element = (type != null) ? simple(type.getType().toUpperCase(Locale.ROOT)) : null;
		return (element != null) ? new ColumnType.Range(element) : null;
	}

	private static Column.Mode toMode(@Nullable String mode) {
		return (mode != null) ? Column.Mode.valueOf(mode.toUpperCase(Locale.ROOT)) : Column.Mode.NULLABLE;
	}

	static com.google.api.services.bigquery.model.TableSchema fromSchema(TableSchema schema) {
		return new com.google.api.services.bigquery.model.TableSchema()
			.setFields(schema.columns().stream().map(CatalogSchemas::fromColumn).toList());
	}

	static TableFieldSchema fromColumn(Column column) {
		TableFieldSchema field = new TableFieldSchema().setName(column.name())
			.setType(typeName(column.type().kind()))
			.setMode(column.mode().name())
			.setDescription(column.description())
			.setDefaultValueExpression(column.defaultExpression());
		if (column.type() instanceof ColumnType.Sized sized) {
			field.setMaxLength(sized.maxLength());
		}
		if (column.type() instanceof ColumnType.Decimal decimal && decimal.precision() != null) {
			field.setPrecision(decimal.precision().longValue());
			field.setScale((decimal.scale() != null) ? decimal.scale().longValue() : null);
		}
		if (column.type() instanceof ColumnType.Range range) {
			field
				.setRangeElementType(new TableFieldSchema.RangeElementType().setType(typeName(range.element().kind())));
		}
		if (column.type() instanceof ColumnType.Struct struct) {
			field.setFields(struct.columns().stream().map(CatalogSchemas::fromColumn).toList());
		}
		return field;
	}

	private static String typeName(Kind kind) {
		return switch (kind) {
			case INT64 -> "INTEGER";
			case FLOAT64 -> "FLOAT";
			case BOOL -> "BOOLEAN";
			case STRUCT -> "RECORD";
			default -> kind.name();
		};
	}

}

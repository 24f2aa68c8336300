package dev.sluice.warehouse.storage;

import java.util.ArrayList;
import java.util.List;

import com.google.cloud.bigquery.storage.v1.TableFieldSchema;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.ColumnType.Kind;
import dev.sluice.table.TableSchema;
import org.jspecify.annotations.Nullable;

/**
 * Turns the write path's schemas into ours. Columns of unknown types are left out.
 */
final class StorageSchemas {

	/** The digits of a second that a TIMESTAMP has unless it says otherwise. */
	private static final int MICROSECONDS = 6;

	private StorageSchemas() {
	}

	static TableSchema toSchema(List<TableFieldSchema> fields) {
		return new TableSchema(toColumns(fields));
	}

	private static List<Column> toColumns(List<TableFieldSchema> fields) {
		List<Column> columns = new ArrayList<>(fields.size());
		for (TableFieldSchema field : fields) {
			ColumnType type = toType(field);
			if (type != null) {
				columns.add(new Column(field.getName(), type, toMode(field.getMode()),
						emptyToNull(field.getDefaultValueExpression()), emptyToNull(field.getDescription())));
			}
		}
		return columns;
	}

	private static @Nullable ColumnType toType(TableFieldSchema field) {
		return switch (field.getType()) {
			case STRING -> new ColumnType.Sized(Kind.STRING, zeroToNull(field.getMaxLength()));
			case BYTES -> new ColumnType.Sized(Kind.BYTES, zeroToNull(field.getMaxLength()));
			case NUMERIC -> decimal(Kind.NUMERIC, field);
			case BIGNUMERIC -> decimal(Kind.BIGNUMERIC, field);
			case STRUCT -> new ColumnType.Struct(toColumns(field.getFieldsList()));
			case RANGE -> range(field);
			case TIMESTAMP -> timestamp(field);
			default -> simple(field.getType());
		};
	}

	private static @Nullable ColumnType simple(TableFieldSchema.Type type) {
		return switch (type) {
			case INT64 -> ColumnType.INT64;
			case DOUBLE -> ColumnType.FLOAT64;
			case BOOL -> ColumnType.BOOL;
			case DATE -> ColumnType.DATE;
			case TIME -> ColumnType.TIME;
			case DATETIME -> ColumnType.DATETIME;
			case TIMESTAMP -> ColumnType.TIMESTAMP;
			case GEOGRAPHY -> ColumnType.GEOGRAPHY;
			case JSON -> ColumnType.JSON;
			case INTERVAL -> ColumnType.INTERVAL;
			default -> null;
		};
	}

	private static @Nullable ColumnType timestamp(TableFieldSchema field) {
		boolean finer = field.hasTimestampPrecision() && field.getTimestampPrecision().getValue() > MICROSECONDS;
		return finer ? null : ColumnType.TIMESTAMP;
	}

	private static ColumnType decimal(Kind kind, TableFieldSchema field) {
		Long precision = zeroToNull(field.getPrecision());
		return (precision != null)
				? new ColumnType.Decimal(kind, precision.intValue(), Math.toIntExact(field.getScale()))
				: new ColumnType.Decimal(kind, null, null);
	}

	private static @Nullable ColumnType range(TableFieldSchema field) {
		ColumnType element = simple(field.getRangeElementType().getType());
		return (element != null) ? new ColumnType.Range(element) : null;
	}

	private static Column.Mode toMode(TableFieldSchema.Mode mode) {
		return switch (mode) {
			case REQUIRED -> Column.Mode.REQUIRED;
			case REPEATED -> Column.Mode.REPEATED;
			default -> Column.Mode.NULLABLE;
		};
	}

	private static @Nullable Long zeroToNull(long value) {
		return (value != 0) ? value : null;
	}

	private static @Nullable String emptyToNull(String text) {
		return text.isEmpty() ? null : text;
	}

}

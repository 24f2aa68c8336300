package dev.sluice.emulator.write;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.google.cloud.bigquery.storage.v1.AppendRowsRequest.MissingValueInterpretation;
import com.google.cloud.bigquery.storage.v1.StorageError.StorageErrorCode;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import dev.sluice.emulator.catalog.ChangeColumns;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.Table;
import dev.sluice.emulator.row.RowFormat;
import dev.sluice.emulator.row.SchemaMismatchException;
import dev.sluice.emulator.row.WirePlan;
import dev.sluice.emulator.stream.StreamException;

/**
 * A writer's schema made fit for a table as it was seen at one moment.
 */
final class WriterSchema {

	private final DescriptorProto proto;

	private final Table table;

	private final List<Field> columns;

	private final WirePlan plan;

	private final Map<Map<String, String>, RowFormat> formats = new HashMap<>();

	private WriterSchema(DescriptorProto proto, Table table, List<Field> columns, WirePlan plan) {
		this.proto = proto;
		this.table = table;
		this.columns = columns;
		this.plan = plan;
	}

	/**
	 * Holds a writer's schema against a table's.
	 * @throws StreamException if they do not fit
	 */
	static WriterSchema of(DescriptorProto proto, Table table, String entity) {
		List<Field> columns = new ArrayList<>(table.schema().fields());
		columns.addAll(ChangeColumns.of(table));
		try {
			return new WriterSchema(proto, table, columns, WirePlan.of(proto, columns));
		}
		catch (SchemaMismatchException ex) {
			throw new StreamException("INVALID_ARGUMENT", ex.extraFields()
					? StorageErrorCode.SCHEMA_MISMATCH_EXTRA_FIELDS : StorageErrorCode.STORAGE_ERROR_CODE_UNSPECIFIED,
					String.valueOf(ex.getMessage()), entity);
		}
	}

	/**
	 * Tells whether it still fits what was sent and seen.
	 */
	boolean fits(DescriptorProto sent, Table seen) {
		return this.proto.equals(sent) && this.table.schema().equals(seen.schema());
	}

	WirePlan plan() {
		return this.plan;
	}

	List<Field> columns() {
		return this.columns;
	}

	/**
	 * Tells whether the rows say what kind of change they are.
	 */
	boolean changes() {
		return this.columns.size() > this.table.schema().fields().size()
				&& this.plan.has(this.columns.get(this.table.schema().fields().size()));
	}

	/**
	 * Returns how rows of one request are to be kept.
	 * @param standard what a missing value means
	 * @param exceptions what it means for single columns
	 */
	RowFormat format(MissingValueInterpretation standard, Map<String, MissingValueInterpretation> exceptions) {
		Map<String, String> defaults = new HashMap<>();
		for (Field column : this.table.schema().fields()) {
			String expression = column.defaultValue();
			if (expression != null && (!this.plan.has(column)
					|| interpretation(column, standard, exceptions) == MissingValueInterpretation.DEFAULT_VALUE)) {
				defaults.put(column.name(), expression);
			}
		}
		return this.formats.computeIfAbsent(defaults, (values) -> new RowFormat(this.proto, values));
	}

	private static MissingValueInterpretation interpretation(Field column, MissingValueInterpretation standard,
			Map<String, MissingValueInterpretation> exceptions) {
		for (Map.Entry<String, MissingValueInterpretation> exception : exceptions.entrySet()) {
			if (exception.getKey().equalsIgnoreCase(column.name())) {
				return exception.getValue();
			}
		}
		return standard;
	}

}

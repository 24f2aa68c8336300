package dev.sluice.warehouse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.google.api.services.bigquery.model.TableFieldSchema;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * A schema of the catalog brought to a wanted one, by additions and relaxations alone:
 * new columns go to the end, REQUIRED becomes NULLABLE, and whatever else the fields hold
 * stays.
 */
final class SchemaMerge {

	private boolean changed;

	/**
	 * Merges into copies of the present fields.
	 */
	List<TableFieldSchema> merge(@Nullable List<TableFieldSchema> present, List<Column> wanted) {
		List<TableFieldSchema> merged = new ArrayList<>();
		if (present != null) {
			present.forEach((field) -> merged.add(field.clone()));
		}
		for (Column column : wanted) {
			TableFieldSchema field = find(merged, column.name());
			if (field == null) {
				merged.add(CatalogSchemas.fromColumn(column));
				this.changed = true;
			}
			else {
				mergeField(field, column);
			}
		}
		return merged;
	}

	private void mergeField(TableFieldSchema field, Column wanted) {
		if (wanted.mode() == Column.Mode.NULLABLE && "REQUIRED".equalsIgnoreCase(field.getMode())) {
			field.setMode(Column.Mode.NULLABLE.name());
			this.changed = true;
		}
		if (wanted.type() instanceof ColumnType.Struct struct && field.getFields() != null) {
			field.setFields(merge(field.getFields(), struct.columns()));
		}
	}

	private static @Nullable TableFieldSchema find(List<TableFieldSchema> fields, String name) {
		String lower = name.toLowerCase(Locale.ROOT);
		for (TableFieldSchema field : fields) {
			if (field.getName().toLowerCase(Locale.ROOT).equals(lower)) {
				return field;
			}
		}
		return null;
	}

	/**
	 * Whether merging has changed anything.
	 */
	boolean changed() {
		return this.changed;
	}

}

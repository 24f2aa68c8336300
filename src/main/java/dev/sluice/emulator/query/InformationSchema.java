package dev.sluice.emulator.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.catalog.Catalog;
import dev.sluice.emulator.catalog.Dataset;
import dev.sluice.emulator.catalog.DatasetId;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.Table;
import dev.sluice.emulator.sql.Quoting;
import dev.sluice.emulator.sql.TypeNames;
import org.jspecify.annotations.Nullable;

/**
 * The views of {@code INFORMATION_SCHEMA}, each as a table of literals.
 */
final class InformationSchema {

	private final Catalog catalog;

	InformationSchema(Catalog catalog) {
		this.catalog = catalog;
	}

	/**
	 * Returns the view of a dataset.
	 * @throws ApiError if it is not one of those that the emulator has
	 */
	String relation(DatasetId dataset, String view) {
		this.catalog.dataset(dataset);
		return switch (view.toUpperCase(Locale.ROOT)) {
			case "TABLES" -> tables(dataset);
			case "COLUMNS" -> columns(dataset);
			case "COLUMN_FIELD_PATHS" -> fieldPaths(dataset);
			default -> throw ApiError.invalidQuery("The emulator does not support INFORMATION_SCHEMA." + view);
		};
	}

	/**
	 * Returns the view of a project's datasets.
	 */
	String schemata(String project) {
		Rows rows = new Rows("catalog_name VARCHAR", "schema_name VARCHAR", "schema_owner VARCHAR",
				"creation_time TIMESTAMPTZ", "last_modified_time TIMESTAMPTZ", "location VARCHAR");
		for (Dataset dataset : this.catalog.datasets(project)) {
			rows.add(project, dataset.id().dataset(), null, dataset.created(), dataset.modified(), dataset.location());
		}
		return rows.sql();
	}

	private String tables(DatasetId dataset) {
		Rows rows = new Rows("table_catalog VARCHAR", "table_schema VARCHAR", "table_name VARCHAR",
				"table_type VARCHAR", "is_insertable_into VARCHAR", "is_typed VARCHAR", "creation_time TIMESTAMPTZ");
		for (Table table : this.catalog.tables(dataset)) {
			boolean view = table.definition().view();
			rows.add(dataset.project(), dataset.dataset(), table.id().table(), view ? "VIEW" : "BASE TABLE",
					view ? "NO" : "YES", "NO", table.created());
		}
		return rows.sql();
	}

	private String columns(DatasetId dataset) {
		Rows rows = new Rows("table_catalog VARCHAR", "table_schema VARCHAR", "table_name VARCHAR",
				"column_name VARCHAR", "ordinal_position BIGINT", "is_nullable VARCHAR", "data_type VARCHAR",
				"is_hidden VARCHAR", "is_system_defined VARCHAR", "is_partitioning_column VARCHAR",
				"clustering_ordinal_position BIGINT", "column_default VARCHAR");
		for (Table table : this.catalog.tables(dataset)) {
			int position = 0;
			for (Field column : table.schema().fields()) {
				rows.add(dataset.project(), dataset.dataset(), table.id().table(), column.name(), ++position,
						column.required() ? "NO" : "YES", TypeNames.of(column), "NO", "NO",
						partitions(table, column) ? "YES" : "NO", clustering(table, column),
						(column.defaultValue() != null) ? column.defaultValue() : "NULL");
			}
		}
		return rows.sql();
	}

	private static boolean partitions(Table table, Field column) {
		boolean byTime = table.definition()
			.timePartitioning()
			.filter((partitioning) -> column.name().equalsIgnoreCase(partitioning.field()))
			.isPresent();
		return byTime || table.definition()
			.rangePartitioning()
			.filter((partitioning) -> column.name().equalsIgnoreCase(partitioning.field()))
			.isPresent();
	}

	private static @Nullable Integer clustering(Table table, Field column) {
		int index = table.definition().clustering().indexOf(column.name());
		return (index < 0) ? null : index + 1;
	}

	private String fieldPaths(DatasetId dataset) {
		Rows rows = new Rows("table_catalog VARCHAR", "table_schema VARCHAR", "table_name VARCHAR",
				"column_name VARCHAR", "field_path VARCHAR", "data_type VARCHAR", "description VARCHAR");
		for (Table table : this.catalog.tables(dataset)) {
			for (Field column : table.schema().fields()) {
				addPaths(rows, table, column.name(), column, column.name());
			}
		}
		return rows.sql();
	}

	private static void addPaths(Rows rows, Table table, String column, Field field, String path) {
		String description = field.other().has("description") ? field.other().get("description").getAsString() : null;
		rows.add(table.id().project(), table.id().dataset(), table.id().table(), column, path, TypeNames.of(field),
				description);
		for (Field member : field.fields()) {
			addPaths(rows, table, column, member, path + '.' + member.name());
		}
	}

	/**
	 * Rows of literals.
	 */
	private static final class Rows {

		private final String[] columns;

		private final List<String> rows = new ArrayList<>();

		private Rows(String... columns) {
			this.columns = columns;
		}

		private void add(@Nullable Object... values) {
			this.rows.add(select(values, ""));
		}

		private String select(@Nullable Object[] values, String condition) {
			List<String> row = new ArrayList<>();
			for (int i = 0; i < this.columns.length; i++) {
				int blank = this.columns[i].indexOf(' ');
				row.add("CAST(" + literal(values[i]) + " AS " + this.columns[i].substring(blank + 1) + ") AS "
						+ this.columns[i].substring(0, blank));
			}
			return "SELECT " + String.join(", ", row) + condition;
		}

		private static String literal(@Nullable Object value) {
			if (value == null) {
				return "NULL";
			}
			boolean text = value instanceof String || value instanceof Instant;
			return text ? Quoting.text(value.toString()) : value.toString();
		}

		private String sql() {
			return '(' + (this.rows.isEmpty() ? select(new Object[this.columns.length], " WHERE FALSE")
					: String.join(" UNION ALL ", this.rows)) + ')';
		}

	}

}

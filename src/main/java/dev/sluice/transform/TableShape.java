package dev.sluice.transform;

import java.util.List;

import dev.sluice.table.Column;
import org.jspecify.annotations.Nullable;

/**
 * What a format wants of the tables that its rows go to.
 *
 * @param columns columns that a table is created with besides those that its records need
 * @param dayColumn the TIMESTAMP column whose days a table is partitioned by where the
 * pipeline says nothing of partitions and clustering
 * @param clustering the columns that such a table is clustered by
 */
public record TableShape(List<Column> columns, @Nullable String dayColumn, List<String> clustering) {

	/** Tables are made of what records need. */
	public static final TableShape ANY = new TableShape(List.of(), null, List.of());

	public TableShape {
		columns = List.copyOf(columns);
		clustering = List.copyOf(clustering);
	}

}

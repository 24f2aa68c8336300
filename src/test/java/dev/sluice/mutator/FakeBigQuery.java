package dev.sluice.mutator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

import dev.sluice.table.Column;
import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;
import dev.sluice.warehouse.CatalogException;
import dev.sluice.warehouse.CatalogException.Problem;
import dev.sluice.warehouse.TableDefinition;
import dev.sluice.warehouse.TableDescription;
import dev.sluice.warehouse.TableProfile;
import dev.sluice.warehouse.Tables;
import dev.sluice.warehouse.WritePath;
import org.jspecify.annotations.Nullable;

/**
 * A catalog in memory, with a write path that sees its changes at once or only when told.
 */
public final class FakeBigQuery implements Tables, WritePath {

	final List<String> changes = new CopyOnWriteArrayList<>();

	final Set<String> datasets = ConcurrentHashMap.newKeySet();

	final Set<String> refusedColumns = new HashSet<>();

	private final Map<TableName, TableSchema> catalog = new ConcurrentHashMap<>();

	private final Map<TableName, TableSchema> writePath = new ConcurrentHashMap<>();

	volatile boolean lagging;

	public volatile @Nullable CatalogException failure;

	volatile @Nullable CatalogException writeFailure;

	volatile @Nullable TableDefinition definition;

	volatile String location = "US";

	public void has(TableName table, Column... columns) {
		this.datasets.add(table.dataset());
		change(table, new TableSchema(List.of(columns)));
	}

	@Override
	public boolean drop(TableName table) {
		boolean there = this.catalog.containsKey(table);
		this.catalog.remove(table);
		this.writePath.remove(table);
		return there;
	}

	void catchUp() {
		this.writePath.clear();
		this.writePath.putAll(this.catalog);
	}

	void writePathSees(TableName table, Column... columns) {
		this.writePath.put(table, new TableSchema(List.of(columns)));
	}

	TableSchema schemaOf(TableName table) {
		return this.catalog.getOrDefault(table, TableSchema.EMPTY);
	}

	private void change(TableName table, TableSchema schema) {
		this.catalog.put(table, schema);
		if (!this.lagging) {
			catchUp();
		}
	}

	private void mayFail() {
		CatalogException current = this.failure;
		if (current != null) {
			throw current;
		}
	}

	@Override
	public String defaultProject() {
		return "project";
	}

	@Override
	public synchronized @Nullable TableDescription describe(TableName table) {
		mayFail();
		TableSchema schema = this.catalog.get(table);
		return (schema != null) ? new TableDescription(schema, this.location, null, null) : null;
	}

	@Override
	public @Nullable TableProfile profile(TableName table) {
		throw new UnsupportedOperationException();
	}

	@Override
	public boolean hasRows(TableName table) {
		return false;
	}

	@Override
	public synchronized boolean createDataset(TableName table, String location) {
		mayFail();
		this.changes.add("dataset " + table.dataset());
		return this.datasets.add(table.dataset());
	}

	@Override
	public synchronized boolean create(TableName table, TableDefinition definition) {
		mayFail();
		if (!this.datasets.contains(table.dataset())) {
			throw new CatalogException(Problem.MISSING, "Not found: Dataset", null, null);
		}
		refuse(definition.schema());
		this.definition = definition;
		this.changes.add("table " + names(definition.schema()));
		boolean created = !this.catalog.containsKey(table);
		if (created) {
			change(table, definition.schema());
		}
		return created;
	}

	@Override
	public synchronized TableDescription alter(TableName table, UnaryOperator<TableSchema> wanted) {
		mayFail();
		TableSchema before = schemaOf(table);
		TableSchema after = wanted.apply(before);
		refuse(after);
		if (!after.equals(before)) {
			this.changes.add("columns " + names(after));
			change(table, after);
		}
		return new TableDescription(after, this.location, null, null);
	}

	private void refuse(TableSchema schema) {
		List<String> refused = names(schema).stream().filter(this.refusedColumns::contains).toList();
		if (!refused.isEmpty()) {
			throw new CatalogException(Problem.REFUSED, "Some column is not to BigQuery's taste.", null, null);
		}
	}

	private static List<String> names(TableSchema schema) {
		return new ArrayList<>(schema.columns().stream().map(Column::name).toList());
	}

	@Override
	public @Nullable TableSchema schema(TableName table) {
		CatalogException current = this.writeFailure;
		if (current != null) {
			throw current;
		}
		return this.writePath.get(table);
	}

}

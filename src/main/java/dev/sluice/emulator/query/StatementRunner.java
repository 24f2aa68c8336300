package dev.sluice.emulator.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.catalog.Catalog;
import dev.sluice.emulator.catalog.DatasetId;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.Schema;
import dev.sluice.emulator.catalog.Table;
import dev.sluice.emulator.catalog.TableDefinition;
import dev.sluice.emulator.catalog.TableId;
import dev.sluice.emulator.engine.Engine;
import dev.sluice.emulator.sql.Quoting;
import dev.sluice.emulator.sql.Statement;
import dev.sluice.emulator.sql.Statement.Cases;
import dev.sluice.emulator.sql.Statement.Existing;

/**
 * Does what a statement says.
 */
final class StatementRunner implements Cases<QueryOutcome> {

	private final Engine engine;

	private final Catalog catalog;

	private final QueryEngine queries;

	private final CatalogEnvironment environment;

	private final QueryRequest request;

	private final TableWriter writer;

	StatementRunner(Engine engine, QueryEngine queries, CatalogEnvironment environment, QueryRequest request) {
		this.engine = engine;
		this.catalog = engine.catalog();
		this.queries = queries;
		this.environment = environment;
		this.request = request;
		this.writer = new TableWriter(engine, request);
	}

	@Override
	public QueryOutcome query(Statement.Query query) {
		ResultTable result = this.queries.result(query.sql());
		TableId destination = this.request.destination();
		if (destination != null) {
			this.writer.write(result, destination);
		}
		return QueryOutcome.rows(result, destination);
	}

	@Override
	public QueryOutcome insert(Statement.Insert insert) {
		Table table = this.environment.find(this.environment.table(insert.table()));
		List<Field> columns = new ArrayList<>();
		for (String name : insert.columns()) {
			columns.add(table.schema()
				.find(name)
				.orElseThrow(() -> ApiError.invalidQuery("Column " + name + " is not present in table " + table.id())));
		}
		ResultTable rows = this.queries.result(insert.sql());
		long count = this.writer.append(rows, table, columns.isEmpty() ? table.schema().fields() : columns);
		return QueryOutcome.changed("INSERT", count, table.id());
	}

	@Override
	public QueryOutcome delete(Statement.Delete delete) {
		Table table = this.environment.find(this.environment.table(delete.table()));
		if (delete.condition() == null) {
			long count = this.engine.rows().of(table).truncate();
			return QueryOutcome.changed("TRUNCATE_TABLE", count, table.id());
		}
		List<Long> rows = numbers(table, delete.alias(), delete.condition());
		this.engine.rows().of(table).delete(rows);
		return QueryOutcome.changed("DELETE", rows.size(), table.id());
	}

	private List<Long> numbers(Table table, String alias, String condition) {
		List<Long> numbers = new ArrayList<>();
		this.queries.read("SELECT __row FROM " + this.engine.projection().relationWithPseudoColumns(table) + " AS "
				+ Quoting.identifier(alias) + " WHERE " + condition, (row) -> numbers.add(row.getLong(1)));
		return numbers;
	}

	@Override
	public QueryOutcome update(Statement.Update update) {
		Table table = this.environment.find(this.environment.table(update.table()));
		List<String> replacements = new ArrayList<>();
		for (Statement.Assignment assignment : update.assignments()) {
			if (table.schema().find(assignment.column()).isEmpty()) {
				throw ApiError.invalidQuery("Unrecognized name: " + assignment.column());
			}
			replacements.add(assignment.value() + " AS " + Quoting.identifier(assignment.column()));
		}
		String from = " FROM " + this.engine.projection().relationWithPseudoColumns(table) + " AS "
				+ Quoting.identifier(update.alias()) + " WHERE " + update.condition();
		List<Long> old = numbers(table, update.alias(), update.condition());
		ResultTable rows = this.queries.result("SELECT * EXCLUDE (" + CatalogEnvironment.ALL_PSEUDO_COLUMNS
				+ ") REPLACE (" + String.join(", ", replacements) + ')' + from);
		this.writer.replace(rows, table, old);
		return QueryOutcome.changed("UPDATE", old.size(), table.id());
	}

	@Override
	public QueryOutcome createTable(Statement.CreateTable create) {
		TableId id = this.environment.table(create.table());
		Optional<Table> existing = this.catalog.findTable(id);
		String type = (create.query() != null) ? "CREATE_TABLE_AS_SELECT" : "CREATE_TABLE";
		if (existing.isPresent() && create.existing() == Existing.KEEP) {
			return QueryOutcome.defined(type, id, "SKIP");
		}
		this.queries.checkCreation(this.environment, create);
		ResultTable rows = (create.query() != null) ? this.queries.result(create.query()) : null;
		if (existing.isPresent() && create.existing() == Existing.REPLACE) {
			this.catalog.deleteTable(id);
		}
		List<Field> columns = (create.columns().isEmpty() && rows != null) ? rows.fields() : create.columns();
		Table table = this.catalog.createTable(id, definition(create, columns));
		if (rows != null) {
			this.writer.append(rows, table, columns);
		}
		return QueryOutcome.defined(type, id, existing.isPresent() ? "REPLACE" : "CREATE");
	}

	private static TableDefinition definition(Statement.CreateTable create, List<Field> columns) {
		JsonObject resource = new JsonObject();
		resource.add("schema", new Schema(columns).json());
		if (create.partition() != null) {
			JsonObject partitioning = new JsonObject();
			partitioning.addProperty("type", create.partition().unit());
			if (create.partition().column() != null) {
				partitioning.addProperty("field", create.partition().column());
			}
			resource.add("timePartitioning", partitioning);
		}
		if (!create.clustering().isEmpty()) {
			JsonArray fields = new JsonArray();
			create.clustering().forEach(fields::add);
			JsonObject clustering = new JsonObject();
			clustering.add("fields", fields);
			resource.add("clustering", clustering);
		}
		return TableDefinition.parse(resource);
	}

	@Override
	public QueryOutcome addColumns(Statement.AddColumns add) {
		TableId id = this.environment.table(add.table());
		if (add.ifExists() && this.catalog.findTable(id).isEmpty()) {
			return QueryOutcome.defined("ALTER_TABLE", id, "SKIP");
		}
		this.environment.find(id);
		this.catalog.changeTable(id, null, (old) -> {
			List<Field> columns = new ArrayList<>(old.schema().fields());
			for (Field column : add.columns()) {
				boolean exists = old.schema().find(column.name()).isPresent();
				if (exists && !add.ifNotExists()) {
					throw ApiError.invalidQuery("Column already exists: " + column.name());
				}
				if (!exists) {
					columns.add(column);
				}
			}
			return old.with(new Schema(columns));
		});
		return QueryOutcome.defined("ALTER_TABLE", id, "ALTER");
	}

	@Override
	public QueryOutcome dropTable(Statement.DropTable drop) {
		TableId id = this.environment.table(drop.table());
		if (drop.ifExists() && this.catalog.findTable(id).isEmpty()) {
			return QueryOutcome.defined("DROP_TABLE", id, "SKIP");
		}
		this.environment.find(id);
		this.catalog.deleteTable(id);
		return QueryOutcome.defined("DROP_TABLE", id, "DROP");
	}

	@Override
	public QueryOutcome createSchema(Statement.CreateSchema create) {
		this.queries.checkCreation(this.environment, create);
		DatasetId id = this.environment.dataset(create.dataset());
		if (create.ifNotExists() && this.catalog.findDataset(id).isPresent()) {
			return QueryOutcome.defined("CREATE_SCHEMA", null, "SKIP");
		}
		this.catalog.createDataset(id, new JsonObject());
		return QueryOutcome.defined("CREATE_SCHEMA", null, "CREATE");
	}

	@Override
	public QueryOutcome dropSchema(Statement.DropSchema drop) {
		DatasetId id = this.environment.dataset(drop.dataset());
		if (drop.ifExists() && this.catalog.findDataset(id).isEmpty()) {
			return QueryOutcome.defined("DROP_SCHEMA", null, "SKIP");
		}
		this.catalog.deleteDataset(id, drop.cascade());
		return QueryOutcome.defined("DROP_SCHEMA", null, "DROP");
	}

}

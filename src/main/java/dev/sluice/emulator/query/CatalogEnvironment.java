package dev.sluice.emulator.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.google.gson.JsonObject;
import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.catalog.DatasetId;
import dev.sluice.emulator.catalog.Table;
import dev.sluice.emulator.catalog.TableId;
import dev.sluice.emulator.engine.Engine;
import dev.sluice.emulator.sql.Environment;
import dev.sluice.emulator.sql.GoogleSql;
import dev.sluice.emulator.sql.Quoting;
import dev.sluice.emulator.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the catalog and the parameters of one request, as a statement sees them.
 */
final class CatalogEnvironment implements Environment {

	private static final String INFORMATION_SCHEMA = "INFORMATION_SCHEMA";

	private static final int MAX_VIEW_DEPTH = 16;

	private static final String OWN_COLUMNS = "__row, __request, __partition, __change, __sequence";

	/** What a table in DuckDB has besides its own columns. */
	static final String ALL_PSEUDO_COLUMNS = OWN_COLUMNS + ", _PARTITIONTIME, _PARTITIONDATE";

	private final Engine engine;

	private final QueryRequest request;

	private final Parameters parameters;

	private final Instant now;

	private int viewDepth;

	CatalogEnvironment(Engine engine, QueryRequest request) {
		this.engine = engine;
		this.request = request;
		this.parameters = new Parameters(request.parameters());
		this.now = engine.clock().instant();
	}

	@Override
	public Instant now() {
		return this.now;
	}

	@Override
	public @Nullable String parameter(String name) {
		return this.parameters.named(name);
	}

	@Override
	public @Nullable String parameter(int index) {
		return this.parameters.positional(index);
	}

	@Override
	public String relation(List<String> path, boolean pseudoColumns) {
		int schema = path.stream().map((part) -> part.toUpperCase(Locale.ROOT)).toList().indexOf(INFORMATION_SCHEMA);
		if (schema >= 0 && schema == path.size() - 2) {
			return informationSchema(path.subList(0, schema), path.get(schema + 1));
		}
		TableId id = table(path);
		if (id.table().endsWith("*")) {
			return wildcard(id, pseudoColumns);
		}
		Table table = find(id);
		this.engine.permissions().check("bigquery.tables.getData", "Table", id);
		return table.definition().view() ? view(table) : rows(table, pseudoColumns);
	}

	private String rows(Table table, boolean pseudoColumns) {
		boolean byIngestion = table.definition()
			.timePartitioning()
			.filter((partitioning) -> partitioning.field() == null)
			.isPresent();
		return (pseudoColumns && byIngestion)
				? "(SELECT * EXCLUDE (" + OWN_COLUMNS + ") FROM "
						+ this.engine.projection().relationWithPseudoColumns(table) + ')'
				: this.engine.projection().relation(table);
	}

	private String view(Table view) {
		JsonObject definition = view.definition().json().getAsJsonObject("view");
		if (definition == null || (definition.has("useLegacySql") && definition.get("useLegacySql").getAsBoolean())) {
			throw ApiError.invalidQuery("The emulator does not support views in legacy SQL and materialized views");
		}
		if (++this.viewDepth > MAX_VIEW_DEPTH) {
			throw ApiError.invalidQuery("The maximum depth of nested views, " + MAX_VIEW_DEPTH + ", is exceeded");
		}
		Statement statement = GoogleSql.translate(definition.get("query").getAsString(), this);
		this.viewDepth--;
		if (statement instanceof Statement.Query query) {
			return '(' + query.sql() + ')';
		}
		throw ApiError.invalidQuery("The view " + view.id() + " is not a query");
	}

	private String wildcard(TableId pattern, boolean pseudoColumns) {
		String prefix = pattern.table().substring(0, pattern.table().length() - 1);
		List<String> parts = new ArrayList<>();
		for (Table table : this.engine.catalog().tables(pattern.inDataset())) {
			String name = table.id().table();
			if (name.startsWith(prefix)) {
				parts
					.add("SELECT *"
							+ (pseudoColumns
									? ", " + Quoting.text(name.substring(prefix.length())) + " AS _TABLE_SUFFIX" : "")
							+ " FROM " + rows(table, pseudoColumns));
			}
		}
		if (parts.isEmpty()) {
			throw ApiError.notFound(pattern + " does not match any table.");
		}
		return '(' + String.join(" UNION ALL BY NAME ", parts) + ')';
	}

	private String informationSchema(List<String> path, String view) {
		InformationSchema schema = new InformationSchema(this.engine.catalog());
		if (view.equalsIgnoreCase("SCHEMATA")) {
			boolean project = !path.isEmpty() && !path.get(0).startsWith("region-");
			return schema.schemata(project ? path.get(0) : this.request.project());
		}
		DatasetId dataset = path.isEmpty() ? defaultDataset(view) : dataset(path);
		return schema.relation(dataset, view);
	}

	/**
	 * Returns the dataset of a path of one or two parts.
	 */
	DatasetId dataset(List<String> path) {
		return (path.size() == 1) ? new DatasetId(this.request.project(), path.get(0))
				: new DatasetId(path.get(0), path.get(path.size() - 1));
	}

	/**
	 * Returns the table of a path of one to three parts.
	 * @throws ApiError if a dataset is missing
	 */
	TableId table(List<String> path) {
		String name = path.get(path.size() - 1);
		return switch (path.size()) {
			case 1 -> defaultDataset(name).table(name);
			case 2, 3 -> dataset(path.subList(0, path.size() - 1)).table(name);
			default -> throw ApiError.invalidQuery("Invalid table name: " + String.join(".", path));
		};
	}

	/**
	 * Returns a table.
	 * @throws ApiError in the words of a query if there is none
	 */
	Table find(TableId id) {
		DatasetId dataset = id.inDataset();
		String location = this.engine.catalog()
			.findDataset(dataset)
			.orElseThrow(() -> ApiError
				.notFound("Not found: Dataset " + dataset + " was not found in location " + this.engine.location()))
			.location();
		return this.engine.catalog()
			.findTable(id)
			.orElseThrow(() -> ApiError.notFound("Not found: Table " + id + " was not found in location " + location));
	}

	private DatasetId defaultDataset(String name) {
		DatasetId dataset = this.request.defaultDataset();
		if (dataset == null) {
			throw ApiError.invalid("Table \"" + name + "\" must be qualified with a dataset (e.g. dataset.table).");
		}
		return dataset;
	}

}

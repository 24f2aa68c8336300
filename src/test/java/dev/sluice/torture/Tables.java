package dev.sluice.torture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

import com.google.cloud.NoCredentials;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQuery.TableDataListOption;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.cloud.bigquery.DatasetId;
import com.google.cloud.bigquery.DatasetInfo;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FieldValueList;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.Table;
import com.google.cloud.bigquery.TableId;
import dev.sluice.record.SourcePosition;

/**
 * The tables that rows go to, as Google's own client sees them.
 */
final class Tables {

	static final String PROJECT = "torture";

	static final String DATASET = "shop";

	private static final long PAGE = 10_000;

	private final BigQuery bigQuery;

	Tables(int port) {
		this.bigQuery = BigQueryOptions.newBuilder()
			.setHost("http://localhost:" + port)
			.setProjectId(PROJECT)
			.setCredentials(NoCredentials.getInstance())
			.build()
			.getService();
	}

	void createDataset() {
		this.bigQuery.create(DatasetInfo.of(DATASET));
	}

	/** The names of the tables that there are. */
	List<String> names() {
		return StreamSupport.stream(this.bigQuery.listTables(DatasetId.of(DATASET)).iterateAll().spliterator(), false)
			.map((table) -> table.getTableId().getTable())
			.sorted()
			.toList();
	}

	/** The names of all columns of all tables. */
	Set<String> columns() {
		Set<String> columns = new TreeSet<>();
		names().forEach((name) -> schema(name).getFields().stream().map(Field::getName).forEach(columns::add));
		return columns;
	}

	/** The rows of all tables. */
	Map<SourcePosition, List<Content>> rows() {
		Map<SourcePosition, List<Content>> rows = new HashMap<>();
		for (String name : names()) {
			rows(name).forEach((position, some) -> rows.merge(position, some, (before, more) -> {
				List<Content> both = new ArrayList<>(before);
				both.addAll(more);
				return both;
			}));
		}
		return rows;
	}

	/** The rows of a table. */
	Map<SourcePosition, List<Content>> rows(String table) {
		Schema schema = schema(table);
		try {
			return rows(table, schema);
		}
		catch (IllegalArgumentException ex) {
			if (schema(table).equals(schema)) {
				throw ex;
			}
			// A column has been added while rows were read.
			return rows(table);
		}
	}

	private Map<SourcePosition, List<Content>> rows(String table, Schema schema) {
		Map<SourcePosition, List<Content>> rows = new HashMap<>();
		for (FieldValueList row : this.bigQuery
			.listTableData(TableId.of(DATASET, table), schema, TableDataListOption.pageSize(PAGE))
			.iterateAll()) {
			SourcePosition position = new SourcePosition(row.get("source_topic").getStringValue(),
					(int) row.get("source_partition").getLongValue(), row.get("source_offset").getLongValue());
			Content content = new Content(row.get("seed").getLongValue(), (int) row.get("part").getLongValue(),
					row.get("n").getLongValue());
			rows.computeIfAbsent(position, (key) -> new ArrayList<>(1)).add(content);
		}
		return rows;
	}

	private Schema schema(String name) {
		Table table = this.bigQuery.getTable(TableId.of(DATASET, name));
		Schema schema = (table != null) ? table.getDefinition().getSchema() : null;
		if (schema == null) {
			throw new IllegalStateException("there is no table " + name);
		}
		return schema;
	}

	/** Drops a table; returns whether there was one. */
	boolean drop(String table) {
		return this.bigQuery.delete(TableId.of(DATASET, table));
	}

}

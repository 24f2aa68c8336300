package dev.sluice.warehouse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.Dataset;
import com.google.cloud.bigquery.DatasetId;
import com.google.cloud.bigquery.FieldValueList;
import com.google.cloud.bigquery.JobException;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.QueryParameterValue;
import com.google.cloud.bigquery.Table;
import dev.sluice.table.TableName;
import dev.sluice.table.TableNames;
import dev.sluice.warehouse.CatalogException.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Positions by one query for all tables of a pipeline.
 * <p>
 * BigQuery bills the bytes of the columns that a query reads, all rows of the table or of
 * the clusters that may match, so that many queries for small ranges would cost as much
 * each as one for all. The answer is small in turn: BigQuery counts the rows of each
 * position and packs {@link PositionBlock#SPAN} positions into one row of the answer.
 */
final class QueriedRowPositions implements RowPositions {

	private static final String SELECT_ROWS = """
			SELECT IF(%1$s IS NULL OR %2$s IS NULL, NULL, %3$s) AS topic, %1$s AS part, %2$s AS position
			FROM `%4$s.%5$s.%6$s`
			WHERE (%7$s%2$s >= @from AND %2$s < @to) OR %1$s IS NULL OR %2$s IS NULL""";

	private static final String SELECT_BLOCKS = """
			WITH positions AS (%1$s),
			counted AS (SELECT topic, part, position, COUNT(*) AS n FROM positions GROUP BY topic, part, position)
			SELECT topic, part, DIV(position, %2$d) AS block, BIT_OR(1 << MOD(position, %2$d)) AS present,
			STRING_AGG(IF(n > 1, CONCAT(CAST(MOD(position, %2$d) AS STRING), ':', CAST(n AS STRING)), NULL)) AS several,
			SUM(n) AS row_count
			FROM counted GROUP BY topic, part, block ORDER BY topic, part, block""";

	/** Some megabytes of the client's objects. */
	private static final long BLOCKS_PER_PAGE = 10_000;

	private final BigQuery bigQuery;

	QueriedRowPositions(BigQuery bigQuery) {
		this.bigQuery = bigQuery;
	}

	@Override
	public List<TableName> tables(TableNames names) {
		List<TableName> found = new ArrayList<>();
		for (String dataset : datasets(names)) {
			DatasetId id = DatasetId.of(names.project(), dataset);
			Iterable<Table> tables = ask("bigquery.tables.list", () -> this.bigQuery.listTables(id).iterateAll());
			tables.forEach((table) -> {
				if (names.table().matches(table.getTableId().getTable())) {
					found.add(new TableName(names.project(), dataset, table.getTableId().getTable()));
				}
			});
		}
		return found;
	}

	private List<String> datasets(TableNames names) {
		String only = names.dataset().only();
		if (only != null) {
			return List.of(only);
		}
		Iterable<Dataset> all = ask("bigquery.datasets.get",
				() -> this.bigQuery.listDatasets(names.project()).iterateAll());
		List<String> found = new ArrayList<>();
		all.forEach((dataset) -> found.add(dataset.getDatasetId().getDataset()));
		found.removeIf((dataset) -> !names.dataset().matches(dataset));
		return found;
	}

	@Override
	public Iterator<PositionBlock> read(List<Source> sources, long from, long to) {
		Iterator<FieldValueList> rows = ask("bigquery.jobs.create", () -> run(query(sources, from, to)));
		return new Iterator<>() {

			@Override
			public boolean hasNext() {
				return ask("bigquery.tables.getData", rows::hasNext);
			}

			@Override
			public PositionBlock next() {
				return block(ask("bigquery.tables.getData", rows::next));
			}

		};
	}

	private static QueryJobConfiguration query(List<Source> sources, long from, long to) {
		List<String> selects = new ArrayList<>();
		Map<String, QueryParameterValue> parameters = new HashMap<>();
		parameters.put("from", QueryParameterValue.int64(from));
		parameters.put("to", QueryParameterValue.int64(to));
		for (Source source : sources) {
			String topics = "topics" + selects.size();
			selects.add(select(source, topics));
			parameters.put(topics, QueryParameterValue.array(source.topics().toArray(String[]::new), String.class));
		}
		String rows = String.join("\nUNION ALL\n", selects);
		return QueryJobConfiguration.newBuilder(SELECT_BLOCKS.formatted(rows, PositionBlock.SPAN))
			.setNamedParameters(parameters)
			.setUseQueryCache(false)
			.setMaxResults(BLOCKS_PER_PAGE)
			.build();
	}

	private static String select(Source source, String parameter) {
		TableName table = source.table();
		StoredPositions.Columns columns = source.columns();
		String topic = (columns.topic() != null) ? quoted(columns.topic()) : null;
		return SELECT_ROWS.formatted(quoted(columns.partition()), quoted(columns.offset()),
				(topic != null) ? topic : "@" + parameter + "[OFFSET(0)]", table.project(), table.dataset(),
				table.table(), (topic != null) ? topic + " IN UNNEST(@" + parameter + ") AND " : "");
	}

	private static String quoted(String column) {
		return "`" + column + "`";
	}

	private Iterator<FieldValueList> run(QueryJobConfiguration query) {
		try {
			return this.bigQuery.query(query).iterateAll().iterator();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CatalogException(Problem.OUTAGE, "interrupted", null, ex);
		}
	}

	private static PositionBlock block(FieldValueList row) {
		if (row.get("topic").isNull()) {
			return PositionBlock.nowhere(row.get("row_count").getLongValue());
		}
		@Nullable String several = row.get("several").isNull() ? null : row.get("several").getStringValue();
		return PositionBlock.of(row.get("topic").getStringValue(), row.get("part").getLongValue(),
				row.get("block").getLongValue(), row.get("present").getLongValue(), several);
	}

	private static <T> T ask(String permission, Supplier<T> call) {
		try {
			return call.get();
		}
		catch (BigQueryException ex) {
			throw CatalogFailures.toException(ex, permission);
		}
		catch (JobException ex) {
			throw new CatalogException(Problem.REFUSED, String.valueOf(ex.getMessage()), null, ex);
		}
	}

}

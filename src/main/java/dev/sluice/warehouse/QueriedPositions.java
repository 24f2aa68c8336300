package dev.sluice.warehouse;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.QueryParameterValue;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.CatalogException.Problem;

/**
 * Looks for positions by queries, off the callers' threads.
 */
final class QueriedPositions implements StoredPositions {

	private static final String PERMISSION = "bigquery.jobs.create";

	private final BigQuery bigQuery;

	private final Executor executor;

	QueriedPositions(BigQuery bigQuery, Executor executor) {
		this.bigQuery = bigQuery;
		this.executor = executor;
	}

	@Override
	public CompletionStage<Boolean> any(TableName table, Columns columns, Range range) {
		return CompletableFuture.supplyAsync(() -> count(query(table, columns, range)) > 0, this.executor);
	}

	private static QueryJobConfiguration query(TableName table, Columns columns, Range range) {
		String byTopic = (columns.topic() != null) ? " AND `%s` = @topic".formatted(columns.topic()) : "";
		QueryJobConfiguration.Builder query = QueryJobConfiguration
			.newBuilder("SELECT COUNT(*) FROM `%s.%s.%s` WHERE `%s` = @partition AND `%s` >= @from AND `%s` < @to%s"
				.formatted(table.project(), table.dataset(), table.table(), columns.partition(), columns.offset(),
						columns.offset(), byTopic))
			.setUseQueryCache(false)
			.addNamedParameter("partition", QueryParameterValue.int64(range.partition()))
			.addNamedParameter("from", QueryParameterValue.int64(range.from()))
			.addNamedParameter("to", QueryParameterValue.int64(range.to()));
		if (columns.topic() != null) {
			query.addNamedParameter("topic", QueryParameterValue.string(range.topic()));
		}
		return query.build();
	}

	private long count(QueryJobConfiguration query) {
		try {
			return this.bigQuery.query(query).getValues().iterator().next().get(0).getLongValue();
		}
		catch (BigQueryException ex) {
			CatalogException failure = CatalogFailures.toException(ex, PERMISSION);
			if (failure.problem() == Problem.MISSING) {
				return 0;
			}
			throw failure;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CatalogException(Problem.OUTAGE, "interrupted", null, ex);
		}
	}

}

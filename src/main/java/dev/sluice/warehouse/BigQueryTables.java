package dev.sluice.warehouse;

import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import com.google.api.services.bigquery.model.Clustering;
import com.google.api.services.bigquery.model.Dataset;
import com.google.api.services.bigquery.model.DatasetReference;
import com.google.api.services.bigquery.model.Table;
import com.google.api.services.bigquery.model.TableFieldSchema;
import com.google.api.services.bigquery.model.TableReference;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.spi.v2.BigQueryRpc;
import com.google.cloud.bigquery.spi.v2.HttpBigQueryRpc;
import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;
import dev.sluice.warehouse.CatalogException.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The catalog over REST, by the host, transport and credentials of the application's
 * {@link BigQuery}.
 * <p>
 * Works on the wire's own model rather than on {@code com.google.cloud.bigquery.Schema}:
 * an update replaces all of a table's fields, and the latter forgets what it does not
 * know of them, such as rounding modes and data policies.
 */
final class BigQueryTables implements Tables {

	private final BigQueryRpc rpc;

	private final String defaultProject;

	private final InstantSource time;

	BigQueryTables(BigQuery bigQuery, InstantSource time) {
		this.defaultProject = bigQuery.getOptions().getProjectId();
		this.rpc = new HttpBigQueryRpc(bigQuery.getOptions());
		this.time = time;
	}

	@Override
	public String defaultProject() {
		return this.defaultProject;
	}

	@Override
	public @Nullable TableDescription describe(TableName table) {
		Table found = find(table);
		return (found != null) ? describe(found) : null;
	}

	private @Nullable Table find(TableName table) {
		return ask("bigquery.tables.get",
				() -> this.rpc.getTable(table.project(), table.dataset(), table.table(), Map.of()));
	}

	@Override
	public @Nullable TableProfile profile(TableName table) {
		Table found = find(table);
		if (found == null) {
			return null;
		}
		Clustering clustering = found.getClustering();
		return new TableProfile(describe(found), found.getDescription(),
				(clustering != null) ? clustering.getFields() : List.of(),
				Boolean.TRUE.equals(found.getRequirePartitionFilter()), instant(found.getCreationTime()),
				instant(found.getExpirationTime()), rows(found), found.getNumBytes());
	}

	/** BigQuery counts what was streamed just now apart, and about. */
	private static @Nullable Long rows(Table table) {
		BigInteger counted = table.getNumRows();
		BigInteger streamed = (table.getStreamingBuffer() != null) ? table.getStreamingBuffer().getEstimatedRows()
				: null;
		return (counted != null) ? counted.add((streamed != null) ? streamed : BigInteger.ZERO).longValue() : null;
	}

	private static @Nullable Instant instant(@Nullable Long millis) {
		return (millis != null) ? Instant.ofEpochMilli(millis) : null;
	}

	@Override
	public boolean drop(TableName table) {
		return ask("bigquery.tables.delete",
				() -> this.rpc.deleteTable(table.project(), table.dataset(), table.table()));
	}

	@Override
	public boolean hasRows(TableName table) {
		Table found = find(table);
		BigInteger rows = (found != null) ? found.getNumRows() : null;
		return found != null && ((rows != null && rows.signum() > 0) || found.getStreamingBuffer() != null);
	}

	private static TableDescription describe(Table table) {
		return new TableDescription(CatalogSchemas.toSchema(table.getSchema()), table.getLocation(),
				Partitionings.of(table), table.getEtag());
	}

	@Override
	public boolean createDataset(TableName table, String location) {
		DatasetReference reference = new DatasetReference().setProjectId(table.project()).setDatasetId(table.dataset());
		Dataset dataset = new Dataset().setDatasetReference(reference).setLocation(location);
		return create("bigquery.datasets.create", () -> this.rpc.create(dataset, Map.of()));
	}

	@Override
	public boolean create(TableName table, TableDefinition definition) {
		Table created = new Table().setTableReference(reference(table))
			.setSchema(CatalogSchemas.fromSchema(definition.schema()))
			.setDescription(definition.description());
		Partitionings.apply(definition, created);
		if (!definition.clustering().isEmpty()) {
			created.setClustering(new Clustering().setFields(definition.clustering()));
		}
		if (!definition.labels().isEmpty()) {
			created.setLabels(definition.labels());
		}
		if (definition.expiry() != null) {
			created.setExpirationTime(this.time.instant().plus(definition.expiry()).toEpochMilli());
		}
		return create("bigquery.tables.create", () -> this.rpc.create(created, Map.of()));
	}

	/**
	 * Creates something; that it is there already is no failure, since other instances
	 * create too.
	 */
	private static boolean create(String permission, Runnable creation) {
		try {
			creation.run();
			return true;
		}
		catch (BigQueryException ex) {
			CatalogException failure = CatalogFailures.toException(ex, permission);
			if (failure.problem() == Problem.CHANGED) {
				return false;
			}
			throw failure;
		}
	}

	@Override
	public TableDescription alter(TableName table, UnaryOperator<TableSchema> wanted) {
		Table present = find(table);
		if (present == null) {
			throw new CatalogException(Problem.MISSING, "table " + table + " is not there", null, null);
		}
		TableSchema schema = CatalogSchemas.toSchema(present.getSchema());
		SchemaMerge merge = new SchemaMerge();
		List<TableFieldSchema> fields = merge.merge(
				(present.getSchema() != null) ? present.getSchema().getFields() : null, wanted.apply(schema).columns());
		if (!merge.changed()) {
			return describe(present);
		}
		Table change = new Table().setTableReference(reference(table))
			.setEtag(present.getEtag())
			.setSchema(new com.google.api.services.bigquery.model.TableSchema().setFields(fields));
		try {
			return describe(ask("bigquery.tables.update", () -> this.rpc.patch(change, Map.of())));
		}
		catch (CatalogException ex) {
			throw (ex.problem() == Problem.REFUSED) ? refused(ex, present, find(table)) : ex;
		}
	}

	/**
	 * A refusal, or a change: a schema that was read before somebody else's change is
	 * refused for lacking that.
	 */
	private static CatalogException refused(CatalogException refusal, Table before, @Nullable Table after) {
		boolean unchanged = after != null && Objects.equals(before.getEtag(), after.getEtag());
		return unchanged ? refusal
				: new CatalogException(Problem.CHANGED, String.valueOf(refusal.getMessage()), null, refusal);
	}

	private static TableReference reference(TableName table) {
		return new TableReference().setProjectId(table.project())
			.setDatasetId(table.dataset())
			.setTableId(table.table());
	}

	private static <T extends @Nullable Object> T ask(String permission, Supplier<T> call) {
		try {
			return call.get();
		}
		catch (BigQueryException ex) {
			throw CatalogFailures.toException(ex, permission);
		}
	}

}

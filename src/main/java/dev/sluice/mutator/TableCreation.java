package dev.sluice.mutator;

import java.util.ArrayList;
import java.util.List;

import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;
import dev.sluice.warehouse.CatalogException;
import dev.sluice.warehouse.CatalogException.Problem;
import dev.sluice.warehouse.TableDefinition;
import dev.sluice.warehouse.Tables;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The creation of a table, and of its dataset.
 */
final class TableCreation {

	private static final Logger logger = LoggerFactory.getLogger(TableCreation.class);

	private final TableName table;

	private final Tables tables;

	private final TablePolicy policy;

	TableCreation(TableName table, Tables tables, TablePolicy policy) {
		this.table = table;
		this.tables = tables;
		this.policy = policy;
	}

	/**
	 * Creates the table, unless it is there by now.
	 * @param columns all of its columns
	 * @param sure those that do not come from records: if BigQuery refuses all of them
	 * together, the table gets these first
	 * @return the columns that it was created with, or {@code null} if it is there by now
	 */
	@Nullable TableSchema create(TableSchema columns, TableSchema sure) {
		try {
			return createWith(columns) ? columns : null;
		}
		catch (CatalogException ex) {
			if (ex.problem() != Problem.REFUSED || sure.columns().size() == columns.columns().size()) {
				throw ex;
			}
			return createWithout(ex, sure) ? sure : null;
		}
	}

	private boolean createWithout(CatalogException refusal, TableSchema sure) {
		try {
			return createWith(sure);
		}
		catch (CatalogException ex) {
			refusal.addSuppressed(ex);
			throw refusal;
		}
	}

	private boolean createWith(TableSchema columns) {
		TableDefinition definition = this.policy.definition(columns);
		decisiveColumnsAreThere(definition);
		try {
			return created(definition);
		}
		catch (CatalogException ex) {
			if (ex.problem() != Problem.MISSING) {
				throw ex;
			}
			createDataset();
			return createInNewDataset(definition);
		}
	}

	private boolean created(TableDefinition definition) {
		boolean created = this.tables.create(this.table, definition);
		report(created, "table has been created");
		return created;
	}

	private boolean createInNewDataset(TableDefinition definition) {
		try {
			return created(definition);
		}
		catch (CatalogException ex) {
			throw (ex.problem() != Problem.MISSING) ? ex : new CatalogException(Problem.OUTAGE,
					"the dataset has been created, but the catalog has not got it yet", null, ex);
		}
	}

	private void createDataset() {
		if (!this.policy.createsDatasets()) {
			throw new CatalogException(Problem.REFUSED,
					"the dataset " + this.table.dataset()
							+ " is not there, and create.dataset is 'never': create it, or set 'if-needed'",
					null, null);
		}
		report(this.tables.createDataset(this.table, this.policy.create().location()), "dataset has been created");
	}

	private void decisiveColumnsAreThere(TableDefinition definition) {
		List<String> decisive = new ArrayList<>(definition.clustering());
		if (definition.partitioning() != null && definition.partitioning().column() != null) {
			decisive.add(definition.partitioning().column());
		}
		for (String column : decisive) {
			if (definition.schema().find(column) == null) {
				throw new CatalogException(Problem.REFUSED,
						"the table shall be partitioned or clustered by '" + column
								+ "', which no record has had so far: give its type in the pipeline's schema",
						null, null);
			}
		}
	}

	private void report(boolean created, String message) {
		if (created) {
			logger.atInfo().addKeyValue("table", this.table).log(message);
		}
	}

}

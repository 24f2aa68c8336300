package dev.sluice.mutator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import dev.sluice.mutator.TableFacts.Presence;
import dev.sluice.record.Reason;
import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;
import dev.sluice.warehouse.CatalogException;
import dev.sluice.warehouse.CatalogException.Problem;
import dev.sluice.warehouse.TableDescription;
import dev.sluice.warehouse.Tables;
import dev.sluice.warehouse.WritePath;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rounds over one table: a look at it and, if needed, changes. They block, one at a time,
 * and decide on nothing that takes waiting: that is for {@link SharedTable}.
 */
final class TableRound {

	private static final Logger logger = LoggerFactory.getLogger(TableRound.class);

	/**
	 * How often in a row the write path may refuse access before that is believed: it
	 * does so for tables that it does not know yet, too.
	 */
	private static final int DENIALS = 3;

	private final TableName table;

	private final Tables tables;

	private final WritePath writePath;

	private final TableClocks clocks;

	private final InstantSource time;

	private final UpdateBudget budget = new UpdateBudget();

	private final ChangeNotes notes;

	private final ColumnEvolution evolution;

	private TableFacts facts;

	private Duration again = Duration.ZERO;

	private int failures;

	private int denials;

	private long changes;

	TableRound(TableFacts facts, Tables tables, WritePath writePath, TableClocks clocks, SchemaHistory history,
			InstantSource time) {
		this.facts = facts;
		this.table = facts.layout().table();
		this.tables = tables;
		this.writePath = writePath;
		this.clocks = clocks;
		this.time = time;
		this.notes = new ChangeNotes(this.table, history, time);
		this.evolution = new ColumnEvolution(tables, this.budget, this.notes);
	}

	/**
	 * Asks the catalog and the write path, creates the table and adds columns if needed.
	 * @param additions the columns that rows need
	 * @param creator what to create a missing table by; {@code null} not to create it
	 * @param doubted whether the write path may have lost the table
	 */
	Result prepare(ColumnAdditions additions, @Nullable TablePolicy creator, boolean doubted) {
		return attempt(() -> {
			TableDescription found = this.tables.describe(this.table);
			if (found == null && creator != null) {
				found = create(additions, creator);
			}
			if (found == null) {
				this.failures++;
				this.facts = this.facts.absent(now().plus(this.clocks.setup().delay(this.failures)));
				return;
			}
			this.facts = this.facts.inCatalog(found, now());
			evolve(additions);
			look(doubted);
			this.failures = 0;
		});
	}

	/**
	 * Asks the write path only.
	 */
	Result look() {
		return attempt(() -> {
			look(false);
			this.failures = 0;
		});
	}

	private Result attempt(Runnable steps) {
		this.again = Duration.ZERO;
		this.facts = this.facts.troubled(null);
		try {
			steps.run();
		}
		catch (CatalogException ex) {
			this.failures++;
			Trouble trouble = this.clocks.trouble(ex, this.failures, now());
			this.facts = this.facts.troubled(trouble);
			logger.atWarn()
				.addKeyValue("table", this.table)
				.addKeyValue("cause", trouble.cause())
				.addKeyValue("until", trouble.until())
				.log("table cannot be prepared");
		}
		return new Result(this.facts, this.again, this.changes);
	}

	private @Nullable TableDescription create(ColumnAdditions additions, TablePolicy policy) {
		TableSchema known = MissingColumn.additions(this.facts.catalog().schema()).applyTo(policy.columns());
		TableSchema columns = additions.applyTo(known);
		if (columns.columns().isEmpty()) {
			return null;
		}
		this.again = this.budget.take(now());
		if (!this.again.isZero()) {
			return null;
		}
		TableSchema withThese = new TableCreation(this.table, this.tables, policy).create(columns, known);
		if (withThese != null) {
			this.notes.created(withThese, additions);
		}
		this.changes++;
		TableDescription created = this.tables.describe(this.table);
		if (created == null) {
			throw new CatalogException(Problem.OUTAGE, "the table has been created, but the catalog has not got it yet",
					null, null);
		}
		return created;
	}

	private void evolve(ColumnAdditions additions) {
		this.evolution.want(withRoom(MissingColumn.of(additions, this.facts.catalog().schema())));
		ColumnEvolution.Outcome outcome = this.evolution.run(this.time,
				(column, message) -> refuse(column, Reason.COLUMN_REFUSED, "BigQuery refuses the column: " + message));
		this.again = outcome.pause();
		TableDescription after = outcome.after();
		if (after != null && !after.schema().equals(this.facts.catalog().schema())) {
			this.changes += outcome.changes();
			this.facts = this.facts.inCatalog(after, now());
			logger.atInfo().addKeyValue("table", this.table).log("columns have been added or relaxed");
		}
		if (outcome.pause().isZero()) {
			refuseWhatIsStillMissing(additions);
		}
	}

	private List<MissingColumn> withRoom(List<MissingColumn> columns) {
		List<MissingColumn> fitting = new ArrayList<>();
		TableSchema schema = this.facts.catalog().schema();
		for (MissingColumn column : columns) {
			if (isRefused(column)) {
				continue;
			}
			if (schema.hasRoomFor(column.parent(), column.column())) {
				fitting.add(column);
				schema = MissingColumn.additions(List.of(column)).applyTo(schema);
			}
			else {
				refuse(column, Reason.TOO_MANY_COLUMNS, "the table has no room for another column");
			}
		}
		return fitting;
	}

	private boolean isRefused(MissingColumn column) {
		Refusal refusal = this.facts.refusals().get(column.key());
		return refusal != null && now().isBefore(refusal.until());
	}

	private void refuseWhatIsStillMissing(ColumnAdditions additions) {
		for (MissingColumn column : MissingColumn.of(additions, this.facts.catalog().schema())) {
			if (!isRefused(column)) {
				refuse(column, Reason.COLUMN_REFUSED,
						"the table has something else in the place of this column, or of the struct around it");
			}
		}
	}

	private void refuse(MissingColumn column, Reason reason, String message) {
		boolean first = this.facts.refusals().values().stream().noneMatch((refusal) -> refusal.reason() == reason);
		this.facts = this.facts.refused(column,
				new Refusal(reason, message, now().plus(this.clocks.columnsFull().delay(1))));
		(first ? logger.atWarn() : logger.atDebug()).addKeyValue("table", this.table)
			.addKeyValue("column", column.path())
			.addKeyValue("reason", reason.code())
			.log("column is not added");
	}

	private void look(boolean doubted) {
		TableSchema seen;
		try {
			seen = this.writePath.schema(this.table);
			this.denials = 0;
		}
		catch (CatalogException ex) {
			if (this.facts.presence() == Presence.READY && !doubted && ex.problem() != Problem.DENIED) {
				return;
			}
			if (ex.problem() != Problem.DENIED || ++this.denials >= DENIALS) {
				throw ex;
			}
			seen = null;
		}
		if (seen != null) {
			this.facts = this.facts.inWritePath(seen, now());
		}
		else if (doubted || this.facts.presence() != Presence.READY) {
			this.facts = this.facts.notInWritePath();
		}
	}

	private Instant now() {
		return this.time.instant();
	}

	/**
	 * What a round has found.
	 *
	 * @param facts what is known now
	 * @param again how long to wait before the rest can be done; zero if all is done
	 * @param changes how often the table has been created or changed so far
	 */
	record Result(TableFacts facts, Duration again, long changes) {

	}

}

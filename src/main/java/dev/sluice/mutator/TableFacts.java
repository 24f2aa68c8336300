package dev.sluice.mutator;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.sluice.table.RowLayout;
import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;
import dev.sluice.warehouse.TableDescription;
import org.jspecify.annotations.Nullable;

/**
 * What the process knows of a table. Immutable.
 *
 * @param presence how far it is there
 * @param layout what the write path is known to accept, or was before the table went
 * away; fields go on from there if it comes again
 * @param catalog what the catalog knows
 * @param location where BigQuery keeps it
 * @param awaited since when the catalog has columns that the write path does not see
 * @param refusals columns that the table does not take
 * @param trouble what keeps it from being prepared
 * @param lookAgain when it is worth while to look again for a table that is not there
 */
record TableFacts(Presence presence, RowLayout layout, RowLayout catalog, @Nullable String location,
		Map<String, Instant> awaited, Map<String, Refusal> refusals, @Nullable Trouble trouble, Instant lookAgain) {

	static TableFacts unknown(TableName table) {
		RowLayout empty = RowLayout.of(table, TableSchema.EMPTY);
		return new TableFacts(Presence.UNKNOWN, empty, empty, null, Map.of(), Map.of(), null, Instant.MIN);
	}

	/** How far a table is there. */
	enum Presence {

		/** Nothing is known. */
		UNKNOWN,

		/** The catalog does not have it. */
		ABSENT,

		/** The catalog has it, and the write path does not know it yet. */
		IN_CATALOG,

		/** Rows can be appended. */
		READY

	}

	/**
	 * Without the table.
	 */
	TableFacts absent(Instant lookAgain) {
		return new TableFacts(Presence.ABSENT, this.layout, this.catalog, null, Map.of(), Map.of(), this.trouble,
				lookAgain);
	}

	/**
	 * With the table as the catalog has it now.
	 */
	TableFacts inCatalog(TableDescription found, Instant now) {
		Presence atLeast = (this.presence == Presence.READY) ? Presence.READY : Presence.IN_CATALOG;
		return new TableFacts(atLeast, this.layout, this.layout.evolve(found.schema()), found.location(),
				awaited(this.layout.schema(), found.schema(), now), this.refusals, this.trouble, this.lookAgain);
	}

	/**
	 * With the table as the write path sees it now. A column that it has seen before, and
	 * that the catalog still has, stays: some of the write path's servers are later than
	 * others.
	 */
	TableFacts inWritePath(TableSchema seen, Instant now) {
		TableSchema wanted = this.catalog.schema();
		List<MissingColumn> stale = MissingColumn.of(this.layout.schema(), seen)
			.stream()
			.filter((column) -> wanted.find(column.path()) != null)
			.toList();
		RowLayout evolved = this.layout.evolve(MissingColumn.additions(stale).applyTo(seen));
		return new TableFacts(Presence.READY, evolved, evolved.evolve(wanted), this.location,
				awaited(evolved.schema(), wanted, now), this.refusals, this.trouble, this.lookAgain);
	}

	private Map<String, Instant> awaited(TableSchema seen, TableSchema wanted, Instant now) {
		Map<String, Instant> since = new HashMap<>();
		MissingColumn.of(wanted, seen)
			.forEach((column) -> since.put(column.key(), this.awaited.getOrDefault(column.key(), now)));
		return since;
	}

	/**
	 * With a write path that does not know the table.
	 */
	TableFacts notInWritePath() {
		return new TableFacts(Presence.IN_CATALOG, this.layout, this.catalog, this.location, this.awaited,
				this.refusals, this.trouble, this.lookAgain);
	}

	TableFacts refused(MissingColumn column, Refusal refusal) {
		Map<String, Refusal> all = new HashMap<>(this.refusals);
		all.put(column.key(), refusal);
		return new TableFacts(this.presence, this.layout, this.catalog, this.location, this.awaited, all, this.trouble,
				this.lookAgain);
	}

	TableFacts troubled(@Nullable Trouble trouble) {
		return new TableFacts(this.presence, this.layout, this.catalog, this.location, this.awaited, this.refusals,
				trouble, this.lookAgain);
	}

	/**
	 * The verdict on a column that the layout lacks.
	 * @param column the column
	 * @param limit how long rows wait for the write path
	 * @param now the present time
	 * @return the verdict, or {@code null} if the column may still come
	 */
	TableState.@Nullable ColumnVerdict verdict(MissingColumn column, Duration limit, Instant now) {
		Instant since = this.awaited.get(column.key());
		if (since != null) {
			return now.isBefore(since.plus(limit)) ? null : new TableState.ColumnVerdict.Overdue();
		}
		Refusal refusal = this.refusals.get(column.key());
		return (refusal != null && now.isBefore(refusal.until())) ? refusal.verdict() : null;
	}

	/**
	 * The trouble that is not to be tried again yet.
	 */
	@Nullable Trouble standingTrouble(Instant now) {
		return (this.trouble != null && now.isBefore(this.trouble.until())) ? this.trouble : null;
	}

}

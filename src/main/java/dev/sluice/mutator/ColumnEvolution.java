package dev.sluice.mutator;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;
import dev.sluice.warehouse.CatalogException;
import dev.sluice.warehouse.CatalogException.Problem;
import dev.sluice.warehouse.TableDescription;
import dev.sluice.warehouse.Tables;
import org.jspecify.annotations.Nullable;

/**
 * Adds columns to one table. Where BigQuery refuses some of them together, finds out
 * which: those that its message names are tried apart from the others, else each half is.
 * What is left to try is kept while updates are short. Not thread-safe.
 */
final class ColumnEvolution {

	/** How often somebody else may change the table while a change is tried. */
	private static final int RIVALS = 5;

	private final TableName table;

	private final Tables tables;

	private final UpdateBudget budget;

	private final ChangeNotes notes;

	private final Deque<List<MissingColumn>> untried = new ArrayDeque<>();

	ColumnEvolution(Tables tables, UpdateBudget budget, ChangeNotes notes) {
		this.table = notes.table();
		this.tables = tables;
		this.budget = budget;
		this.notes = notes;
	}

	/**
	 * Takes columns on, unless they are being tried already.
	 */
	void want(List<MissingColumn> columns) {
		Set<String> known = new HashSet<>();
		this.untried.forEach((some) -> some.forEach((column) -> known.add(column.key())));
		List<MissingColumn> added = columns.stream().filter((column) -> !known.contains(column.key())).toList();
		if (!added.isEmpty()) {
			this.untried.addLast(added);
		}
	}

	/**
	 * Tries what is left.
	 * @param time tells the time
	 * @param refused is told of single columns that BigQuery refuses, and its words
	 * @return the outcome, if no failure stops it
	 */
	Outcome run(InstantSource time, BiConsumer<MissingColumn, String> refused) {
		TableDescription after = null;
		int changes = 0;
		while (!this.untried.isEmpty()) {
			Duration wait = this.budget.take(time.instant());
			if (!wait.isZero()) {
				return new Outcome(after, changes, wait);
			}
			List<MissingColumn> columns = this.untried.removeFirst();
			try {
				after = add(columns);
				changes++;
			}
			catch (CatalogException ex) {
				if (ex.problem() != Problem.REFUSED) {
					this.untried.clear();
					throw ex;
				}
				apart(columns, String.valueOf(ex.getMessage()), refused);
			}
		}
		return new Outcome(after, changes, Duration.ZERO);
	}

	private TableDescription add(List<MissingColumn> columns) {
		for (int rivals = 0;; rivals++) {
			try {
				return addNow(MissingColumn.additions(columns));
			}
			catch (CatalogException ex) {
				if (ex.problem() != Problem.CHANGED || rivals == RIVALS) {
					throw ex;
				}
			}
		}
	}

	private TableDescription addNow(ColumnAdditions additions) {
		AtomicReference<TableSchema> before = new AtomicReference<>(TableSchema.EMPTY);
		TableDescription after = this.tables.alter(this.table, (present) -> {
			before.set(present);
			return additions.applyTo(present);
		});
		TableSchema present = Objects.requireNonNull(before.get());
		this.notes.changed(MissingColumn.of(additions, present), present, after.schema());
		return after;
	}

	private void apart(List<MissingColumn> columns, String message, BiConsumer<MissingColumn, String> refused) {
		if (columns.size() == 1) {
			refused.accept(columns.get(0), message);
			return;
		}
		List<MissingColumn> named = new ArrayList<>();
		List<MissingColumn> others = new ArrayList<>();
		Set<String> words = new HashSet<>(List.of(message.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{M}\\p{N}_]+")));
		columns.forEach((column) -> (words.contains(lastName(column)) ? named : others).add(column));
		if (named.isEmpty() || others.isEmpty()) {
			int half = columns.size() / 2;
			this.untried.addFirst(columns.subList(half, columns.size()));
			this.untried.addFirst(columns.subList(0, half));
		}
		else {
			this.untried.addFirst(named);
			this.untried.addFirst(others);
		}
	}

	private static String lastName(MissingColumn column) {
		return column.column().name().toLowerCase(Locale.ROOT);
	}

	/**
	 * What has been reached.
	 *
	 * @param after the table after the last change, or {@code null} without one
	 * @param changes the number of changes
	 * @param pause how long to wait before what is left can be tried; zero if nothing is
	 */
	record Outcome(@Nullable TableDescription after, int changes, Duration pause) {

	}

}

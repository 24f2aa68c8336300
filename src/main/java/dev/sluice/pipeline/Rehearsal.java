package dev.sluice.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.sluice.mutator.CreateProperties.Creation;
import dev.sluice.mutator.Mutators;
import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import dev.sluice.record.RecordBatch;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.FieldPath;
import dev.sluice.table.RowLayout;
import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;
import dev.sluice.transform.Transform;
import dev.sluice.warehouse.CatalogException;
import dev.sluice.warehouse.TableDescription;
import dev.sluice.warehouse.Tables;
import org.jspecify.annotations.Nullable;

/**
 * What would become of records, by a transform and the tables as the catalog has them:
 * rows as JSON, with the columns and tables that would be made for them. Writes nothing,
 * makes no table and adds no column. What BigQuery itself would say of a row stays open.
 * <p>
 * Blocks while a table or schema is looked up. Each table is looked up once. For one
 * thread.
 */
public final class Rehearsal {

	/** A column in a column takes a further round. */
	private static final int ROUNDS = 10;

	private final Map<TableName, RowLayout> layouts = new HashMap<>();

	private final Transform transform;

	private final RehearsalSink sink;

	private final Tables tables;

	private final Mutators.Options options;

	private long patience;

	/**
	 * A rehearsal.
	 * @param transform transforms the records; for the rehearsal alone
	 * @param options what the pipeline says of its tables
	 * @param tables the catalog
	 * @param patience how long all records together wait for schemas
	 */
	public Rehearsal(Transform transform, Mutators.Options options, Tables tables, Duration patience) {
		this.transform = transform;
		this.options = options;
		this.tables = tables;
		this.patience = patience.toNanos();
		this.sink = new RehearsalSink(this::layout, options.alters() && options.evolution().relax());
	}

	/**
	 * Tells what would become of a record.
	 * @throws CatalogException if a table cannot be looked up
	 */
	public Prospect of(RecordBatch batch, int record) {
		Map<TableName, ColumnAdditions> added = new LinkedHashMap<>();
		for (int round = 0; round < ROUNDS; round++) {
			transform(batch, record);
			TableName lacking = lacking();
			if (lacking != null) {
				return waiting("table " + lacking + ", which is not there, and create.table is 'never'");
			}
			Failure failure = this.sink.failure();
			if (failure != null) {
				return new Prospect(Fate.DEAD, this.sink.table(), List.of(), List.of(), failure, null);
			}
			if (!this.sink.waits().isEmpty()) {
				if (!settled(this.sink.waits())) {
					return waiting(this.sink.cause());
				}
			}
			else if (this.sink.needs().isEmpty()) {
				return prospect(added);
			}
			else {
				String refusal = add(this.sink.needs(), added);
				if (refusal != null) {
					return waiting(refusal);
				}
			}
		}
		return waiting(this.sink.waits().isEmpty() ? "columns that call for further columns" : this.sink.cause());
	}

	private Prospect waiting(String cause) {
		return new Prospect(Fate.WAITING, this.sink.table(), List.of(), List.of(), null, cause);
	}

	/** A table that is not there, and that nobody makes; or {@code null}. */
	private @Nullable TableName lacking() {
		return (this.options.create().table() != Creation.NEVER) ? null
				: this.sink.tables().stream().filter(this.sink::isAbsent).findFirst().orElse(null);
	}

	private void transform(RecordBatch batch, int record) {
		this.sink.begin();
		try {
			this.transform.transform(batch, record, this.sink);
			this.sink.end();
		}
		catch (CatalogException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			this.sink.bad(new Failure(Reason.TRANSFORM_FAILED, "the transform failed: " + ex.getClass().getName()));
		}
	}

	private Prospect prospect(Map<TableName, ColumnAdditions> added) {
		Failure part = this.sink.badPart();
		if (part != null) {
			return new Prospect(Fate.DEAD, this.sink.table(), this.sink.rows(), names(added), part, null);
		}
		String rule = this.sink.rule();
		return (rule != null) ? new Prospect(Fate.FILTERED, this.sink.table(), List.of(), List.of(), null, rule)
				: new Prospect(Fate.STORED, this.sink.table(), this.sink.rows(), names(added), null, null);
	}

	private RowLayout layout(TableName table) {
		RowLayout known = this.layouts.get(table);
		if (known == null) {
			TableDescription present = this.tables.describe(table);
			TableSchema schema = (present != null) ? present.schema() : null;
			known = RowLayout.of(table, (schema != null) ? schema : this.options.columns());
			this.layouts.put(table, known);
			this.sink.found(table, present != null);
		}
		return known;
	}

	/** What keeps columns from being added, or {@code null}. */
	private @Nullable String add(Map<TableName, ColumnAdditions> needs, Map<TableName, ColumnAdditions> added) {
		for (Map.Entry<TableName, ColumnAdditions> need : needs.entrySet()) {
			TableName table = need.getKey();
			if (!this.options.alters()) {
				return columns(need.getValue()) + " of table " + table + ", which this loader does not add";
			}
			added.computeIfAbsent(table, (key) -> new ColumnAdditions()).addAll(need.getValue());
			RowLayout layout = layout(table);
			this.layouts.put(table, layout.evolve(need.getValue().applyTo(layout.schema())));
		}
		return null;
	}

	private List<String> names(Map<TableName, ColumnAdditions> added) {
		List<String> names = new ArrayList<>();
		this.sink.tables()
			.stream()
			.filter(this.sink::isAbsent)
			.forEach((table) -> names.add("table " + table + " with " + layout(table).size() + " column"
					+ ((layout(table).size() == 1) ? "" : "s")));
		added.forEach((table, additions) -> {
			if (!this.sink.isAbsent(table)) {
				names.add(columns(additions) + " of table " + table);
			}
		});
		return names;
	}

	private static String columns(ColumnAdditions additions) {
		List<String> names = new ArrayList<>();
		additions.missingFrom(TableSchema.EMPTY, (parent, column, cause) -> names.add(name(parent, column)));
		return ((names.size() == 1) ? "column " : "columns ") + String.join(", ", names);
	}

	private static String name(@Nullable FieldPath parent, Column column) {
		return ((parent != null) ? parent.child(column.name()).toString() : column.name()) + " " + column.type().kind();
	}

	private boolean settled(List<CompletionStage<?>> waits) {
		long begun = System.nanoTime();
		try {
			CompletableFuture
				.allOf(waits.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new))
				.get(this.patience, TimeUnit.NANOSECONDS);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (ExecutionException | TimeoutException ex) {
			return false;
		}
		finally {
			this.patience -= System.nanoTime() - begun;
		}
	}

	/**
	 * What would become of a record.
	 *
	 * @param fate what
	 * @param table the table of its last row, if it came so far
	 * @param rows its rows
	 * @param additions the tables and columns that would be made for it, in words
	 * @param failure why it, or a part of it, would be dead; only then
	 * @param note what it would wait for, or the rule that would drop it; only then
	 */
	public record Prospect(Fate fate, @Nullable TableName table, List<Row> rows, List<String> additions,
			@Nullable Failure failure, @Nullable String note) {

	}

	/**
	 * A row.
	 *
	 * @param table its table
	 * @param json its values as BigQuery reads them
	 */
	public record Row(TableName table, String json) {

	}

	/** What can become of a record. */
	public enum Fate {

		/** Its rows could be appended. */
		STORED,

		/** It could not be loaded, or not all of it. */
		DEAD,

		/** It would wait for a column, a table or a schema. */
		WAITING,

		/** A rule would drop it. */
		FILTERED

	}

}

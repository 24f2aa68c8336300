package dev.sluice.pipeline;

import java.nio.charset.StandardCharsets;
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
import dev.sluice.mutator.MutatorProperties;
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
 * What the records of a pipeline would become, by its own transform and the tables as the
 * catalog has them: rows as JSON, with the columns and tables that would be added for
 * them. Writes nothing. What BigQuery itself would say of a row stays open.
 * <p>
 * Blocks while a table or schema is looked up. For one thread.
 */
public final class RowPreview {

	/** A column in a column takes a further round. */
	private static final int ROUNDS = 10;

	private final Map<TableName, RowLayout> layouts = new HashMap<>();

	private final Transform transform;

	private final PreviewSink sink;

	private final Tables tables;

	private final Mutators.Options options;

	private final boolean others;

	private final Duration limit;

	/**
	 * A preview.
	 * @param name the pipeline's name
	 * @param pipeline its properties
	 * @param pipelineTables tells what they say of tables
	 * @param tables the catalog
	 * @param limit how long a record waits for a schema
	 */
	public RowPreview(String name, PipelineProperties pipeline, PipelineTables pipelineTables, Tables tables,
			Duration limit) {
		this.tables = tables;
		this.limit = limit;
		this.options = pipelineTables.options(name, pipeline,
				pipeline.mutator().mode() == MutatorProperties.Mode.INLINE);
		this.others = pipeline.mutator().mode() == MutatorProperties.Mode.TOPIC;
		this.transform = pipelineTables.transforms()
			.create(PipelineTables.format(pipeline), pipelineTables.context(pipeline));
		this.sink = new PreviewSink(this::layout, this.options.evolution().relax());
	}

	/**
	 * Tells what a record would become.
	 * @throws CatalogException if a table cannot be looked up
	 */
	public Prospect of(RecordBatch batch, int record) {
		Map<TableName, ColumnAdditions> added = new LinkedHashMap<>();
		for (int round = 0; round < ROUNDS; round++) {
			transform(batch, record);
			Failure failure = this.sink.failure();
			if (failure != null) {
				return new Prospect(Fate.DEAD, List.of(), List.of(), failure, null);
			}
			if (!this.sink.waits().isEmpty()) {
				if (!settled(this.sink.waits())) {
					return new Prospect(Fate.WAITING, List.of(), List.of(), null, this.sink.cause());
				}
			}
			else if (this.sink.needs().isEmpty()) {
				return prospect(added);
			}
			else {
				String refusal = add(this.sink.needs(), added);
				if (refusal != null) {
					return new Prospect(Fate.WAITING, List.of(), List.of(), null, refusal);
				}
			}
		}
		return new Prospect(Fate.WAITING, List.of(), names(added), null, "columns that call for further columns");
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
			return new Prospect(Fate.DEAD, this.sink.rows(), names(added), part, null);
		}
		String rule = this.sink.rule();
		return (rule != null) ? new Prospect(Fate.FILTERED, List.of(), List.of(), null, rule)
				: new Prospect(Fate.STORED, this.sink.rows(), names(added), null, null);
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
			if (this.sink.isAbsent(table) && this.options.create().table() == Creation.NEVER) {
				return "table " + table + ", which is not there, and create.table is 'never'";
			}
			if (!this.options.alters() && !this.sink.isAbsent(table)) {
				return columns(need.getValue()) + " of table " + table
						+ (this.others ? ", which is added by way of the types topic" : ", which nobody adds");
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
			.forEach((table) -> names.add("table " + table + " with " + layout(table).size() + " columns"));
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
		try {
			CompletableFuture
				.allOf(waits.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new))
				.get(this.limit.toMillis(), TimeUnit.MILLISECONDS);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (ExecutionException | TimeoutException ex) {
			return false;
		}
	}

	/** A row as it would be written. */
	static String text(byte[] json) {
		return new String(json, StandardCharsets.UTF_8);
	}

	/**
	 * What would become of a record.
	 *
	 * @param fate what
	 * @param rows its rows
	 * @param additions the tables and columns that would be made for it, in words
	 * @param failure why it, or a part of it, would be dead; only then
	 * @param note what it would wait for, or the rule that would drop it; only then
	 */
	public record Prospect(Fate fate, List<Row> rows, List<String> additions, @Nullable Failure failure,
			@Nullable String note) {

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

package dev.sluice.administration.tables;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import dev.sluice.administration.OperationOutcome;
import dev.sluice.administration.OperationRefusedException;
import dev.sluice.administration.OperationRefusedException.Why;
import dev.sluice.administration.Operator;
import dev.sluice.mutator.Mutators;
import dev.sluice.mutator.SchemaDocument;
import dev.sluice.mutator.TableState;
import dev.sluice.mutator.TableState.ColumnVerdict;
import dev.sluice.mutator.topic.TypeColumns;
import dev.sluice.pipeline.PipelineProperties;
import dev.sluice.pipeline.PipelineTables;
import dev.sluice.pipeline.SluiceProperties;
import dev.sluice.schema.iglu.IgluSchemas;
import dev.sluice.schema.snowplow.ShreddedType;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.ColumnCause;
import dev.sluice.table.FieldPath;
import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;
import dev.sluice.warehouse.CatalogException;
import dev.sluice.warehouse.TableDescription;
import dev.sluice.warehouse.Tables;
import org.jspecify.annotations.Nullable;

/**
 * Creates and alters the tables of pipelines by hand. Blocks. Thread-safe.
 *
 * @param properties the pipelines
 * @param pipelineTables what they say of their tables
 * @param mutators alter tables, as soon as the catalog has them so
 * @param tables the catalog
 * @param schemas looks schemas up
 */
public record TableOperations(SluiceProperties properties, PipelineTables pipelineTables, Supplier<Mutators> mutators,
		Tables tables, Supplier<IgluSchemas> schemas) {

	private static final Duration LIMIT = Duration.ofMinutes(1);

	/**
	 * A pipeline's name, or that of the only pipeline if none is given.
	 * @throws IllegalArgumentException if there is not one only
	 */
	public String pipelineOr(@Nullable String given) {
		Set<String> all = this.properties.pipelines().keySet();
		if (given == null && all.size() != 1) {
			throw new IllegalArgumentException("--pipeline is missing, which is one of " + all);
		}
		return (given != null) ? given : all.iterator().next();
	}

	/**
	 * Creates the table of a pipeline, unless it is there.
	 * @throws IllegalArgumentException if the request makes no sense
	 */
	public OperationOutcome create(String pipeline, TableRequest request) {
		return told(() -> create(pipeline, table(pipeline), request));
	}

	/**
	 * Creates a table of a pipeline, unless it is there.
	 * @throws IllegalArgumentException if the request makes no sense
	 * @throws OperationRefusedException if BigQuery does not do it
	 * @throws CatalogException if it could not be asked
	 */
	OperationOutcome create(String pipeline, TableName table, TableRequest request) {
		Mutators.Options options = creation(pipeline, request);
		if (this.tables.describe(table) != null) {
			return new OperationOutcome(true, "table " + table + " is there already");
		}
		TableState state = prepare(table, options, byOperator());
		if (!(state instanceof TableState.Ready)) {
			throw failure(state);
		}
		return (this.tables.describe(table) != null)
				? new OperationOutcome(true, "table " + table + " has been created")
				: new OperationOutcome(false, "table " + table + " has not been created, or is gone again");
	}

	/**
	 * The columns that a table is created with, whatever its records need.
	 * @throws IllegalArgumentException if the request makes no sense
	 */
	List<Column> columns(String pipeline, TableRequest request) {
		Mutators.Options options = creation(pipeline, request);
		List<Column> columns = new ArrayList<>(SchemaDocument.read(options).columns());
		columns.addAll(options.furtherColumns());
		return columns;
	}

	private Mutators.Options creation(String pipeline, TableRequest request) {
		return request.over(this.pipelineTables.options(pipeline, pipeline(pipeline), false));
	}

	private static ColumnAdditions byOperator() {
		ColumnAdditions additions = new ColumnAdditions();
		additions.because(new ColumnCause.ByPerson(Operator.name()));
		return additions;
	}

	/**
	 * Adds the column of a type to the table of a pipeline, unless it is there.
	 * @param pipeline the pipeline
	 * @param schema the URI of the type's schema
	 * @param shredProperty the name of the place where events have it
	 * @throws IllegalArgumentException if the request makes no sense
	 */
	public OperationOutcome addColumn(String pipeline, String schema, String shredProperty) {
		TypeColumns.Answer answer = columns(pipeline, schema, shredProperty);
		if (answer instanceof TypeColumns.Answer.Columns found) {
			return told(() -> addColumns(pipeline, table(pipeline), null, found.columns()));
		}
		return new OperationOutcome(false, why(answer));
	}

	/**
	 * Why there are no columns of a type.
	 */
	static String why(TypeColumns.Answer answer) {
		return (answer instanceof TypeColumns.Answer.None none) ? none.why()
				: "the registries have not answered within " + LIMIT.toSeconds() + " seconds";
	}

	/**
	 * The columns of a type.
	 * @throws IllegalArgumentException if the request makes no sense
	 */
	TypeColumns.Answer columns(String pipeline, String schema, String shredProperty) {
		ShreddedType type = ShreddedType.parse(schema, shredProperty);
		PipelineProperties settings = pipeline(pipeline);
		if (settings.format() != PipelineProperties.Format.SNOWPLOW) {
			throw new IllegalArgumentException(
					"pipeline '" + pipeline + "' is not of format snowplow, which alone has types");
		}
		return look(new TypeColumns(this.schemas.get(), PipelineTables.typeLayout(settings)), type);
	}

	private TypeColumns.Answer look(TypeColumns columns, ShreddedType type) {
		long begun = System.nanoTime();
		TypeColumns.Answer answer = columns.of(type);
		while (answer instanceof TypeColumns.Answer.Later later && System.nanoTime() - begun < LIMIT.toNanos()) {
			await(later.pending().settled());
			answer = columns.of(type);
		}
		return answer;
	}

	/**
	 * Adds columns to a table of a pipeline, and relaxes those that are REQUIRED there
	 * and NULLABLE here.
	 * @param parent the path of the struct that gets them; {@code null} for the table
	 * @throws OperationRefusedException if BigQuery does not do it
	 * @throws CatalogException if it could not be asked
	 */
	OperationOutcome addColumns(String pipeline, TableName table, @Nullable FieldPath parent, List<Column> columns) {
		TableDescription present = this.tables.describe(table);
		if (present == null) {
			return new OperationOutcome(false, "Table " + table + " does not exist. Use 'create'");
		}
		ColumnAdditions additions = byOperator();
		columns.forEach((column) -> additions.addRelaxing(parent, column));
		String names = String.join(", ", columns.stream().map(Column::name).toList());
		if (additions.applyTo(present.schema()).equals(present.schema())) {
			return new OperationOutcome(true, "table " + table + " needs no change for column " + names);
		}
		Mutators.Options options = this.pipelineTables.options(pipeline, pipeline(pipeline), true);
		TableState state = prepare(table, options, additions);
		if (state instanceof TableState.Ready ready) {
			return judge(ready, table, parent, columns);
		}
		throw failure(state);
	}

	/** What is known of the table may be of one that is gone. */
	private @Nullable TableState prepare(TableName table, Mutators.Options options, ColumnAdditions additions) {
		Mutators.Options looking = new Mutators.Options(options.pipeline(), options.create().never(),
				options.evolution(), options.schema(), options.furtherColumns(), false);
		TableState unused = await(this.mutators.get().open(looking).recheck(table));
		return await(this.mutators.get().open(options).prepare(table, additions));
	}

	private OperationOutcome judge(TableState.Ready ready, TableName table, @Nullable FieldPath parent,
			List<Column> columns) {
		TableDescription present = this.tables.describe(table);
		TableSchema schema = (present != null) ? present.schema() : TableSchema.EMPTY;
		for (Column column : columns) {
			FieldPath path = (parent != null) ? parent.child(column.name()) : FieldPath.of(column.name());
			if (schema.find(path) == null) {
				ColumnVerdict verdict = ready.refused().on(parent, column);
				throw new OperationRefusedException(Why.FAILED, (verdict instanceof ColumnVerdict.Refused refused)
						? refused.failure().apply(path).message() : "column " + path + " has not been added");
			}
		}
		String names = String.join(", ", columns.stream().map(Column::name).toList());
		return new OperationOutcome(true, "Added " + names + " to table " + table);
	}

	private PipelineProperties pipeline(String name) {
		PipelineProperties pipeline = this.properties.pipelines().get(name);
		if (pipeline == null) {
			throw new IllegalArgumentException("there is no pipeline '" + name + "', only "
					+ String.join(", ", this.properties.pipelines().keySet()));
		}
		return pipeline;
	}

	private TableName table(String name) {
		TableName table = this.pipelineTables.onlyTable(pipeline(name));
		if (table == null) {
			throw new IllegalArgumentException("the records of pipeline '" + name + "' decide on their tables");
		}
		return table;
	}

	private static OperationRefusedException failure(@Nullable TableState state) {
		if (state instanceof TableState.Blocked blocked) {
			return new OperationRefusedException(blocked.needsOperator() ? Why.FAILED : Why.UNAVAILABLE,
					blocked.cause());
		}
		return new OperationRefusedException(Why.UNAVAILABLE,
				"BigQuery has not answered within " + LIMIT.toSeconds() + " seconds");
	}

	private static OperationOutcome told(Supplier<OperationOutcome> operation) {
		try {
			return operation.get();
		}
		catch (CatalogException | OperationRefusedException ex) {
			return new OperationOutcome(false, String.valueOf(ex.getMessage()));
		}
	}

	/** The answer, or {@code null} if there is none in time. */
	private static <T extends @Nullable Object> @Nullable T await(CompletionStage<T> answer) {
		try {
			return answer.toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
		catch (ExecutionException | TimeoutException ex) {
			return null;
		}
	}

}

package dev.sluice.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.sluice.deadletter.LetterBox;
import dev.sluice.deadletter.LetterBoxes;
import dev.sluice.deadletter.LetterNames;
import dev.sluice.mutator.CreateProperties;
import dev.sluice.mutator.Mutators;
import dev.sluice.record.BadRowFormat;
import dev.sluice.retry.RetryProperties;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.transform.OnTypeConflict;
import dev.sluice.transform.OnUnknownField;
import dev.sluice.transform.SourceColumns;
import dev.sluice.transform.TableRouter;
import dev.sluice.transform.TableShape;
import dev.sluice.transform.TemplateTableRouter;
import dev.sluice.transform.TransformContext;
import dev.sluice.transform.Transforms;
import dev.sluice.warehouse.Warehouse;
import org.jspecify.annotations.Nullable;

/**
 * Makes the path of a pipeline from its properties and from what all pipelines share.
 *
 * @param transforms makes transforms
 * @param warehouse takes rows
 * @param mutators makes tables and columns
 * @param letterBoxes keeps bad rows
 * @param memory bounds what is in flight
 * @param patience how long to wait between attempts
 * @param meters makes the meters
 */
record PipelineAssembly(Transforms transforms, Warehouse warehouse, Mutators mutators, LetterBoxes letterBoxes,
		SlabMemory memory, RetryProperties patience, Meters meters) {

	/** Longer than the client takes to give an append up. */
	private static final Duration ANSWER_LIMIT = Duration.ofMinutes(10);

	PipelineFactory assemble(String name, PipelineProperties pipeline) {
		SourceColumns sourceColumns = new SourceColumns(pipeline.columns());
		TransformContext context = context(pipeline, sourceColumns);
		String format = pipeline.format().name().toLowerCase(Locale.ROOT).replace('_', '-');
		TableShape shape = this.transforms.tables(format, context);
		CreateProperties create = (shape.dayColumn() != null)
				? pipeline.create().orByDay(shape.dayColumn(), shape.clustering()) : pipeline.create();
		Mutators.Options options = new Mutators.Options(name, create, pipeline.evolution(), pipeline.schema(),
				furtherColumns(pipeline, sourceColumns, shape));
		LetterBox letters = letterBox(name, pipeline, this.transforms.badRows(format, context));
		return new PipelineFactory(new PipelineParts(() -> this.transforms.create(format, context), this.warehouse,
				this.mutators.open(options), letters.deadLetters(), letters.failedInserts(), this.memory,
				settings(pipeline.batch()), new RowRules(pipeline.badRows(), pipeline.evolution().relax()),
				new PipelineHold(), this.meters.of(name), RecordGate.OPEN, this.meters.clock(), System::nanoTime),
				letters, TemplateTableRouter.onlyTable(pipeline.table(), this.mutators.defaultProject(),
						pipeline.topicPattern()),
				this.meters);
	}

	private LetterBox letterBox(String name, PipelineProperties pipeline, @Nullable BadRowFormat badRows) {
		LetterNames names = LetterNames.of(name, pipeline.groupId(name), pipeline.deadLetter().topic(),
				pipeline.failedInserts().topic());
		LetterBox letters = this.letterBoxes.open(names, badRows);
		pipeline.topics().forEach(letters::prepare);
		return letters;
	}

	private TransformContext context(PipelineProperties pipeline, SourceColumns sourceColumns) {
		TableRouter router = new TemplateTableRouter(pipeline.table(), this.mutators.defaultProject(),
				pipeline.topicPattern(), pipeline.maxTables());
		return new TransformContext(router, sourceColumns, pipeline.columns().overflow(), pipeline.onUnknownField(),
				pipeline.onTypeConflict(), pipeline.onNullValue(), List.of(pipeline.json(), pipeline.snowplow()));
	}

	private static List<Column> furtherColumns(PipelineProperties pipeline, SourceColumns sourceColumns,
			TableShape shape) {
		List<Column> columns = new ArrayList<>(shape.columns());
		columns.addAll(sourceColumns.columns());
		if (pipeline.onUnknownField() == OnUnknownField.OVERFLOW
				|| pipeline.onTypeConflict() == OnTypeConflict.OVERFLOW) {
			columns.add(Column.nullable(pipeline.columns().overflow(), ColumnType.JSON));
		}
		return columns;
	}

	private AppendSettings settings(BatchProperties batch) {
		return new AppendSettings(batch.rows(), Math.toIntExact(batch.bytes().toBytes()), batch.age(), batch.inFlight(),
				ANSWER_LIMIT, this.patience.outage().clock(), this.patience.propagation().clock());
	}

}

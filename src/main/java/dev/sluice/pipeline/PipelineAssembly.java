package dev.sluice.pipeline;

import java.time.Duration;

import dev.sluice.deadletter.LetterBox;
import dev.sluice.deadletter.LetterBoxes;
import dev.sluice.deadletter.LetterNames;
import dev.sluice.record.BadRowFormat;
import dev.sluice.retry.RetryProperties;
import dev.sluice.transform.ColumnsProperties;
import dev.sluice.transform.TransformContext;
import dev.sluice.transform.Transforms;
import dev.sluice.warehouse.FileLoads;
import dev.sluice.warehouse.StoredPositions;
import dev.sluice.warehouse.Warehouse;
import dev.sluice.warehouse.Warehouses;
import dev.sluice.warehouse.WriteProperties;
import dev.sluice.warehouse.WriteProperties.Guarantee;
import dev.sluice.warehouse.WriteProperties.Mode;
import org.jspecify.annotations.Nullable;

/**
 * Makes the path of a pipeline from its properties and from what all pipelines share.
 *
 * @param transforms makes transforms
 * @param warehouses the ways into BigQuery
 * @param alterations makes tables and columns
 * @param letterBoxes keeps bad rows
 * @param bounds bounds what is in flight and what is sent
 * @param patience how long to wait between attempts
 * @param meters makes the meters
 */
record PipelineAssembly(Transforms transforms, Warehouses warehouses, Alterations alterations, LetterBoxes letterBoxes,
		Bounds bounds, RetryProperties patience, Meters meters) {

	/** Longer than the client takes to give an append up. */
	private static final Duration ANSWER_LIMIT = Duration.ofMinutes(10);

	PipelineFactory assemble(String name, PipelineProperties pipeline) {
		PipelineTables tables = this.alterations.tables();
		TransformContext context = tables.context(pipeline);
		String format = PipelineTables.format(pipeline);
		LetterBox letters = letterBox(name, pipeline, this.transforms.badRows(format, context));
		Warehouse sideWarehouse = this.warehouses.of(Mode.STORAGE_WRITE, Guarantee.AT_LEAST_ONCE);
		boolean files = pipeline.write().mode() == Mode.FILE_LOADS;
		Warehouse warehouse = files ? sideWarehouse
				: this.warehouses.of(pipeline.write().mode(), pipeline.write().guarantee());
		FileLoads loads = files ? this.warehouses.loading().open(name, pipeline.files(), pipeline.write()) : null;
		return new PipelineFactory(
				new PipelineParts(() -> this.transforms.create(format, context), warehouse, sideWarehouse, loads,
						this.alterations.mutator(name, pipeline), letters.deadLetters(), letters.failedInserts(),
						pipeline.write().retry() ? null : letters.lateInserts(),
						this.alterations.announcements(name, pipeline), this.bounds.memory(), settings(name, pipeline),
						this.alterations.rules(pipeline), new PipelineHold(), this.meters.of(name), RecordGate.OPEN,
						this.meters.clock(), System::nanoTime),
				letters, tables.onlyTable(pipeline), this.meters, publishing(pipeline),
				(transform) -> this.alterations.rehearsal(name, pipeline, transform));
	}

	private LetterBox letterBox(String name, PipelineProperties pipeline, @Nullable BadRowFormat badRows) {
		LetterNames names = LetterNames.of(name, pipeline.groupId(name), pipeline.deadLetter().topic(),
				pipeline.failedInserts().topic());
		LetterBox letters = this.letterBoxes.open(names, badRows);
		pipeline.topics().forEach(letters::prepare);
		return letters;
	}

	/**
	 * Where rows become visible at intervals, they need not hurry before; larger requests
	 * cost less.
	 */
	private AppendSettings settings(String name, PipelineProperties pipeline) {
		BatchProperties batch = pipeline.batch();
		Duration age = (exactlyOnce(pipeline)) ? pipeline.write().flushInterval() : batch.age();
		return new AppendSettings(batch.rows(pipeline.write().mode()), Math.toIntExact(batch.bytes().toBytes()), age,
				batch.inFlight(), ANSWER_LIMIT, this.patience.outage().clock(), this.patience.propagation().clock(),
				Math.toIntExact(pipeline.write().offsetMetadata().toBytes()),
				(table) -> this.bounds.budgets().of(name, table, pipeline.budget()));
	}

	private static boolean exactlyOnce(PipelineProperties pipeline) {
		return pipeline.write().guarantee() == Guarantee.EXACTLY_ONCE;
	}

	private Publishing publishing(PipelineProperties pipeline) {
		WriteProperties write = pipeline.write();
		return new Publishing(exactlyOnce(pipeline), this.warehouses.streams(), this.warehouses.positions(),
				positionColumns(pipeline), write.unconfirmed(), write.flushInterval(), this.patience.outage().clock());
	}

	/** Without a column for the topic, only the rows of one topic can be told apart. */
	private static StoredPositions.@Nullable Columns positionColumns(PipelineProperties pipeline) {
		ColumnsProperties columns = pipeline.columns();
		boolean oneTopic = pipeline.topics().size() == 1;
		if (columns.partition() == null || columns.offset() == null || (columns.topic() == null && !oneTopic)) {
			return null;
		}
		return new StoredPositions.Columns(columns.topic(), columns.partition(), columns.offset());
	}

}

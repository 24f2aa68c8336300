package dev.sluice.benchmark;

import java.util.List;

import dev.sluice.fixtures.GoodRows;
import dev.sluice.schema.iglu.IgluSchemas;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.FieldPath;
import dev.sluice.table.RowLayout;
import dev.sluice.table.RowWriter;
import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;
import dev.sluice.table.WireRowWriter;
import dev.sluice.transform.ColumnsProperties;
import dev.sluice.transform.OnNullValue;
import dev.sluice.transform.OnTypeConflict;
import dev.sluice.transform.OnUnknownField;
import dev.sluice.transform.SourceColumns;
import dev.sluice.transform.TemplateTableRouter;
import dev.sluice.transform.Transform;
import dev.sluice.transform.TransformContext;
import dev.sluice.transform.Transforms;
import dev.sluice.transform.json.JsonProperties;
import dev.sluice.transform.snowplow.SnowplowProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * The loader's transform and its row writer, with the columns that they make of the
 * records themselves. One instance serves one thread.
 */
final class Encoding implements GoodRows {

	private static final TableName TABLE = new TableName("bench", "bench", "memory");

	/** As many records as a new table's columns are inferred from. */
	private static final int INFERRED_FROM = 1000;

	private final Transform transform;

	private final WireRowWriter writer = new WireRowWriter();

	private final ColumnAdditions additions = new ColumnAdditions();

	private RowLayout layout = RowLayout.of(TABLE, TableSchema.EMPTY);

	/**
	 * An encoding of such records.
	 * @param shape says what format the records have
	 * @param records what the columns are inferred from
	 */
	Encoding(RecordShape shape, MemoryBatch records) {
		this.transform = transform(shape.format());
		for (int i = 0; i < Math.min(INFERRED_FROM, records.size()); i++) {
			this.transform.transform(records, i, this);
			this.writer.clear();
		}
		this.layout = this.layout.evolve(this.additions.applyTo(TableSchema.EMPTY));
	}

	/**
	 * Encodes a record.
	 * @return holds the row until the next call
	 */
	WireRowWriter encode(MemoryBatch records, int index) {
		this.writer.clear();
		this.transform.transform(records, index, this);
		this.writer.endRow();
		return this.writer;
	}

	/**
	 * The columns that were inferred.
	 */
	RowLayout layout() {
		return this.layout;
	}

	@Override
	public RowWriter row(TableName table) {
		this.writer.begin(this.layout);
		return this.writer;
	}

	@Override
	public void missing(@Nullable FieldPath parent, Column column) {
		this.additions.add(parent, column);
	}

	private static Transform transform(String format) {
		ColumnsProperties noColumns = new ColumnsProperties(null, null, null, null, null, null, null,
				ColumnsProperties.RawType.BYTES, "overflow");
		JsonProperties json = new JsonProperties(false,
				new JsonProperties.Timestamp(JsonProperties.ExcessDigits.DEAD_LETTER, JsonProperties.EpochUnit.MS),
				JsonProperties.Arrays.DEAD_LETTER, JsonProperties.Decimals.FLOAT64, true, JsonProperties.Nested.STRUCT);
		SnowplowProperties snowplow = new Binder(List.of()).bindOrCreate("bench", SnowplowProperties.class);
		TransformContext context = new TransformContext(
				new TemplateTableRouter(TABLE.dataset() + "." + TABLE.table(), TABLE.project(), null, 1),
				new SourceColumns(noColumns), "overflow", OnUnknownField.ADD, OnTypeConflict.DEAD_LETTER,
				OnNullValue.FILTER, List.of(json, snowplow));
		try (var transforms = new AnnotationConfigApplicationContext()) {
			transforms.registerBean(IgluSchemas.class, BenchSchemas::new);
			transforms.scan("dev.sluice.transform");
			transforms.refresh();
			return transforms.getBean(Transforms.class).create(format, context);
		}
	}

}

package dev.sluice.transform.json;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.sluice.fixtures.OneRecord;
import dev.sluice.table.Column;
import dev.sluice.table.RowLayout;
import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;
import dev.sluice.transform.ColumnsProperties;
import dev.sluice.transform.OnNullValue;
import dev.sluice.transform.OnTypeConflict;
import dev.sluice.transform.OnUnknownField;
import dev.sluice.transform.SourceColumns;
import dev.sluice.transform.TableRouter;
import dev.sluice.transform.TemplateTableRouter;
import dev.sluice.transform.Transform;
import dev.sluice.transform.TransformContext;

/**
 * A JSON transform before a table.
 */
final class JsonWorld {

	static final JsonProperties DEFAULTS = new JsonProperties(false,
			new JsonProperties.Timestamp(JsonProperties.ExcessDigits.DEAD_LETTER, JsonProperties.EpochUnit.MS),
			JsonProperties.Arrays.DEAD_LETTER, JsonProperties.Decimals.FLOAT64, true, JsonProperties.Nested.STRUCT);

	static final ColumnsProperties NO_COLUMNS = new ColumnsProperties(null, null, null, null, null, null, null,
			ColumnsProperties.RawType.BYTES, "overflow");

	private static final TableName TABLE = new TableName("p", "shop", "orders");

	private final RowLayout layout;

	private final Transform transform;

	private JsonWorld(RowLayout layout, TransformContext context) {
		this.layout = layout;
		this.transform = new JsonTransformFactory().create(context);
	}

	static JsonWorld of(Column... columns) {
		return of(DEFAULTS, columns);
	}

	static JsonWorld of(JsonProperties properties, Column... columns) {
		return of(properties, OnUnknownField.ADD, OnTypeConflict.DEAD_LETTER, columns);
	}

	static JsonWorld of(JsonProperties properties, OnUnknownField onUnknownField, OnTypeConflict onTypeConflict,
			Column... columns) {
		return of(router("shop.orders"), NO_COLUMNS, properties, onUnknownField, onTypeConflict, columns);
	}

	static JsonWorld of(TableRouter router, ColumnsProperties names, JsonProperties properties,
			OnUnknownField onUnknownField, OnTypeConflict onTypeConflict, Column... columns) {
		TransformContext context = new TransformContext(router, new SourceColumns(names), names.overflow(),
				onUnknownField, onTypeConflict, OnNullValue.FILTER, List.of(properties));
		return new JsonWorld(RowLayout.of(TABLE, new TableSchema(List.of(columns))), context);
	}

	static TableRouter router(String template) {
		return new TemplateTableRouter(template, "p", null, 100);
	}

	RowLayout layout() {
		return this.layout;
	}

	Transform transform() {
		return this.transform;
	}

	Verdict transform(String json) {
		return transform(json.getBytes(StandardCharsets.UTF_8));
	}

	Verdict transform(byte[] json) {
		Verdict verdict = new Verdict(this.layout);
		this.transform.transform(OneRecord.of("orders").withKey(null).withValue(json), 0, verdict);
		return verdict;
	}

}

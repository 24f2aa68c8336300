package dev.sluice.transform;

import java.util.List;

import dev.sluice.fixtures.OneRecord;
import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.transform.ColumnsProperties.RawType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class TransformsTests {

	private static final OneRecord TOMBSTONE = OneRecord.of("orders").withValue(null);

	private final SeenSink sink = new SeenSink(Column.nullable("key", ColumnType.STRING));

	private final Transforms transforms = new Transforms(
			List.of(new MarkingFactory("json"), new MarkingFactory("avro")));

	@ParameterizedTest
	@EnumSource
	void recordWithValueIsTransformed(OnNullValue onNullValue) {
		this.transforms.create("avro", context(onNullValue)).transform(OneRecord.of("orders"), 0, this.sink);

		assertThat(this.sink.rules).containsExactly("avro");
	}

	@Test
	void tombstoneIsFiltered() {
		this.transforms.create("json", context(OnNullValue.FILTER)).transform(TOMBSTONE, 0, this.sink);

		assertThat(this.sink.rules).containsExactly("null-value");
	}

	@Test
	void tombstoneIsBad() {
		this.transforms.create("json", context(OnNullValue.DEAD_LETTER)).transform(TOMBSTONE, 0, this.sink);

		assertThat(this.sink.failures).extracting(Failure::reason).containsExactly(Reason.TOMBSTONE);
	}

	@Test
	void tombstoneIsRowOfSourceColumns() {
		this.transforms.create("json", context(OnNullValue.ROW)).transform(TOMBSTONE, 0, this.sink);

		assertThat(this.sink.tables).hasToString("[p.shop.orders]");
		assertThat(this.sink.row()).isEqualTo("{\"key\":\"key\"}");
	}

	@Test
	void unknownFormatIsExplained() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.transforms.create("xml", context(OnNullValue.ROW)))
			.withMessage("there is no format 'xml', only avro, json");
	}

	@Test
	void settingsAreFoundByType() {
		TransformContext context = context(OnNullValue.ROW);

		assertThat(context.settings(Integer.class)).isEqualTo(7);
		assertThatIllegalStateException().isThrownBy(() -> context.settings(Long.class));
	}

	private static TransformContext context(OnNullValue onNullValue) {
		SourceColumns sourceColumns = new SourceColumns(
				new ColumnsProperties(null, null, null, null, "key", null, null, RawType.BYTES, "overflow"));
		return new TransformContext(new TemplateTableRouter("shop.{topic}", "p", null, 1), sourceColumns, "overflow",
				OnUnknownField.ADD, OnTypeConflict.DEAD_LETTER, onNullValue, List.of("text", 7));
	}

	private record MarkingFactory(String format) implements TransformFactory {

		@Override
		public Transform create(TransformContext context) {
			return (batch, index, sink) -> sink.filtered(this.format);
		}

	}

}

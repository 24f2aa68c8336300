package dev.sluice.schema.snowplow;

import java.util.List;

import dev.sluice.schema.iglu.IgluSchema;
import dev.sluice.schema.iglu.SchemaVersion;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.TableSchema;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EntityColumnsTests {

	private static final String NAME = "contexts_com_acme_item_1";

	private static final Column VERSION = Column.required("_schema_version", ColumnType.STRING);

	private static final IgluSchema FIRST = Schemas.object("1-0-0", "\"id\":{\"type\":\"string\"}", "id");

	private static final IgluSchema ADDING = Schemas.object("1-0-1",
			"\"id\":{\"type\":\"string\"},\"size\":{\"type\":\"integer\"}", "id", "size");

	private static final IgluSchema BREAKING = Schemas.object("1-0-2", "\"id\":{\"type\":\"integer\"}");

	private static final IgluSchema EMPTY = Schemas.version("1-0-0",
			"{\"type\":\"object\",\"additionalProperties\":false}");

	@Test
	void versionsThatFitShareAColumn() {
		EntityColumns.Usable columns = model(FIRST, ADDING);

		assertThat(columns.of(new SchemaVersion(1, 0, 0))).isEqualTo(columns.of(new SchemaVersion(1, 0, 1)));
		EntityColumn column = columns.byVersion().get(new SchemaVersion(1, 0, 0));
		assertThat(column.key()).isEqualTo(ADDING.key());
		assertThat(column.column()).isEqualTo(Column.repeated(NAME, new ColumnType.Struct(List.of(VERSION,
				Column.required("id", ColumnType.STRING), Column.nullable("size", ColumnType.INT64)))));
	}

	@Test
	void versionThatDoesNotFitHasAColumnOfItsOwn() {
		EntityColumns.Usable columns = model(FIRST, ADDING, BREAKING);

		EntityColumn own = columns.byVersion().get(new SchemaVersion(1, 0, 2));
		assertThat(own.name()).startsWith(NAME + "_recovered_1_0_2_").hasSize(NAME.length() + 17 + 8);
		assertThat(own.key()).isEqualTo(BREAKING.key());
		assertThat(columns.byVersion().get(new SchemaVersion(1, 0, 1)).name()).isEqualTo(NAME);
	}

	@Test
	void columnThatHeldTheVersionBeforeIsTakenIfItFits() {
		EntityColumn own = model(FIRST, BREAKING).byVersion().get(new SchemaVersion(1, 0, 2));
		ColumnType type = own.column().type();
		Column other = Column.repeated(NAME + "_recovered_1_0_2_00000000",
				new ColumnType.Struct(List.of(Column.nullable("id", ColumnType.STRING))));
		Column before = Column.repeated(NAME + "_Recovered_1_0_2_0123abcd", type);

		assertThat(own.presentIn(new TableSchema(List.of(other, before))).name()).isEqualTo(before.name());
		assertThat(own.presentIn(new TableSchema(List.of(other)))).isEqualTo(own);
		assertThat(own.presentIn(new TableSchema(List.of(before, own.column())))).isEqualTo(own);
	}

	@Test
	void versionWithoutValuesNeedsNoColumn() {
		EntityColumns.Usable columns = model(EMPTY, ADDING);

		assertThat(columns.of(new SchemaVersion(1, 0, 0))).isNull();
		assertThat(columns.byVersion()).containsOnlyKeys(new SchemaVersion(1, 0, 1));
	}

	@Test
	void oneUnusableSchemaMakesTheModelUnusable() {
		IgluSchema broken = Schemas.version("1-0-1", "{\"type\":\"any\"}");

		assertThat(EntityColumns.ofModel(ShredProperty.CONTEXTS, List.of(FIRST, broken), EntityRules.SLUICE))
			.isEqualTo(new EntityColumns.Unusable(broken.key()));
	}

	@Test
	void eventHasNoVersionInItsColumn() {
		EntityColumns.Usable columns = (EntityColumns.Usable) EntityColumns.ofModel(ShredProperty.UNSTRUCT_EVENT,
				List.of(FIRST), EntityRules.SLUICE);

		assertThat(columns.byVersion().get(FIRST.key().version()).column())
			.isEqualTo(Column.nullable("unstruct_event_com_acme_item_1",
					new ColumnType.Struct(List.of(Column.required("id", ColumnType.STRING)))));
	}

	@Test
	void propertyNamedAsTheVersionGivesWay() {
		EntityColumns.Usable columns = model(
				Schemas.object("1-0-0", "\"_schema_version\":{\"type\":\"integer\"},\"b\":{\"type\":\"boolean\"}"));

		assertThat(columns.byVersion().get(new SchemaVersion(1, 0, 0)).column().type())
			.isEqualTo(new ColumnType.Struct(List.of(VERSION, Column.nullable("b", ColumnType.BOOL))));
	}

	@Test
	void columnOfOneVersionIsNamedAfterIt() {
		EntityColumns.Usable columns = (EntityColumns.Usable) EntityColumns.ofVersion(EntityLayout.V1,
				ShredProperty.DERIVED_CONTEXTS, ADDING, EntityRules.SLUICE);

		assertThat(columns.byVersion().get(ADDING.key().version()).column())
			.isEqualTo(Column.repeated("contexts_com_acme_item_1_0_1", new ColumnType.Struct(
					List.of(Column.required("id", ColumnType.STRING), Column.required("size", ColumnType.INT64)))));
	}

	@Test
	void mergedFieldIsFilledFromAllItsNames() {
		EntityColumn column = model(Schemas.object("1-0-0", "\"itemId\":{\"type\":\"string\"}"),
				Schemas.object("1-0-1", "\"item_id\":{\"type\":\"string\"}"))
			.byVersion()
			.get(new SchemaVersion(1, 0, 0));

		assertThat(((FieldType.Struct) column.field().type()).fields())
			.containsExactly(new Field("item_id", FieldType.Scalar.STRING, false, List.of("itemId", "item_id")));
	}

	@Test
	void typesAreToldInTheWordsOfTheLayout() {
		Field field = new Field("a_b", new FieldType.Array(FieldType.Scalar.INT64, false), false, List.of("aB"));
		FieldType type = new FieldType.Struct(List.of(field, new Field("c", new FieldType.Decimal(9, 2), true)));

		assertThat(EntityLayout.V2.expected(type)).isEqualTo("Struct(NonEmptyVector(Field(a_b,Array(Long,Required),"
				+ "Nullable,Set(aB)), Field(c,Decimal(Digits9,2),Required,Set(c))))");
		assertThat(EntityLayout.V1.expected(type)).isEqualTo("{\"Record\":{\"fields\":[{\"name\":\"aB\",\"fieldType\":"
				+ "{\"Integer\":{}},\"mode\":{\"Repeated\":{}}},{\"name\":\"c\",\"fieldType\":{\"Numeric\":{}},"
				+ "\"mode\":{\"Required\":{}}}]}}");
	}

	private static EntityColumns.Usable model(IgluSchema... versions) {
		return (EntityColumns.Usable) EntityColumns.ofModel(ShredProperty.CONTEXTS, List.of(versions),
				EntityRules.SLUICE);
	}

}

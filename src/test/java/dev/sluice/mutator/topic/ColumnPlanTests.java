package dev.sluice.mutator.topic;

import java.util.List;

import dev.sluice.schema.iglu.SchemaKey;
import dev.sluice.schema.snowplow.ShredProperty;
import dev.sluice.schema.snowplow.ShreddedType;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnCause;
import dev.sluice.table.ColumnType;
import dev.sluice.table.TableSchema;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ColumnPlanTests {

	private static final ColumnCause RECORD = new ColumnCause.OfRecord("types", 0, 0);

	private final ColumnPlan plan = new ColumnPlan();

	@Test
	void customAndDerivedContextsShareAColumn() {
		this.plan.add(type("iglu:com.acme/a/jsonschema/1-0-0", ShredProperty.CONTEXTS), column("contexts_com_acme_a_1"),
				RECORD);
		this.plan.add(type("iglu:com.acme/a/jsonschema/1-0-1", ShredProperty.DERIVED_CONTEXTS),
				column("contexts_com_acme_a_1"), RECORD);

		assertThat(this.plan.missingFrom(TableSchema.EMPTY)).hasSize(1);
		assertThat(this.plan.clashes()).isEmpty();
	}

	@Test
	void columnThatDiffersOnlyByCaseIsThere() {
		this.plan.add(type("iglu:com.acme/a/jsonschema/1-0-0", ShredProperty.CONTEXTS), column("contexts_com_acme_a_1"),
				RECORD);

		assertThat(this.plan.missingFrom(new TableSchema(List.of(column("Contexts_com_ACME_a_1"))))).isEmpty();
	}

	@Test
	void firstOfTwoSchemasWithOneColumnWins() {
		ShreddedType second = type("iglu:com_acme/a/jsonschema/1-0-0", ShredProperty.CONTEXTS);
		this.plan.add(type("iglu:com.acme/a/jsonschema/1-0-0", ShredProperty.CONTEXTS), column("contexts_com_acme_a_1"),
				RECORD);
		this.plan.add(second, Column.repeated("CONTEXTS_com_acme_a_1", ColumnType.INT64), RECORD);

		assertThat(this.plan.missingFrom(TableSchema.EMPTY)).containsExactly(column("contexts_com_acme_a_1"));
		assertThat(this.plan.clashes()).singleElement()
			.satisfies((clash) -> assertThat(clash.type()).isEqualTo(second));
	}

	private static ShreddedType type(String key, ShredProperty property) {
		return new ShreddedType(SchemaKey.parse(key), property);
	}

	private static Column column(String name) {
		return Column.repeated(name, ColumnType.STRING);
	}

}

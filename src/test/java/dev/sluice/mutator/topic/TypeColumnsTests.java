package dev.sluice.mutator.topic;

import java.util.List;

import dev.sluice.schema.iglu.IgluSchema;
import dev.sluice.schema.iglu.IgluSchemas;
import dev.sluice.schema.iglu.SchemaAnswer;
import dev.sluice.schema.iglu.SchemaKey;
import dev.sluice.schema.snowplow.ColumnLayout;
import dev.sluice.schema.snowplow.EntityRules;
import dev.sluice.schema.snowplow.ShredProperty;
import dev.sluice.schema.snowplow.ShreddedType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TypeColumns}.
 */
class TypeColumnsTests implements IgluSchemas {

	@Test
	void typeWhoseLookupFailsUnexpectedlyHasNoColumns() {
		TypeColumns columns = new TypeColumns(this, new TypeLayout(ColumnLayout.V2, List.of(), EntityRules.SLUICE));

		TypeColumns.Answer answer = columns
			.of(new ShreddedType(SchemaKey.parse("iglu:com.acme/a/jsonschema/1-0-0"), ShredProperty.CONTEXTS));

		assertThat(answer).isEqualTo(new TypeColumns.Answer.None(
				"iglu:com.acme/a/jsonschema/1-0-0: no columns can be" + " made, java.lang.IllegalStateException"));
	}

	@Override
	public SchemaAnswer<IgluSchema> schema(SchemaKey key) {
		throw new IllegalStateException("broken");
	}

	@Override
	public SchemaAnswer<List<IgluSchema>> upTo(SchemaKey highest) {
		throw new IllegalStateException("broken");
	}

}

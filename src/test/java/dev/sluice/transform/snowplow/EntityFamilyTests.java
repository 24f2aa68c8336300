package dev.sluice.transform.snowplow;

import dev.sluice.schema.iglu.SchemaAnswer;
import dev.sluice.schema.iglu.SchemaKey;
import dev.sluice.schema.snowplow.EntityColumns;
import dev.sluice.schema.snowplow.EntityLayout;
import dev.sluice.schema.snowplow.EntityRules;
import dev.sluice.schema.snowplow.ShredProperty;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EntityFamilyTests {

	private static final String FIRST = "iglu:com.acme/item/jsonschema/1-0-0";

	private static final String GAP = "iglu:com.acme/item/jsonschema/1-0-1";

	private static final String HIGHEST = "iglu:com.acme/item/jsonschema/1-1-0";

	private final MapSchemas schemas = new MapSchemas();

	private final EntityFamily family = new EntityFamily(SchemaKey.parse(FIRST), EntityLayout.V2,
			ShredProperty.CONTEXTS, this.schemas, EntityRules.SLUICE);

	@Test
	void columnsStayTheSameWhenTheSchemaIsReadAgainUnchanged() {
		put(FIRST, "id");
		EntityColumns before = columns(FIRST, 1);
		put(FIRST, "id");

		assertThat(columns(FIRST, 2)).isSameAs(before);
	}

	@Test
	void columnsChangeWithTheSchema() {
		put(FIRST, "id");
		EntityColumns before = columns(FIRST, 1);
		put(FIRST, "name");

		assertThat(columns(FIRST, 2)).isNotEqualTo(before);
	}

	@Test
	void versionThatTheModelsListLeavesOutKeepsItsColumns() {
		put(FIRST, "id");
		put(HIGHEST, "id");
		columns(HIGHEST, 1);
		put(GAP, "size");

		assertThat(columns(GAP, 1)).isNotEqualTo(columns(HIGHEST, 1)).isSameAs(columns(GAP, 1));
	}

	private void put(String uri, String property) {
		this.schemas.put(uri, "{\"type\":\"object\",\"properties\":{\"" + property + "\":{\"type\":\"string\"}}}");
	}

	private EntityColumns columns(String uri, long slice) {
		return ((SchemaAnswer.Found<EntityColumns>) this.family.columns(SchemaKey.parse(uri), slice)).value();
	}

}

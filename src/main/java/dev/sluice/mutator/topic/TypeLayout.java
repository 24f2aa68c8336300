package dev.sluice.mutator.topic;

import java.util.List;

import dev.sluice.schema.iglu.SchemaCriterion;
import dev.sluice.schema.iglu.SchemaKey;
import dev.sluice.schema.snowplow.ColumnLayout;
import dev.sluice.schema.snowplow.EntityLayout;
import dev.sluice.schema.snowplow.EntityRules;

/**
 * How types are laid out in columns.
 *
 * @param layout the layout of most
 * @param legacy schemas that are laid out as in {@link ColumnLayout#V1} although most are
 * not
 * @param rules whose rules count
 */
public record TypeLayout(ColumnLayout layout, List<SchemaCriterion> legacy, EntityRules rules) {

	public TypeLayout {
		legacy = List.copyOf(legacy);
	}

	EntityLayout of(SchemaKey key) {
		if (this.layout == ColumnLayout.V1) {
			return EntityLayout.V1;
		}
		boolean old = this.legacy.stream().anyMatch((criterion) -> criterion.matches(key));
		return old ? EntityLayout.LEGACY : EntityLayout.V2;
	}

}

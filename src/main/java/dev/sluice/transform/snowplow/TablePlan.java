package dev.sluice.transform.snowplow;

import java.util.IdentityHashMap;

import dev.sluice.schema.snowplow.EntityColumn;
import dev.sluice.schema.snowplow.EntityRules;
import dev.sluice.table.RowLayout;

/**
 * Where everything in events goes in one layout of a table. Not thread-safe.
 */
final class TablePlan {

	/** Columns that no schema asks for any more are forgotten with all others. */
	private static final int MOST = 10_000;

	private final RowLayout layout;

	private final AtomicFields atomic;

	private final EntityRules rules;

	private final IdentityHashMap<EntityColumn, EntityCaster> casters = new IdentityHashMap<>();

	TablePlan(RowLayout layout, SnowplowProperties properties) {
		this.layout = layout;
		this.atomic = new AtomicFields(layout, properties.layout());
		this.rules = properties.rules();
	}

	RowLayout layout() {
		return this.layout;
	}

	AtomicFields atomic() {
		return this.atomic;
	}

	EntityCaster caster(EntityColumn column) {
		EntityCaster caster = this.casters.get(column);
		if (caster == null) {
			if (this.casters.size() >= MOST) {
				this.casters.clear();
			}
			caster = EntityCaster.of(column, this.layout, this.rules);
			this.casters.put(column, caster);
		}
		return caster;
	}

}

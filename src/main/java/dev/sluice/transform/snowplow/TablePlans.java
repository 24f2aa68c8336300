package dev.sluice.transform.snowplow;

import java.util.HashMap;
import java.util.Map;

import dev.sluice.table.RowLayout;
import dev.sluice.table.TableName;
import org.jspecify.annotations.Nullable;

/**
 * The plans of tables. Of each table two are kept, since rows that the write path does
 * not take yet are written with the catalog's layout. Not thread-safe.
 */
final class TablePlans {

	private final SnowplowProperties properties;

	private final Map<TableName, Plans> plans = new HashMap<>();

	private @Nullable TablePlan last;

	TablePlans(SnowplowProperties properties) {
		this.properties = properties;
	}

	TablePlan of(RowLayout layout) {
		TablePlan plan = this.last;
		if (plan == null || plan.layout() != layout) {
			plan = this.plans.computeIfAbsent(layout.table(), (table) -> new Plans()).of(layout, this.properties);
			this.last = plan;
		}
		return plan;
	}

	private static final class Plans {

		private @Nullable TablePlan newer;

		private @Nullable TablePlan older;

		TablePlan of(RowLayout layout, SnowplowProperties properties) {
			TablePlan plan = this.newer;
			if (plan != null && plan.layout() == layout) {
				return plan;
			}
			TablePlan found = this.older;
			if (found == null || found.layout() != layout) {
				found = new TablePlan(layout, properties);
			}
			this.older = plan;
			this.newer = found;
			return found;
		}

	}

}

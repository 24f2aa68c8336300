package dev.sluice.pipeline;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.sluice.retry.RateLimit;
import dev.sluice.table.TableName;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;

/**
 * The budgets of the process and of each table of a pipeline, with what is left of them
 * as gauges. Thread-safe.
 */
final class Budgets {

	private final MeterRegistry registry;

	private final InstantSource clock;

	private final AppendBudget process;

	private final Map<Key, AppendBudget> tables = new ConcurrentHashMap<>();

	/**
	 * Budgets of a process.
	 * @param bounds the bounds on all that it appends
	 * @param registry takes the gauges
	 * @param clock tells the time
	 */
	Budgets(BudgetProperties bounds, MeterRegistry registry, InstantSource clock) {
		this.registry = registry;
		this.clock = clock;
		this.process = budget(bounds, "sluice.budget", Tags.empty());
	}

	/**
	 * The budget of a table, which is part of that of the process.
	 */
	AppendBudget of(String pipeline, TableName table, BudgetProperties bounds) {
		return this.tables.computeIfAbsent(new Key(pipeline, table), (key) -> {
			AppendBudget own = budget(bounds, "sluice.table.budget",
					Tags.of("pipeline", pipeline, "table", table.toString()));
			return new AppendBudget(both(own.rows(), this.process.rows()), both(own.bytes(), this.process.bytes()));
		});
	}

	private static List<RateLimit> both(List<RateLimit> own, List<RateLimit> shared) {
		List<RateLimit> both = new ArrayList<>(own);
		both.addAll(shared);
		return both;
	}

	private AppendBudget budget(BudgetProperties bounds, String name, Tags tags) {
		Long bytes = (bounds.bytesPerSecond() != null) ? Long.valueOf(bounds.bytesPerSecond().toBytes()) : null;
		return new AppendBudget(limit(bounds.rowsPerSecond(), name, tags.and("of", "rows")),
				limit(bytes, name, tags.and("of", "bytes")));
	}

	private List<RateLimit> limit(@Nullable Long perSecond, String name, Tags tags) {
		if (perSecond == null) {
			return List.of();
		}
		RateLimit limit = new RateLimit(perSecond, this.clock);
		Gauge.builder(name + ".limit", limit, RateLimit::perSecond)
			.description("The most that is appended per second")
			.tags(tags)
			.register(this.registry);
		Gauge.builder(name + ".headroom", limit, RateLimit::headroom)
			.description("The share of it that the last seconds have left, from 0 to 1")
			.tags(tags)
			.register(this.registry);
		return List.of(limit);
	}

	private record Key(String pipeline, TableName table) {

	}

}

package dev.sluice.pipeline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import dev.sluice.mutator.Mutator;
import dev.sluice.mutator.TableState;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.Warehouse;
import org.jspecify.annotations.Nullable;

/**
 * The tables that one listener thread writes to, each with its appender and with what is
 * known of it. States are looked up once per slice. Owned by that thread.
 */
final class TableTargets {

	private final Map<TableName, Target> targets = new HashMap<>();

	private final Warehouse warehouse;

	private final Mutator mutator;

	private final SlabMemory memory;

	private final AppendContext context;

	private @Nullable Target last;

	private long slice;

	TableTargets(Warehouse warehouse, SlabMemory memory, AppendContext context) {
		this.warehouse = warehouse;
		this.mutator = context.mutator();
		this.memory = memory;
		this.context = context;
	}

	/**
	 * Begins a slice, for which states are looked up anew.
	 */
	void nextSlice() {
		this.slice++;
		this.last = null;
	}

	Target target(TableName table) {
		Target recent = this.last;
		if (recent != null && recent.appender.table().equals(table)) {
			return recent;
		}
		Target target = this.targets.computeIfAbsent(table, this::open);
		if (target.slice != this.slice) {
			target.slice = this.slice;
			target.state = this.mutator.state(table);
		}
		this.last = target;
		return target;
	}

	private Target open(TableName table) {
		return new Target(new RowAppender(table, this.warehouse.lane(table), this.memory.account(), this.context),
				this.mutator.state(table));
	}

	Collection<RowAppender> appenders() {
		return new ArrayList<>(this.targets.values().stream().map(Target::appender).toList());
	}

	void cutAll() {
		this.targets.values().forEach((target) -> target.appender.cut());
	}

	void tick() {
		this.targets.values().forEach((target) -> target.appender.tick());
		this.targets.values().removeIf(this::leave);
	}

	private boolean leave(Target target) {
		if (!target.appender.forgotten()) {
			return false;
		}
		target.appender.close();
		this.last = null;
		return true;
	}

	/**
	 * Closes all appenders, whose rows are no longer waited for.
	 */
	void closeAll() {
		this.targets.values().forEach((target) -> target.appender.close());
		this.targets.clear();
		this.last = null;
	}

	/**
	 * A table to write to.
	 */
	static final class Target {

		private final RowAppender appender;

		private TableState state;

		private long slice;

		private Target(RowAppender appender, TableState state) {
			this.appender = appender;
			this.state = state;
		}

		RowAppender appender() {
			return this.appender;
		}

		TableState state() {
			return this.state;
		}

		TableName table() {
			return this.appender.table();
		}

	}

}

package dev.sluice.pipeline;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import dev.sluice.mutator.Mutator;
import dev.sluice.mutator.TableState;
import dev.sluice.record.SourcePartition;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.Warehouse;
import org.jspecify.annotations.Nullable;

/**
 * The tables that one listener thread writes to, each with its appender and with what is
 * known of it. States are looked up once per slice. Where rows of a partition are
 * published together, each partition has appenders of its own. Owned by that thread.
 */
final class TableTargets {

	/** Stands for all partitions, where they share appenders. */
	private static final SourcePartition ALL = new SourcePartition("", 0);

	private final Map<SourcePartition, Map<TableName, Target>> targets = new HashMap<>();

	private final Warehouse warehouse;

	private final Mutator mutator;

	private final SlabMemory memory;

	private final AppendContext context;

	private @Nullable Target last;

	private Map<TableName, Target> present = Map.of();

	private long slice;

	TableTargets(Warehouse warehouse, SlabMemory memory, AppendContext context) {
		this.warehouse = warehouse;
		this.mutator = context.mutator();
		this.memory = memory;
		this.context = context;
	}

	/**
	 * Begins a slice of a partition, for which states are looked up anew.
	 */
	void nextSlice(SourcePartition partition) {
		this.slice++;
		this.last = null;
		this.present = this.targets.computeIfAbsent(key(partition), (key) -> new HashMap<>());
	}

	private SourcePartition key(SourcePartition partition) {
		return (this.warehouse.publishesLater()) ? partition : ALL;
	}

	Target target(TableName table) {
		Target recent = this.last;
		if (recent != null && recent.appender.table().equals(table)) {
			return recent;
		}
		Target target = this.present.computeIfAbsent(table, this::open);
		if (target.slice != this.slice) {
			target.slice = this.slice;
			target.state = this.mutator.state(table);
		}
		this.last = target;
		return target;
	}

	private Target open(TableName table) {
		SlabMemory.Account account = this.memory.account(this.context.settings().useful());
		return new Target(new RowAppender(table, this.warehouse.lane(table), account, this.context),
				this.mutator.state(table));
	}

	Collection<RowAppender> appenders() {
		return all().map(Target::appender).toList();
	}

	/**
	 * The appenders of a partition, or those that it shares with others.
	 */
	Collection<RowAppender> appenders(SourcePartition partition) {
		return this.targets.getOrDefault(key(partition), Map.of()).values().stream().map(Target::appender).toList();
	}

	/**
	 * Whether rows of other tables have been taken lately.
	 */
	boolean busyWithOthers(TableName table) {
		return all().anyMatch((target) -> !target.table().equals(table) && target.appender.busy());
	}

	private Stream<Target> all() {
		return this.targets.values().stream().flatMap((tables) -> tables.values().stream());
	}

	/**
	 * The number of requests that lanes have not taken yet.
	 */
	int unspooled() {
		return all().mapToInt((target) -> target.appender.unspooled()).sum();
	}

	void cutAll() {
		all().forEach((target) -> target.appender.cut());
	}

	void tick() {
		all().forEach((target) -> target.appender.tick());
		this.targets.values().forEach((tables) -> tables.values().removeIf(this::leave));
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
	 * Closes the appenders that only a partition has, whose rows are no longer waited
	 * for.
	 */
	void close(SourcePartition partition) {
		Map<TableName, Target> itsOwn = this.targets.remove(partition);
		if (itsOwn != null) {
			itsOwn.values().forEach((target) -> target.appender.close());
			this.last = null;
		}
	}

	/**
	 * Closes all appenders, whose rows are no longer waited for.
	 */
	void closeAll() {
		all().forEach((target) -> target.appender.close());
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

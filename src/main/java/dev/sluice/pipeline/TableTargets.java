package dev.sluice.pipeline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.sluice.mutator.Mutator;
import dev.sluice.mutator.TableState;
import dev.sluice.record.SourcePartition;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.StreamPosition;
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

	/**
	 * With many tables, to look at each before each poll would cost more than the poll.
	 */
	private static final long SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	private static final long LEAVE_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final Map<SourcePartition, Tables> targets = new HashMap<>();

	private final Warehouse warehouse;

	private final Mutator mutator;

	private final SlabMemory memory;

	private final AppendContext context;

	private @Nullable Target last;

	private Tables present = new Tables();

	private long slice;

	private long sweptAt;

	private long leftAt;

	TableTargets(Warehouse warehouse, SlabMemory memory, AppendContext context) {
		this.warehouse = warehouse;
		this.mutator = context.mutator();
		this.memory = memory;
		this.context = context;
		this.leftAt = context.nanoTime();
		this.sweptAt = this.leftAt - SWEEP_NANOS;
	}

	/**
	 * Begins a slice of a partition, for which states are looked up anew.
	 */
	void nextSlice(SourcePartition partition) {
		this.slice++;
		this.last = null;
		this.present = this.targets.computeIfAbsent(key(partition), (key) -> new Tables());
	}

	private SourcePartition key(SourcePartition partition) {
		return (this.warehouse.publishesLater()) ? partition : ALL;
	}

	Target target(TableName table) {
		Target recent = this.last;
		if (recent != null && recent.appender.table().equals(table)) {
			return recent;
		}
		Target target = this.present.byName.computeIfAbsent(table, this::open);
		if (target.slice != this.slice) {
			target.slice = this.slice;
			target.state = this.mutator.state(table);
		}
		this.last = target;
		return target;
	}

	private Target open(TableName table) {
		AppendSettings settings = this.context.settings();
		SlabMemory.Account account = this.memory.account(settings.useful(), settings.inFlight());
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
		Tables tables = this.targets.get(key(partition));
		return (tables != null) ? tables.byName.values().stream().map(Target::appender).toList() : List.of();
	}

	/**
	 * Enters the tables of a record's rows into what the next commit of its partition has
	 * to name.
	 * @return false if that has no room for them
	 */
	boolean name(RowAssembly rows) {
		return !this.warehouse.publishesLater() || this.present.name(rows, this.context.settings().metadata());
	}

	/**
	 * Whether the next commit of a partition names no table yet.
	 */
	boolean namesNone(SourcePartition partition) {
		Tables tables = this.targets.get(partition);
		return tables == null || tables.named == 0;
	}

	/**
	 * Puts a fence behind the rows of a partition so far.
	 */
	void fence(SourcePartition partition) {
		Tables tables = this.targets.get(key(partition));
		if (tables != null) {
			tables.fence();
		}
	}

	/**
	 * Takes the fence of a partition away, all rows before it being settled.
	 * @return up to where streams are to be published
	 */
	List<Intent.TableStream> passFence(SourcePartition partition) {
		List<Intent.TableStream> streams = new ArrayList<>();
		Tables tables = this.targets.get(key(partition));
		for (Target target : (tables != null) ? tables.byName.values() : List.<Target>of()) {
			StreamPosition upTo = target.appender.passFence();
			if (upTo != null) {
				streams.add(new Intent.TableStream(target.table(), upTo));
			}
		}
		return streams;
	}

	/**
	 * Whether rows of other tables have been taken lately.
	 */
	boolean busyWithOthers(TableName table) {
		return all().anyMatch((target) -> !target.table().equals(table) && target.appender.busy());
	}

	private Stream<Target> all() {
		return this.targets.values().stream().flatMap((tables) -> tables.byName.values().stream());
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

	/**
	 * Does what is due by the clock, within a few milliseconds.
	 */
	void tick() {
		long now = this.context.nanoTime();
		if (now - this.sweptAt < SWEEP_NANOS) {
			return;
		}
		this.sweptAt = now;
		for (Tables tables : this.targets.values()) {
			for (Target target : tables.byName.values()) {
				target.appender.tick(now);
			}
		}
		if (now - this.leftAt >= LEAVE_NANOS) {
			this.leftAt = now;
			this.targets.values().forEach((tables) -> tables.byName.values().removeIf((target) -> leave(target, now)));
		}
	}

	private boolean leave(Target target, long now) {
		if (!target.appender.forgotten(now)) {
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
		Tables itsOwn = this.targets.remove(partition);
		if (itsOwn != null) {
			itsOwn.byName.values().forEach((target) -> target.appender.close());
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
	 * The tables of a partition, or of all.
	 */
	private static final class Tables {

		/** What a commit's metadata holds besides the tables, at most, in characters. */
		private static final int FRAME = 220;

		/** What it holds for a table besides its name, at most. */
		private static final int STREAM = 130;

		private final Map<TableName, Target> byName = new HashMap<>();

		private int named;

		private boolean name(RowAssembly rows, int limit) {
			int needed = 0;
			for (int row = 0; row < rows.rows(); row++) {
				needed += rows.target(row).named ? 0 : STREAM + rows.target(row).table().toString().length();
			}
			if (needed == 0) {
				return true;
			}
			if (FRAME + this.named + needed > limit) {
				return false;
			}
			this.named += needed;
			for (int row = 0; row < rows.rows(); row++) {
				rows.target(row).named = true;
			}
			return true;
		}

		private void fence() {
			this.named = 0;
			this.byName.values().forEach((target) -> {
				target.named = false;
				target.appender.fence();
			});
		}

	}

	/**
	 * A table to write to.
	 */
	static final class Target {

		private final RowAppender appender;

		private TableState state;

		private long slice;

		/** Whether the next commit names it. */
		private boolean named;

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

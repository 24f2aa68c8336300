package dev.sluice.mutator;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.sluice.retry.RetryProperties;
import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;
import dev.sluice.warehouse.SchemaNotices;
import dev.sluice.warehouse.Tables;
import dev.sluice.warehouse.WritePath;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The tables that the process knows, shared by the mutators of its pipelines.
 * Thread-safe.
 */
final class TableRegistry implements Mutators, AutoCloseable {

	private static final int WORKERS = 8;

	private static final int IDLE_SECONDS = 30;

	private final Tables tables;

	private final WritePath writePath;

	private final TableClocks clocks;

	private final SchemaHistory history;

	private final InstantSource time;

	private final ScheduledExecutorService mutator;

	private final ExecutorService workers;

	private final ConcurrentMap<TableName, SharedTable> known = new ConcurrentHashMap<>();

	/**
	 * The first mutator of each pipeline; its others share the tables that it has used.
	 */
	private final ConcurrentMap<String, TableMutator> mutators = new ConcurrentHashMap<>();

	TableRegistry(Tables tables, WritePath writePath, SchemaNotices notices, RetryProperties retry,
			SchemaHistory history, InstantSource time) {
		this.tables = tables;
		this.writePath = writePath;
		this.clocks = TableClocks.of(retry);
		this.history = history;
		this.time = time;
		this.mutator = Executors.newSingleThreadScheduledExecutor(threads("sluice-mutator-"));
		this.workers = workers();
		notices.subscribe(this::refresh);
	}

	private static ExecutorService workers() {
		ThreadPoolExecutor workers = new ThreadPoolExecutor(WORKERS, WORKERS, IDLE_SECONDS, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), threads("sluice-catalog-"));
		workers.allowCoreThreadTimeOut(true);
		return workers;
	}

	private static CustomizableThreadFactory threads(String prefix) {
		CustomizableThreadFactory threads = new CustomizableThreadFactory(prefix);
		threads.setDaemon(true);
		return threads;
	}

	@Override
	public TableMutator open(Options options) {
		TableSchema schema = SchemaDocument.read(options);
		TablePolicy policy = new TablePolicy(options.create(), options.evolution(), schema, options.furtherColumns(),
				options.alters());
		return this.mutators.computeIfAbsent(options.pipeline(), (pipeline) -> new TableMutator(this, policy))
			.with(policy);
	}

	@Override
	public List<TableStatus> tables(String pipeline) {
		TableMutator mutator = this.mutators.get(pipeline);
		return (mutator != null) ? mutator.tables() : List.of();
	}

	@Override
	public String defaultProject() {
		return this.tables.defaultProject();
	}

	InstantSource time() {
		return this.time;
	}

	SharedTable table(TableName name) {
		SharedTable table = this.known.get(name);
		return (table != null) ? table : this.known.computeIfAbsent(name, this::open);
	}

	private SharedTable open(TableName name) {
		TableFacts facts = TableFacts.unknown(name);
		TableRound round = new TableRound(facts, this.tables, this.writePath, this.clocks, this.history, this.time);
		return new SharedTable(facts, round, this.clocks, this.time, this.mutator, this.workers);
	}

	private void refresh(TableName name) {
		SharedTable table = this.known.get(name);
		if (table != null) {
			table.refresh();
		}
	}

	@Override
	public void close() {
		this.mutator.shutdownNow();
		this.workers.shutdownNow();
	}

}

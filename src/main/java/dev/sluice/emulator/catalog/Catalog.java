package dev.sluice.emulator.catalog;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.google.gson.JsonObject;
import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.fault.Behavior;
import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Faults;
import dev.sluice.emulator.fault.Setting;
import dev.sluice.emulator.fault.Target;
import dev.sluice.emulator.journal.Journal;
import org.jspecify.annotations.Nullable;

/**
 * The datasets and tables.
 *
 * Its own methods are the view of REST: a change is seen at once. The write path sees it
 * through a {@link WriteView}, after the lag that held when the change was made. Every
 * change is in the journal before its method returns; methods that refuse throw
 * {@link ApiError} and change nothing.
 *
 * Safe for use by many threads: one monitor guards all maps and orders the journal's
 * entries; it is never held while waiting for anything but the disk.
 */
public final class Catalog {

	private static final String KIND = "catalog";

	private final Journal journal;

	private final InstantSource clock;

	private final Behavior behavior;

	private final Faults faults;

	private final String defaultLocation;

	@GuardedBy("this")
	private final Map<DatasetId, Dataset> datasets = new HashMap<>();

	@GuardedBy("this")
	private final Map<TableId, Table> tables = new HashMap<>();

	@GuardedBy("this")
	private final Map<TableId, History> histories = new HashMap<>();

	@GuardedBy("this")
	private final UpdateQuota quota = new UpdateQuota();

	@GuardedBy("this")
	private long revision;

	private final List<Consumer<Table>> dropListeners = new CopyOnWriteArrayList<>();

	private final List<Consumer<TableDefinition>> rules = new CopyOnWriteArrayList<>();

	public Catalog(Journal journal, InstantSource clock, Behavior behavior, Faults faults, String defaultLocation) {
		this.journal = journal;
		this.clock = clock;
		this.behavior = behavior;
		this.faults = faults;
		this.defaultLocation = defaultLocation;
		recover();
	}

	private synchronized void recover() {
		for (String text : this.journal.recovered(KIND)) {
			apply(CatalogEntry.read(text));
		}
	}

	@GuardedBy("this")
	private void commit(CatalogEntry entry) {
		this.journal.append(KIND, entry.write());
		apply(entry);
	}

	@GuardedBy("this")
	private void apply(CatalogEntry entry) {
		this.revision++;
		if (entry.aboutDataset()) {
			put(this.datasets, entry.id().inDataset(), entry.dataset());
			return;
		}
		put(this.tables, entry.id(), entry.table());
		if (entry.table() != null) {
			this.revision = Math.max(this.revision, entry.table().incarnation());
		}
		this.histories.computeIfAbsent(entry.id(), (id) -> new History()).add(entry.visibleAt(), entry.table());
	}

	private static <K, V> void put(Map<K, V> map, K key, @Nullable V value) {
		if (value != null) {
			map.put(key, value);
		}
		else {
			map.remove(key);
		}
	}

	/**
	 * Adds a rule that every new or changed definition must keep to.
	 * @param rule throws {@link ApiError} if it is broken
	 */
	public void addRule(Consumer<TableDefinition> rule) {
		this.rules.add(rule);
	}

	/**
	 * Calls a listener after a table was dropped.
	 */
	public void onDrop(Consumer<Table> listener) {
		this.dropListeners.add(listener);
	}

	/**
	 * Creates a dataset from its REST resource.
	 */
	public synchronized Dataset createDataset(DatasetId id, JsonObject resource) {
		if (this.datasets.containsKey(id)) {
			throw ApiError.duplicate("Already Exists: Dataset " + id);
		}
		Instant now = this.clock.instant();
		String location = resource.has("location") ? resource.get("location").getAsString() : this.defaultLocation;
		Dataset dataset = new Dataset(id, resource.deepCopy(), now, now, etag(), location);
		commit(CatalogEntry.of(id, dataset, now));
		return dataset;
	}

	public synchronized Optional<Dataset> findDataset(DatasetId id) {
		return Optional.ofNullable(this.datasets.get(id));
	}

	public Dataset dataset(DatasetId id) {
		return findDataset(id).orElseThrow(() -> ApiError.notFound("Not found: Dataset " + id));
	}

	/**
	 * Returns the datasets of a project in the order of their names.
	 */
	public synchronized List<Dataset> datasets(String project) {
		Map<String, Dataset> sorted = new TreeMap<>();
		this.datasets.values()
			.stream()
			.filter((dataset) -> dataset.id().project().equals(project))
			.forEach((dataset) -> sorted.put(dataset.id().dataset(), dataset));
		return List.copyOf(sorted.values());
	}

	/**
	 * Changes a dataset's resource.
	 * @param ifMatch the etag it must have, or {@code null} for any
	 */
	public synchronized Dataset changeDataset(DatasetId id, @Nullable String ifMatch,
			UnaryOperator<JsonObject> change) {
		Dataset old = dataset(id);
		match(ifMatch, old.etag());
		Instant now = this.clock.instant();
		Dataset dataset = new Dataset(id, change.apply(old.json()), old.created(), now, etag(), old.location());
		commit(CatalogEntry.of(id, dataset, now));
		return dataset;
	}

	/**
	 * Deletes a dataset.
	 * @param contents whether to delete its tables too, otherwise it must be empty
	 */
	public void deleteDataset(DatasetId id, boolean contents) {
		synchronized (this) {
			dataset(id);
			List<Table> inside = tables(id);
			if (!inside.isEmpty() && !contents) {
				throw ApiError.resourceInUse("Dataset " + id + " is still in use");
			}
			inside.forEach((table) -> deleteTable(table.id()));
			commit(CatalogEntry.of(id, null, this.clock.instant()));
		}
	}

	/**
	 * Creates a table.
	 */
	public synchronized Table createTable(TableId id, TableDefinition definition) {
		Dataset dataset = dataset(id.inDataset());
		expire(id);
		if (this.tables.containsKey(id)) {
			throw ApiError.duplicate("Already Exists: Table " + id);
		}
		this.rules.forEach((rule) -> rule.accept(definition));
		useQuota(id, definition);
		Instant now = this.clock.instant();
		Table table = new Table(id, this.revision + 1, definition, now, now, etag(), dataset.location());
		commit(CatalogEntry.of(id, table, visibleAt("catalog.create", id)));
		return table;
	}

	public synchronized Optional<Table> findTable(TableId id) {
		expire(id);
		return Optional.ofNullable(this.tables.get(id));
	}

	public synchronized Table table(TableId id) {
		Optional<Table> found = findTable(id);
		if (found.isEmpty()) {
			dataset(id.inDataset());
			throw ApiError.notFound("Not found: Table " + id);
		}
		return found.get();
	}

	/**
	 * Returns the tables of a dataset in the order of their names.
	 */
	public synchronized List<Table> tables(DatasetId id) {
		Map<String, Table> sorted = new TreeMap<>();
		for (Table table : List.copyOf(this.tables.values())) {
			if (table.id().inDataset().equals(id)) {
				findTable(table.id()).ifPresent((alive) -> sorted.put(alive.id().table(), alive));
			}
		}
		return List.copyOf(sorted.values());
	}

	/**
	 * Returns all tables.
	 */
	public synchronized List<Table> tables() {
		return List.copyOf(this.tables.values());
	}

	/**
	 * Changes a table under the rules of {@link SchemaChange}.
	 * @param ifMatch the etag it must have, or {@code null} for any
	 */
	public synchronized Table changeTable(TableId id, @Nullable String ifMatch, UnaryOperator<TableDefinition> change) {
		return replaceTable(id, ifMatch, (old) -> {
			TableDefinition changed = change.apply(old);
			SchemaChange.check(id, old.schema(), changed.schema());
			return changed;
		});
	}

	/**
	 * Changes a table without regard to the rules, as DDL and jobs may.
	 * @param ifMatch the etag it must have, or {@code null} for any
	 */
	public synchronized Table replaceTable(TableId id, @Nullable String ifMatch,
			UnaryOperator<TableDefinition> change) {
		Table old = table(id);
		match(ifMatch, old.etag());
		TableDefinition changed = change.apply(old.definition());
		this.rules.forEach((rule) -> rule.accept(changed));
		useQuota(id, old.definition());
		Table table = new Table(id, old.incarnation(), changed, old.created(), this.clock.instant(), etag(),
				old.location());
		commit(CatalogEntry.of(id, table, visibleAt("catalog.update", id)));
		return table;
	}

	public synchronized void deleteTable(TableId id) {
		drop(table(id));
	}

	@GuardedBy("this")
	private void drop(Table table) {
		commit(CatalogEntry.of(table.id(), null, visibleAt("catalog.delete", table.id())));
		this.dropListeners.forEach((listener) -> listener.accept(table));
	}

	@GuardedBy("this")
	private void expire(TableId id) {
		Table table = this.tables.get(id);
		if (table != null
				&& table.definition().expiration().filter((at) -> !at.isAfter(this.clock.instant())).isPresent()) {
			drop(table);
		}
	}

	@GuardedBy("this")
	private void useQuota(TableId id, TableDefinition definition) {
		int limit = this.behavior
			.get(definition.partitioned() ? Setting.PARTITIONED_TABLE_UPDATES : Setting.TABLE_UPDATES);
		this.quota.use(id, limit, this.clock.instant());
	}

	private Instant visibleAt(String change, TableId id) {
		Duration lag = this.faults.intercept(new Target(change, id.path()))
			.find(Effect.Lag.class)
			.map(Effect.Lag::by)
			.orElse(this.behavior.get(Setting.WRITE_PATH_LAG));
		return this.clock.instant().plus(lag);
	}

	/**
	 * Returns the view of the write path.
	 * @param staleness how much longer than the lag it sees the old state
	 */
	public WriteView writeView(Duration staleness) {
		return new WriteView(this, staleness);
	}

	synchronized Optional<Table> seen(TableId id, Duration staleness) {
		expire(id);
		History history = this.histories.get(id);
		if (history == null) {
			return Optional.empty();
		}
		Instant now = this.clock.instant();
		history.prune(now.minus(this.behavior.get(Setting.STALE_SPREAD))
			.minus(this.behavior.get(Setting.SCHEMA_NOTICE_DELAY)));
		return history.at(now.minus(staleness));
	}

	private static void match(@Nullable String expected, String etag) {
		if (expected != null && !expected.equals(etag) && !expected.equals("*")) {
			throw ApiError.preconditionFailed("Precondition check failed.");
		}
	}

	@GuardedBy("this")
	private String etag() {
		String text = String.format(Locale.ROOT, "%016x", (this.revision + 1) * 0x9E3779B97F4A7C15L);
		return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
	}

}

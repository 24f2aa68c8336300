package dev.sluice.emulator.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.sluice.emulator.call.CallLog;
import dev.sluice.emulator.catalog.Catalog;
import dev.sluice.emulator.clock.VirtualClock;
import dev.sluice.emulator.duckdb.Projection;
import dev.sluice.emulator.fault.Behavior;
import dev.sluice.emulator.fault.Faults;
import dev.sluice.emulator.fault.Permissions;
import dev.sluice.emulator.journal.DataDirectory;
import dev.sluice.emulator.journal.Journal;
import dev.sluice.emulator.row.DefaultValue;
import dev.sluice.emulator.stream.WriteStreams;
import dev.sluice.emulator.table.RowStore;
import org.jspecify.annotations.Nullable;

/**
 * What both protocols work on: catalog, rows, clock, faults, log of calls, journal.
 *
 * Opening it recovers what an earlier process acknowledged in the same directory.
 */
public final class Engine implements AutoCloseable {

	private static final String CLOCK = "clock";

	private final DataDirectory directory;

	private final Journal journal;

	private final VirtualClock clock;

	private final Runnable timekeeping;

	private final Behavior behavior = new Behavior();

	private final Faults faults = new Faults();

	private final CallLog calls;

	private final Catalog catalog;

	private final RowStore rows;

	private final WriteStreams streams;

	private final Projection projection;

	private final String location;

	private Engine(DataDirectory directory, Journal journal, VirtualClock clock, String location) {
		this.directory = directory;
		this.journal = journal;
		this.clock = clock;
		this.timekeeping = keepTime();
		this.calls = new CallLog(clock);
		this.location = location;
		this.catalog = new Catalog(this.journal, clock, this.behavior, this.faults, location);
		this.rows = new RowStore(this.journal, directory.rows(), this.catalog);
		this.streams = new WriteStreams(this.journal, this.catalog, this.rows, clock, this.behavior);
		this.projection = new Projection(directory.directory("query"), this.rows);
		this.catalog.addRule((definition) -> DefaultValue.check(definition.schema()));
		this.catalog.onDrop(this.projection::drop);
	}

	/**
	 * Goes on from the time that an earlier process was advanced to.
	 * @return ends the keeping
	 */
	private Runnable keepTime() {
		List<String> advances = this.journal.recovered(CLOCK);
		if (!advances.isEmpty()) {
			Duration behind = Duration.between(this.clock.instant(), Instant.parse(advances.get(advances.size() - 1)));
			if (!behind.isNegative()) {
				this.clock.advance(behind);
			}
		}
		return this.clock.onAdvance(() -> this.journal.append(CLOCK, this.clock.instant().toString()));
	}

	/**
	 * Opens the engine.
	 * @param directory where its data is, or {@code null} for a temporary directory
	 * @param instance the identity the directory must have, or {@code null} for any
	 * @param clock the emulator's time
	 * @param location the location of datasets that name none
	 */
	public static Engine open(@Nullable Path directory, @Nullable String instance, VirtualClock clock,
			String location) {
		DataDirectory data = DataDirectory.open(directory, instance);
		try {
			return open(data, Journal.open(data.journal()), clock, location);
		}
		catch (RuntimeException ex) {
			data.close();
			throw ex;
		}
	}

	private static Engine open(DataDirectory data, Journal journal, VirtualClock clock, String location) {
		try {
			return new Engine(data, journal, clock, location);
		}
		catch (RuntimeException ex) {
			journal.close();
			throw ex;
		}
	}

	public Catalog catalog() {
		return this.catalog;
	}

	public RowStore rows() {
		return this.rows;
	}

	/**
	 * Returns the streams of the Storage Write API, default streams aside.
	 */
	public WriteStreams streams() {
		return this.streams;
	}

	/**
	 * Returns the tables in DuckDB, for queries.
	 */
	public Projection projection() {
		return this.projection;
	}

	public VirtualClock clock() {
		return this.clock;
	}

	public Behavior behavior() {
		return this.behavior;
	}

	/**
	 * Returns what callers may do.
	 */
	public Permissions permissions() {
		return new Permissions(this.behavior);
	}

	public Faults faults() {
		return this.faults;
	}

	public CallLog calls() {
		return this.calls;
	}

	/**
	 * Returns the journal, for entries of one's own kind.
	 */
	public Journal journal() {
		return this.journal;
	}

	/**
	 * Returns the directory of everything durable.
	 */
	public DataDirectory directory() {
		return this.directory;
	}

	public String location() {
		return this.location;
	}

	@Override
	public void close() {
		this.timekeeping.run();
		this.faults.clear();
		this.projection.close();
		this.rows.close();
		this.journal.close();
		this.directory.close();
	}

}

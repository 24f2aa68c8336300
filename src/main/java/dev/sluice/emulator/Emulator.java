package dev.sluice.emulator;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.sluice.emulator.call.CallLog;
import dev.sluice.emulator.catalog.Catalog;
import dev.sluice.emulator.catalog.Table;
import dev.sluice.emulator.catalog.TableId;
import dev.sluice.emulator.clock.VirtualClock;
import dev.sluice.emulator.engine.Engine;
import dev.sluice.emulator.fault.Behavior;
import dev.sluice.emulator.fault.Faults;
import dev.sluice.emulator.rest.RestServer;
import dev.sluice.emulator.write.WriteServer;
import org.jspecify.annotations.Nullable;

/**
 * BigQuery in this process: REST v2 on one port, the Storage Write API over gRPC on
 * another, both bound to the loopback interface.
 *
 * What it has acknowledged is in its data directory and survives any end of the process.
 * Everything a test sets and sees is here: clock, behavior, faults, log of calls.
 */
public final class Emulator implements AutoCloseable {

	private final Engine engine;

	private final RestServer rest;

	private final WriteServer writes;

	private Emulator(Engine engine, RestServer rest, WriteServer writes) {
		this.engine = engine;
		this.rest = rest;
		this.writes = writes;
	}

	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Starts an emulator on free ports with a temporary directory.
	 */
	public static Emulator start() {
		return builder().start();
	}

	/**
	 * Returns the port of the Storage Write API.
	 */
	public int grpcPort() {
		return this.writes.port();
	}

	public Engine engine() {
		return this.engine;
	}

	public Catalog catalog() {
		return this.engine.catalog();
	}

	public VirtualClock clock() {
		return this.engine.clock();
	}

	public Behavior behavior() {
		return this.engine.behavior();
	}

	public Faults faults() {
		return this.engine.faults();
	}

	public CallLog calls() {
		return this.engine.calls();
	}

	/**
	 * Returns all rows of a table that can be seen now, each as a map from column names
	 * to values.
	 */
	public List<Map<String, @Nullable Object>> rows(TableId id) {
		Table table = catalog().table(id);
		return this.engine.rows().of(table).read(table.schema().fields());
	}

	/**
	 * Returns the location of datasets that name none. Google's client keeps one static
	 * pool of connections per location, so each emulator has its own unless one was
	 * given.
	 */
	public String location() {
		return this.engine.location();
	}

	/**
	 * Returns the port of REST.
	 */
	public int restPort() {
		return this.rest.port();
	}

	/**
	 * Returns the address that takes the place of {@code https://bigquery.googleapis.com}
	 * and {@code https://storage.googleapis.com}.
	 */
	public String restHost() {
		return "http://localhost:" + restPort();
	}

	@Override
	public void close() {
		this.engine.faults().clear();
		this.rest.close();
		this.writes.close();
		this.engine.close();
	}

	/**
	 * How an emulator is to start.
	 */
	public static final class Builder {

		private int restPort;

		private int grpcPort;

		private @Nullable Path directory;

		private @Nullable String instance;

		private String location = "emulator-" + UUID.randomUUID();

		private VirtualClock clock = new VirtualClock();

		private Builder() {
		}

		/**
		 * Sets the port of gRPC; 0, the standard, takes a free one.
		 */
		public Builder grpcPort(int port) {
			this.grpcPort = port;
			return this;
		}

		/**
		 * Keeps everything in a directory, and takes up what is there.
		 */
		public Builder directory(Path directory) {
			this.directory = directory;
			return this;
		}

		/**
		 * Refuses a directory that belongs to another instance.
		 */
		public Builder instance(String instance) {
			this.instance = instance;
			return this;
		}

		/**
		 * Sets the location of datasets that name none.
		 */
		public Builder location(String location) {
			this.location = location;
			return this;
		}

		public Builder clock(VirtualClock clock) {
			this.clock = clock;
			return this;
		}

		/**
		 * Sets the port of REST, 0 for a free one.
		 */
		public Builder restPort(int restPort) {
			this.restPort = restPort;
			return this;
		}

		/**
		 * Starts it.
		 * @throws IllegalStateException if the directory cannot be used
		 */
		public Emulator start() {
			Engine engine = Engine.open(this.directory, this.instance, this.clock, this.location);
			try {
				return start(engine, RestServer.start(engine, this.restPort));
			}
			catch (RuntimeException ex) {
				engine.close();
				throw ex;
			}
		}

		private Emulator start(Engine engine, RestServer rest) {
			try {
				return new Emulator(engine, rest, WriteServer.start(engine, this.grpcPort));
			}
			catch (RuntimeException ex) {
				rest.close();
				throw ex;
			}
		}

	}

}

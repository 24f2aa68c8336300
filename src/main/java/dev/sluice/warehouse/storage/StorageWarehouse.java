package dev.sluice.warehouse.storage;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import com.google.cloud.bigquery.storage.v1.BigQueryWriteClient;
import com.google.cloud.bigquery.storage.v1.StreamWriter;
import dev.sluice.table.RowEncoding;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.Lane;
import dev.sluice.warehouse.SchemaNotices;
import dev.sluice.warehouse.Warehouse;
import dev.sluice.warehouse.WriteProperties;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * BigQuery through the Storage Write API, at least once.
 */
public final class StorageWarehouse implements Warehouse, AutoCloseable {

	private static final int OPENING_THREADS = 4;

	private static final int CLOSING_THREADS = 8;

	private static final int IDLE_SECONDS = 30;

	/** How long writers may take to close before their connections are cut. */
	private static final int CLOSING_SECONDS = 2;

	private final StorageProperties properties;

	private final SharedConnections connections;

	private final ExecutorService opening = threads("sluice-open-", OPENING_THREADS);

	private final ExecutorService closing = threads("sluice-close-", CLOSING_THREADS);

	private final LaneWriters writers;

	private final StorageStreams streams;

	/**
	 * Opens connections like an origin's.
	 * @param ticker measures time, in nanoseconds
	 */
	public StorageWarehouse(BigQueryWriteClient client, StorageProperties properties, SchemaNotices notices,
			LongSupplier ticker) {
		this.properties = properties;
		this.connections = new SharedConnections(client, properties.channels());
		this.writers = new LaneWriters(this.connections.client(), properties, notices, this.opening, this.closing);
		this.streams = new StorageStreams(this.connections.client(), this.writers, properties, ticker);
		StreamWriter.setMaxRequestCallbackWaitTime(properties.answerLimit());
	}

	private static ExecutorService threads(String prefix, int count) {
		CustomizableThreadFactory factory = new CustomizableThreadFactory(prefix);
		factory.setDaemon(true);
		ThreadPoolExecutor executor = new ThreadPoolExecutor(count, count, IDLE_SECONDS, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), factory);
		executor.allowCoreThreadTimeOut(true);
		return executor;
	}

	@Override
	public WriteProperties.Mode mode() {
		return WriteProperties.Mode.STORAGE_WRITE;
	}

	@Override
	public RowEncoding encoding() {
		return RowEncoding.WIRE;
	}

	@Override
	public Lane lane(TableName table) {
		return new StorageLane(table, this.writers, this.properties);
	}

	/**
	 * The same, exactly once.
	 */
	StorageStreams buffered() {
		return this.streams;
	}

	@Override
	public void close() {
		this.opening.shutdown();
		this.closing.shutdown();
		try {
			if (!this.closing.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
				this.closing.shutdownNow();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.connections.close();
	}

}

package dev.sluice.warehouse.insertall;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import com.google.cloud.bigquery.BigQueryOptions;
import dev.sluice.table.RowEncoding;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.Lane;
import dev.sluice.warehouse.Warehouse;
import dev.sluice.warehouse.WriteProperties;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * BigQuery through streaming inserts, at least once: a row that is sent again within
 * about a minute is usually recognised by its id, and nothing more is promised.
 */
public final class InsertAllWarehouse implements Warehouse, AutoCloseable {

	private static final int IDLE_SECONDS = 30;

	private final InsertAllCalls calls;

	private final ExecutorService executor;

	public InsertAllWarehouse(BigQueryOptions options, InsertAllProperties properties) {
		this.calls = new InsertAllCalls(options, properties.answerLimit());
		CustomizableThreadFactory factory = new CustomizableThreadFactory("sluice-insert-");
		factory.setDaemon(true);
		ThreadPoolExecutor threads = new ThreadPoolExecutor(properties.threads(), properties.threads(), IDLE_SECONDS,
				TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
		threads.allowCoreThreadTimeOut(true);
		this.executor = threads;
	}

	@Override
	public WriteProperties.Mode mode() {
		return WriteProperties.Mode.STREAMING_INSERTS;
	}

	@Override
	public RowEncoding encoding() {
		return RowEncoding.JSON_AS_TEXT;
	}

	@Override
	public Lane lane(TableName table) {
		return new InsertAllLane(table, this.calls, this.executor);
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}

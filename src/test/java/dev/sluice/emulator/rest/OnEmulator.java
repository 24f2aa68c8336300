package dev.sluice.emulator.rest;

import com.google.cloud.NoCredentials;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.cloud.bigquery.TableId;
import dev.sluice.emulator.Emulator;
import org.junit.jupiter.api.AfterEach;

/**
 * An emulator for each test, with Google's own client.
 */
abstract class OnEmulator {

	static final TableId ORDERS = TableId.of("local", "shop", "orders");

	final Emulator emulator = Emulator.start();

	final BigQuery bigQuery = BigQueryOptions.newBuilder()
		.setProjectId("local")
		.setHost(this.emulator.restHost())
		.setCredentials(NoCredentials.getInstance())
		.build()
		.getService();

	@AfterEach
	void close() {
		this.emulator.close();
	}

}

package dev.sluice.warehouse;

import java.time.InstantSource;
import java.util.List;

import com.google.cloud.bigquery.BigQuery;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * The catalog and the ways into BigQuery, by the application's own BigQuery client.
 */
@Configuration(proxyBeanMethods = false)
class WarehouseConfiguration {

	@Bean
	Tables tables(BigQuery bigQuery) {
		return new BigQueryTables(bigQuery, InstantSource.system());
	}

	@Bean
	Warehouses warehouses(List<Warehouse> warehouses, FileLoading loading, StoredPositions positions) {
		return new Warehouses(warehouses, loading, positions);
	}

	@Bean
	StoredPositions storedPositions(BigQuery bigQuery) {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setThreadNamePrefix("sluice-look-");
		executor.setDaemon(true);
		executor.setCorePoolSize(2);
		executor.setAllowCoreThreadTimeOut(true);
		executor.initialize();
		return new QueriedPositions(bigQuery, executor);
	}

	@Bean
	SchemaNotices schemaNotices() {
		return new SchemaNotices();
	}

}

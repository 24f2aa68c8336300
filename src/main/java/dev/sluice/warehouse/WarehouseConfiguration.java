package dev.sluice.warehouse;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

import com.google.api.gax.core.CredentialsProvider;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.spring.core.GcpProjectIdProvider;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Lazy;
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
	RowPositions rowPositions(BigQuery bigQuery) {
		return new QueriedRowPositions(bigQuery);
	}

	/** For those who keep files in buckets, unless there is another one. */
	@Bean
	@Lazy
	@Fallback
	Storage googleCloudStorage(CredentialsProvider credentials, GcpProjectIdProvider project) throws IOException {
		return StorageOptions.newBuilder()
			.setProjectId(project.getProjectId())
			.setCredentials(credentials.getCredentials())
			.build()
			.getService();
	}

	@Bean
	@Lazy
	AccountAccess accountAccess(BigQuery bigQuery, ObjectProvider<Storage> storage, JobHistory jobs) {
		return new BigQueryAccess(bigQuery, storage::getObject, jobs);
	}

	@Bean
	SchemaNotices schemaNotices() {
		return new SchemaNotices();
	}

}

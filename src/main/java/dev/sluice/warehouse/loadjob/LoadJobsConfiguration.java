package dev.sluice.warehouse.loadjob;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.function.Supplier;

import com.google.api.gax.core.CredentialsProvider;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.spring.core.GcpProjectIdProvider;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import dev.sluice.retry.RetryProperties;
import dev.sluice.warehouse.Tables;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;

/**
 * Load jobs, by the application's own BigQuery client.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetryProperties.class)
class LoadJobsConfiguration {

	@Bean
	PipelineLoads pipelineLoads(BigQuery bigQuery, Tables tables, ObjectProvider<Storage> storages,
			CredentialsProvider credentials, GcpProjectIdProvider project, RetryProperties patience,
			MeterRegistry registry) {
		Supplier<Storage> storage = SingletonSupplier
			.of(() -> storages.getIfAvailable(() -> storage(credentials, project)));
		return new PipelineLoads(bigQuery, tables, storage, patience, registry, InstantSource.system());
	}

	private static Storage storage(CredentialsProvider credentials, GcpProjectIdProvider project) {
		try {
			return StorageOptions.newBuilder()
				.setProjectId(project.getProjectId())
				.setCredentials(credentials.getCredentials())
				.build()
				.getService();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

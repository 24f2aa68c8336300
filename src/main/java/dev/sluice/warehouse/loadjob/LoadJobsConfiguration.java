package dev.sluice.warehouse.loadjob;

import java.time.InstantSource;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.storage.Storage;
import dev.sluice.retry.RetryProperties;
import dev.sluice.warehouse.Tables;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Load jobs, by the application's own BigQuery client.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetryProperties.class)
class LoadJobsConfiguration {

	@Bean
	PipelineLoads pipelineLoads(BigQuery bigQuery, Tables tables, ObjectProvider<Storage> storage,
			RetryProperties patience, MeterRegistry registry) {
		return new PipelineLoads(bigQuery, tables, storage::getObject, patience, registry, InstantSource.system());
	}

}

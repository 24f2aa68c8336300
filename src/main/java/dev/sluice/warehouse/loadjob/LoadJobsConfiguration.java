package dev.sluice.warehouse.loadjob;

import java.time.InstantSource;
import java.util.Map;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.storage.Storage;
import dev.sluice.retry.RetryProperties;
import dev.sluice.warehouse.JobHistory;
import dev.sluice.warehouse.Tables;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * Load jobs, by the application's own BigQuery client.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetryProperties.class)
class LoadJobsConfiguration {

	@Bean
	@Lazy
	JobHistory jobHistory(BigQuery bigQuery, Tables tables) {
		return new LoadJobs(bigQuery, tables, Map.of());
	}

	@Bean
	PipelineLoads pipelineLoads(BigQuery bigQuery, Tables tables, ObjectProvider<Storage> storage,
			RetryProperties patience, MeterRegistry registry) {
		return new PipelineLoads(bigQuery, tables, storage::getObject, patience, registry, InstantSource.system());
	}

}

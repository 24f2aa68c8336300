package dev.sluice.warehouse.insertall;

import com.google.cloud.bigquery.BigQuery;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Streaming inserts, by the host, transport and credentials of the application's own
 * client.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InsertAllProperties.class)
class InsertAllConfiguration {

	@Bean
	InsertAllWarehouse insertAllWarehouse(BigQuery bigQuery, InsertAllProperties properties) {
		return new InsertAllWarehouse(bigQuery.getOptions(), properties);
	}

}

package dev.sluice.warehouse;

import java.time.InstantSource;
import java.util.List;

import com.google.cloud.bigquery.BigQuery;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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
	Warehouses warehouses(List<Warehouse> warehouses, FileLoading loading) {
		return new Warehouses(warehouses, loading);
	}

	@Bean
	SchemaNotices schemaNotices() {
		return new SchemaNotices();
	}

}

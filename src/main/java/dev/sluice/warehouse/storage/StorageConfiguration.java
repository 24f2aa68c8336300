package dev.sluice.warehouse.storage;

import com.google.cloud.bigquery.storage.v1.BigQueryWriteClient;
import dev.sluice.warehouse.BufferedStreams;
import dev.sluice.warehouse.SchemaNotices;
import dev.sluice.warehouse.WritePath;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The Storage Write API, by the application's own client.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StorageProperties.class)
class StorageConfiguration {

	@Bean
	StorageWarehouse storageWarehouse(BigQueryWriteClient client, StorageProperties properties, SchemaNotices notices) {
		return new StorageWarehouse(client, properties, notices, System::nanoTime);
	}

	@Bean
	BufferedStreams bufferedStreams(StorageWarehouse warehouse) {
		return warehouse.buffered();
	}

	@Bean
	WritePath writePath(BigQueryWriteClient client) {
		return new StorageWritePath(client);
	}

}

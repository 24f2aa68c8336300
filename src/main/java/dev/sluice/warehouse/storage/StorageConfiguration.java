package dev.sluice.warehouse.storage;

import com.google.cloud.bigquery.storage.v1.BigQueryWriteClient;
import dev.sluice.warehouse.BufferedStreams;
import dev.sluice.warehouse.SchemaNotices;
import dev.sluice.warehouse.WritePath;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

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
	BufferedStreams bufferedStreams(StorageWarehouse warehouse, MeterRegistry registry) {
		StorageStreams streams = warehouse.buffered();
		Gauge.builder("sluice.streams.headroom", streams, StorageStreams::creationsLeft)
			.description("Streams that this instance may still create in this hour")
			.register(registry);
		return streams;
	}

	@Bean
	WritePath writePath(BigQueryWriteClient client) {
		return new StorageWritePath(client);
	}

}

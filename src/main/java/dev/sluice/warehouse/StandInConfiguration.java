package dev.sluice.warehouse;

import java.io.IOException;
import java.util.Objects;

import com.google.api.gax.core.CredentialsProvider;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.cloud.NoCredentials;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteClient;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteSettings;
import com.google.cloud.spring.core.GcpProjectIdProvider;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * Google's own clients for what stands in for BigQuery. Their auto-configuration knows no
 * plain text, so these beans take the place of its own.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WarehouseConnection.class)
@ConditionalOnProperty(prefix = WarehouseConnection.PREFIX, name = "rest-url")
class StandInConfiguration {

	@Bean
	CredentialsProvider noCredentials() {
		return NoCredentialsProvider.create();
	}

	@Bean
	BigQuery bigQuery(WarehouseConnection connection, GcpProjectIdProvider project) {
		return BigQueryOptions.newBuilder()
			.setProjectId(project.getProjectId())
			.setHost(Objects.requireNonNull(connection.restUrl()).toString())
			.setCredentials(NoCredentials.getInstance())
			.build()
			.getService();
	}

	@Bean
	@Lazy
	Storage cloudStorage(WarehouseConnection connection, GcpProjectIdProvider project) {
		return StorageOptions.newBuilder()
			.setProjectId(project.getProjectId())
			.setHost(Objects.requireNonNull(connection.restUrl()).toString())
			.setCredentials(NoCredentials.getInstance())
			.build()
			.getService();
	}

	@Bean
	BigQueryWriteClient bigQueryWriteClient(WarehouseConnection connection) throws IOException {
		InstantiatingGrpcChannelProvider channels = BigQueryWriteSettings.defaultGrpcTransportProviderBuilder()
			.setEndpoint(Objects.requireNonNull(connection.grpcTarget()))
			.setChannelConfigurator((channel) -> channel.usePlaintext())
			.build();
		return BigQueryWriteClient.create(BigQueryWriteSettings.newBuilder()
			.setCredentialsProvider(NoCredentialsProvider.create())
			.setTransportChannelProvider(channels)
			.build());
	}

}

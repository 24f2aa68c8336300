package dev.sluice.configuration.local;

import java.io.IOException;

import com.google.api.gax.core.CredentialsProvider;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.cloud.NoCredentials;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteClient;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteSettings;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import dev.sluice.configuration.LocalMode;
import dev.sluice.pipeline.InstanceRole;
import dev.sluice.pipeline.SluiceProperties;
import org.apache.kafka.clients.admin.NewTopic;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * The loader in local mode: Google's clients speak to the emulator, and the topics that
 * pipelines name are created.
 */
@Configuration(proxyBeanMethods = false)
@Profile(LocalMode.PROFILE)
@EnableConfigurationProperties(LocalProperties.class)
class LocalModeConfiguration {

	@Bean
	CredentialsProvider googleCredentials() {
		return NoCredentialsProvider.create();
	}

	@Bean
	BigQuery bigQuery(LocalProperties properties) {
		return BigQueryOptions.newBuilder()
			.setProjectId(properties.project())
			.setHost("http://127.0.0.1:" + properties.restPort())
			.setCredentials(NoCredentials.getInstance())
			.build()
			.getService();
	}

	@Bean
	@Lazy
	Storage cloudStorage(LocalProperties properties) {
		return StorageOptions.newBuilder()
			.setProjectId(properties.project())
			.setHost("http://127.0.0.1:" + properties.restPort())
			.setCredentials(NoCredentials.getInstance())
			.build()
			.getService();
	}

	@Bean
	BigQueryWriteClient bigQueryWriteClient(LocalProperties properties) throws IOException {
		return BigQueryWriteClient.create(BigQueryWriteSettings.newBuilder()
			.setCredentialsProvider(NoCredentialsProvider.create())
			.setTransportChannelProvider(BigQueryWriteSettings.defaultGrpcTransportProviderBuilder()
				.setEndpoint("127.0.0.1:" + properties.grpcPort())
				.setChannelConfigurator((channel) -> channel.usePlaintext())
				.build())
			.build());
	}

	@Bean
	KafkaAdmin.NewTopics pipelineTopics(SluiceProperties properties) {
		return new KafkaAdmin.NewTopics(properties.pipelines()
			.values()
			.stream()
			.flatMap((pipeline) -> pipeline.topics().stream())
			.distinct()
			.map((topic) -> TopicBuilder.name(topic).build())
			.toArray(NewTopic[]::new));
	}

	@Bean
	ApplicationListener<ApplicationReadyEvent> greeting(LocalProperties properties, Environment environment) {
		boolean loads = InstanceRole.of(environment).loads();
		return (event) -> {
			if (loads) {
				System.out.println(new LocalGreeting(properties).loader(environment));
			}
		};
	}

}

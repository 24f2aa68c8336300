package dev.sluice.warehouse;

import com.google.cloud.NoCredentials;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteClient;
import com.google.cloud.spring.core.GcpProjectIdProvider;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StandInConfiguration}.
 */
class StandInConfigurationTests {

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withUserConfiguration(StandInConfiguration.class)
		.withBean(GcpProjectIdProvider.class, () -> () -> "a-project");

	@Test
	void clientsSpeakToWhatStandsInWithoutCredentials() {
		this.application
			.withPropertyValues("sluice.warehouse.rest-url=http://localhost:9050",
					"sluice.warehouse.grpc-target=localhost:9060")
			.run((context) -> {
				BigQuery bigQuery = context.getBean(BigQuery.class);
				assertThat(bigQuery.getOptions().getHost()).isEqualTo("http://localhost:9050");
				assertThat(bigQuery.getOptions().getProjectId()).isEqualTo("a-project");
				assertThat(bigQuery.getOptions().getCredentials()).isEqualTo(NoCredentials.getInstance());
				assertThat(context.getBean(BigQueryWriteClient.class).getSettings().getEndpoint())
					.isEqualTo("localhost:9060");
			});
	}

	@Test
	void leavesTheClientsAloneWithoutItsProperties() {
		this.application.run((context) -> assertThat(context).doesNotHaveBean(BigQuery.class)
			.doesNotHaveBean(BigQueryWriteClient.class));
	}

	@Test
	void refusesOnePartWithoutTheOther() {
		this.application.withPropertyValues("sluice.warehouse.rest-url=http://localhost:9050")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("rest-url")
				.hasMessageContaining("It needs sluice.warehouse.grpc-target beside it."));
	}

}

package dev.sluice.configuration;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;

class MissingCredentialsFailureAnalyzerTests {

	private final MissingCredentialsFailureAnalyzer analyzer = new MissingCredentialsFailureAnalyzer();

	@Test
	void missingCredentialsAreExplainedWhoeverNeedsTheClient() {
		FailureAnalysis analysis = this.analyzer.analyze(new BeanCreationException("tables", "no client",
				new BeanCreationException("bigQuery", "no client", new IOException("Nothing was found."))));

		assertThat(analysis.getDescription()).contains("no credentials for BigQuery: Nothing was found.");
		assertThat(analysis.getAction()).contains("GOOGLE_APPLICATION_CREDENTIALS",
				"spring.cloud.gcp.credentials.location");
	}

	@Test
	void failureOfAnotherBeanIsLeftToOthers() {
		assertThat(this.analyzer.analyze(new BeanCreationException("disk", "full", new IOException("Disk is full."))))
			.isNull();
	}

}

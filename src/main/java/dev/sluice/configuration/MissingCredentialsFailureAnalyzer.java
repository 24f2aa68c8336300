package dev.sluice.configuration;

import java.io.IOException;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains that Google's clients found no credentials.
 */
class MissingCredentialsFailureAnalyzer extends AbstractFailureAnalyzer<BeanCreationException> {

	private static final Set<String> CLIENTS = Set.of("bigQuery", "bigQueryWriteClient", "googleCredentials");

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BeanCreationException cause) {
		IOException missing = findCause(cause, IOException.class);
		BeanCreationException client = cause;
		for (Throwable next = cause; next != null; next = next.getCause()) {
			client = (next instanceof BeanCreationException creation) ? creation : client;
		}
		if (missing == null || !CLIENTS.contains(String.valueOf(client.getBeanName()))) {
			return null;
		}
		return new FailureAnalysis("There are no credentials for BigQuery: " + missing.getMessage(), """
				Give one of
				  - GOOGLE_APPLICATION_CREDENTIALS, the path of a key file or of a workload identity configuration,
				  - spring.cloud.gcp.credentials.location, such as file:/etc/sluice/key.json,
				  - the credentials that 'gcloud auth application-default login' keeps on your own machine,
				or try Sluice without an account in local mode.""", cause);
	}

}

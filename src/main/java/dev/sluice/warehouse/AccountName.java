package dev.sluice.warehouse;

import com.google.auth.Credentials;
import com.google.auth.oauth2.ComputeEngineCredentials;
import com.google.auth.oauth2.ExternalAccountCredentials;
import com.google.auth.oauth2.ImpersonatedCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.auth.oauth2.UserCredentials;
import com.google.cloud.NoCredentials;
import org.jspecify.annotations.Nullable;

/**
 * Names credentials for people.
 */
final class AccountName {

	private AccountName() {
	}

	/**
	 * The kind of credentials and whose they are.
	 */
	static String of(@Nullable Credentials credentials) {
		if (credentials == null || credentials instanceof NoCredentials) {
			return "no credentials";
		}
		if (credentials instanceof ServiceAccountCredentials key) {
			return "service account " + key.getClientEmail() + ", by a key";
		}
		if (credentials instanceof ImpersonatedCredentials impersonated) {
			return "service account " + impersonated.getAccount() + ", impersonated";
		}
		if (credentials instanceof ExternalAccountCredentials external) {
			String account = external.getServiceAccountEmail();
			return "workload identity federation" + ((account != null) ? ", service account " + account : "");
		}
		if (credentials instanceof ComputeEngineCredentials machine) {
			return "service account " + machine.getAccount() + ", of this machine";
		}
		return (credentials instanceof UserCredentials) ? "a person's credentials, by gcloud"
				: credentials.getClass().getSimpleName();
	}

}

package dev.sluice.administration.monitoring;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Where alerts and heartbeats are posted. Nowhere by default.
 *
 * @param endpoint the http or https URL that takes alerts and heartbeats, never shown;
 * nothing is posted without it
 * @param tags what every alert and heartbeat says besides, such as the environment
 * @param heartbeat how often it is said that all is well, or that a pipeline still waits
 * for a person
 */
@ConfigurationProperties("sluice.monitoring.webhook")
public record WebhookProperties(@Nullable String endpoint, @DefaultValue Map<String, String> tags,
		@DefaultValue("5m") Duration heartbeat) {

	static final String ENDPOINT = "sluice.monitoring.webhook.endpoint";

	public WebhookProperties {
		tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
		if (endpoint != null && parse(endpoint) == null) {
			throw new InvalidConfigurationPropertyValueException("endpoint", null, "Must be an http or https URL.");
		}
		if (heartbeat.compareTo(Webhook.LOOK) < 0) {
			throw new InvalidConfigurationPropertyValueException("heartbeat", heartbeat, "Must be at least 10s.");
		}
	}

	private static @Nullable URI parse(String endpoint) {
		try {
			URI uri = new URI(endpoint);
			boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
			return (http && uri.getHost() != null) ? uri : null;
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

	/**
	 * The endpoint.
	 * @throws IllegalStateException if there is none
	 */
	URI uri() {
		URI uri = (this.endpoint != null) ? parse(this.endpoint) : null;
		if (uri == null) {
			throw new IllegalStateException("there is no " + ENDPOINT);
		}
		return uri;
	}

	@Override
	public String toString() {
		return "WebhookProperties";
	}

}

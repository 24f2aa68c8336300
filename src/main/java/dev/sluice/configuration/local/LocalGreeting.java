package dev.sluice.configuration.local;

import dev.sluice.configuration.LocalMode;
import dev.sluice.configuration.local.LocalProperties.Part;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/**
 * What local mode says when it is ready: where everything is, and how to look at it.
 */
final class LocalGreeting {

	private final LocalProperties properties;

	LocalGreeting(LocalProperties properties) {
		this.properties = properties;
	}

	/**
	 * Greets whoever started servers only.
	 */
	String servers() {
		return "\nThis process serves" + addresses() + "\n";
	}

	/**
	 * Greets whoever started a loader.
	 */
	String loader(Environment environment) {
		String table = this.properties.sample().table();
		String web = "http://127.0.0.1:" + environment.getProperty("local.server.port", "8080") + "/actuator/";
		return """

				Sluice is loading.
				%s
				  Sluice    %shealth%s

				Count the rows:
				  curl -s 127.0.0.1:%d/bigquery/v2/projects/%s/queries -H 'Content-Type: application/json' \\
				    -d '{"query": "SELECT COUNT(*) FROM %s", "useLegacySql": false}'
				""".formatted(addresses(), web, login(environment, web), this.properties.restPort(),
				this.properties.project(), table);
	}

	private static String login(Environment environment, String web) {
		PropertySource<?> own = ((ConfigurableEnvironment) environment).getPropertySources()
			.get(LocalMode.PROPERTY_SOURCE);
		Object password = (own != null) ? own.getProperty("sluice.administration.users.admin.password") : null;
		return (password != null) ? "\n            %spipelines (login admin, password %s)".formatted(web, password)
				: "";
	}

	private String addresses() {
		StringBuilder text = new StringBuilder();
		if (this.properties.runs(Part.BROKER)) {
			text.append("\n  Kafka     127.0.0.1:").append(this.properties.kafkaPort());
		}
		if (this.properties.runs(Part.EMULATOR)) {
			text.append("\n  BigQuery  http://127.0.0.1:%d (REST), 127.0.0.1:%d (Storage Write)"
				.formatted(this.properties.restPort(), this.properties.grpcPort()));
		}
		return text.toString();
	}

}

package dev.sluice.administration.web;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/**
 * Sluice's web server on a free port, with its logins and problems, but with a
 * troublesome endpoint in the place of pipelines. It has a user {@code admin} and a user
 * {@code reader}, whose passwords are their names.
 */
final class WebStage implements AutoCloseable {

	static final String NOBODY = "";

	private final HttpClient client = HttpClient.newHttpClient();

	private final ConfigurableApplicationContext application;

	private final String address;

	private WebStage(ConfigurableApplicationContext application, String portProperty) {
		this.application = application;
		this.address = "http://localhost:" + application.getEnvironment().getRequiredProperty(portProperty);
	}

	static WebStage start(String... properties) {
		return new WebStage(run(properties), "local.server.port");
	}

	/**
	 * The same with a port for management alone, which is the one that is asked.
	 */
	static WebStage startWithManagementPort(String... properties) {
		String[] all = Arrays.copyOf(properties, properties.length + 1);
		all[properties.length] = "--management.server.port=0";
		return new WebStage(run(all), "local.management.port");
	}

	private static ConfigurableApplicationContext run(String... properties) {
		List<String> all = new ArrayList<>(List.of("--server.port=0", "--spring.cloud.gcp.core.enabled=false",
				"--spring.cloud.gcp.bigquery.enabled=false", "--sluice.administration.users.admin.password=admin",
				"--sluice.administration.users.admin.role=administrator",
				"--sluice.administration.users.reader.password=reader", "--management.health.defaults.enabled=false",
				"--management.endpoints.web.exposure.include=*"));
		all.addAll(List.of(properties));
		return new SpringApplicationBuilder(Web.class).run(all.toArray(String[]::new));
	}

	String address() {
		return this.address;
	}

	Answer get(String path, String user) {
		return send(request(path, user, user));
	}

	Answer post(String path, String user, String body) {
		return send(request(path, user, user).header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	HttpRequest.Builder request(String path, String user, String password) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.address + path));
		if (!user.equals(NOBODY)) {
			byte[] login = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
			request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
		}
		return request;
	}

	Answer send(HttpRequest.Builder request) {
		try {
			return Answer.of(this.client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
		}
		catch (IOException | InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	/** Sends something that need not be HTTP. */
	String sendRaw(String request) throws IOException {
		URI uri = URI.create(this.address);
		try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	@Override
	public void close() {
		this.application.close();
	}

	/** Lets time pass for logins. */
	void pass(Duration time) {
		SettableClock clock = this.application.getBean(SettableClock.class);
		clock.pass(time);
	}

	@EnableAutoConfiguration(exclude = ErrorMvcAutoConfiguration.class)
	@ComponentScan("dev.sluice.administration.web")
	static class Web {

		@Bean
		SettableClock clock() {
			return new SettableClock();
		}

		@Bean
		TroublesomeEndpoint troublesomeEndpoint() {
			return new TroublesomeEndpoint();
		}

	}

}

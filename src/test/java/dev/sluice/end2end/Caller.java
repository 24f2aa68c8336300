package dev.sluice.end2end;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.jayway.jsonpath.JsonPath;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.sluice.administration.web.openapi.OpenApiEndpoint;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;

/**
 * One who calls every operation that the OpenAPI document names.
 */
final class Caller {

	private static final Map<String, String> VALUES = Map.of("pipeline", "orders", "name", "orders", "verb", "pause",
			"kind", "unsafe", "id", "application", "requiredMetricName", "jvm.info", "path", "kafka", "what",
			"malformed");

	private final HttpClient client = HttpClient.newHttpClient();

	private final String address;

	private final String login;

	private final Map<String, Object> document;

	/**
	 * Creates a caller.
	 * @param address where the server is
	 * @param user the user's name, empty for nobody
	 */
	Caller(String address, String user, String password) {
		this.address = address;
		this.login = user.isEmpty() ? "" : "Basic "
				+ Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
		this.document = document();
	}

	private static Map<String, Object> document() {
		try {
			return JsonPath.read(new ClassPathResource("openapi.json", OpenApiEndpoint.class).getInputStream(), "$");
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	/**
	 * Every operation, such as {@code GET /actuator/pipelines/{name}}.
	 */
	Set<String> operations() {
		Set<String> operations = new TreeSet<>();
		Map<String, Map<String, Object>> paths = JsonPath.read(this.document, "$.paths");
		paths.forEach((path, methods) -> methods.keySet()
			.forEach((method) -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path)));
		return operations;
	}

	/**
	 * Calls an operation, with something likely for its variables.
	 */
	HttpResponse<String> call(String operation) {
		String[] words = operation.split(" ");
		String path = words[1];
		for (Map.Entry<String, String> value : VALUES.entrySet()) {
			path = path.replace("{" + value.getKey() + "}", value.getValue());
		}
		return call(words[0], path.replaceAll("\\{\\w+}", "nothing"));
	}

	HttpResponse<String> call(String method, String path) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.address + path))
			.header("Content-Type", "application/json")
			.method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"));
		if (!this.login.isEmpty()) {
			request.header("Authorization", this.login);
		}
		try {
			return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	/**
	 * What is not as the document promises in an answer that is no problem.
	 */
	Iterable<Error> surprises(String operation, String answer) {
		String[] words = operation.split(" ");
		Map<String, Object> described = JsonPath.read(this.document,
				"$.paths['%s'].%s".formatted(words[1], words[0].toLowerCase(Locale.ROOT)));
		Map<String, Object> content = JsonPath.read(described, "$.responses.200");
		if (!content.toString().contains("schema=")) {
			return Set.of();
		}
		Map<String, Object> schema = new LinkedHashMap<>(
				JsonPath.<Map<String, Object>>read(content, "$.content['application/json'].schema"));
		schema.put("components", this.document.get("components"));
		String strict = JsonMapper.shared()
			.writeValueAsString(schema)
			.replace("\"properties\":", "\"additionalProperties\":false,\"properties\":");
		return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
			.getSchema(strict, InputFormat.JSON)
			.validate(answer, InputFormat.JSON);
	}

}

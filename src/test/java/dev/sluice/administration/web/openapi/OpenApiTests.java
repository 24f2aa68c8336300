package dev.sluice.administration.web.openapi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.Option;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the OpenAPI document to the endpoints. Run with {@code -Ddocs=write} to write it
 * anew.
 */
class OpenApiTests {

	private static final Path FILE = Path.of("src/main/resources/dev/sluice/administration/web/openapi/openapi.json");

	private static final Configuration LENIENT = Configuration.defaultConfiguration()
		.addOptions(Option.ALWAYS_RETURN_LIST, Option.SUPPRESS_EXCEPTIONS);

	private static final Predicate<Map<String, Object>> IS_DESCRIBED = (parameter) -> parameter
		.containsKey("description");

	private static final Map<String, Endpoints.Found> endpoints = Endpoints.discover();

	private static final String document = write(new OpenApiDocument(endpoints).document());

	@Test
	void documentIsUpToDate() throws IOException {
		if ("write".equals(System.getProperty("docs"))) {
			Files.createDirectories(FILE.getParent());
			Files.writeString(FILE, document);
		}
		assertThat(Files.exists(FILE) ? Files.readString(FILE) : "")
			.as(FILE + " is stale; repair it by ./mvnw test -Dquick -Ddocs=write -Dtest=OpenApiTests")
			.isEqualTo(document);
	}

	@Test
	void documentIsOfTheFormThatOpenApiPrescribes() throws IOException {
		String schema = new ClassPathResource("openapi-3.1.schema.json", getClass())
			.getContentAsString(StandardCharsets.UTF_8);

		Schema form = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
			.getSchema(schema, InputFormat.JSON);

		assertThat(form.validate(document, InputFormat.JSON)).isEmpty();
		assertThat(form.validate("{\"openapi\": \"3.1.1\", \"paths\": {}}", InputFormat.JSON)).isNotEmpty();
	}

	@Test
	void everyReferenceLeadsSomewhere() {
		List<String> references = JsonPath.read(document, "$..['$ref']");

		assertThat(references).isNotEmpty().allSatisfy((reference) -> {
			String path = "$['" + reference.substring("#/".length()).replace("/", "']['") + "']";
			assertThat(JsonPath.<Object>read(document, path)).isNotNull();
		});
	}

	@Test
	void everyOperationAndParameterIsDescribed() {
		List<Map<String, Object>> operations = JsonPath.read(document, "$.paths[*][*]");
		List<Map<String, Object>> ours = operations.stream()
			.filter((operation) -> !endpoints.get(JsonPath.<String>read(operation, "$.tags[0]")).isOfSpringBoot())
			.toList();

		assertThat(ours).hasSizeGreaterThan(10)
			.allSatisfy((operation) -> assertThat(operation.get("summary")).asString().isNotBlank());
		assertThat(ours.stream().filter((operation) -> !parameters(operation).stream().allMatch(IS_DESCRIBED)))
			.extracting((operation) -> operation.get("operationId"))
			.as("operations with a parameter that has no @param")
			.isEmpty();
	}

	@Test
	void everyAnswerHasASchema() {
		List<Map<String, Object>> schemas = JsonPath.using(LENIENT)
			.parse(document)
			.read("$.paths[*][*].responses['200'].content['application/json'].schema");

		assertThat(schemas).hasSizeGreaterThan(10).doesNotContain(Map.of());
	}

	private static List<Map<String, Object>> parameters(Map<String, Object> operation) {
		List<Map<String, Object>> parameters = new ArrayList<>();
		parameters.addAll(JsonPath.using(LENIENT).parse(operation).read("$.parameters[*]"));
		parameters.addAll(JsonPath.using(LENIENT)
			.parse(operation)
			.read("$.requestBody.content['application/json'].schema.properties.*"));
		return parameters;
	}

	@Test
	void everyEndpointIsExposedAndDescribed() throws IOException {
		Object exposed = new YamlPropertySourceLoader()
			.load("application", new FileSystemResource("src/main/resources/application.yml"))
			.get(0)
			.getProperty("management.endpoints.web.exposure.include");

		assertThat(Arrays.asList(String.valueOf(exposed).split(",\\s*"))).hasSameElementsAs(endpoints.keySet());
	}

	private static String write(Map<String, Object> document) {
		return JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(document)
				+ "\n";
	}

}

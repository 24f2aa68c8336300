package dev.sluice.administration.web.openapi;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.sluice.administration.web.problem.Problem;
import dev.sluice.administration.web.problem.ProblemType;

import org.springframework.boot.actuate.endpoint.annotation.AbstractDiscoveredOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointHttpMethod;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.WebOperation;
import org.springframework.boot.actuate.endpoint.web.WebOperationRequestPredicate;
import org.springframework.core.io.Resource;

/**
 * The description of the administration as OpenAPI 3.1: paths and parameters from
 * Actuator's own discovery, schemas from Java types, texts from Javadoc.
 */
final class OpenApiDocument {

	private static final String BASE = "/actuator";

	private static final Set<String> OPEN = Set.of("health", "info");

	private static final Map<String, String> SPRING_BOOT = Map.of("health",
			"How this instance fares, part by part; without a login only whether it does.", "info",
			"Which version of Sluice this is.", "loggers", "Levels of loggers, to look at and to set.", "metrics",
			"Metrics one by one.", "prometheus", "All metrics in the format of Prometheus.", "sbom",
			"The parts list of this version, as CycloneDX has it.");

	private final Schemas schemas = new Schemas();

	private final Map<String, Endpoints.Found> endpoints;

	OpenApiDocument(Map<String, Endpoints.Found> endpoints) {
		this.endpoints = endpoints;
	}

	Map<String, Object> document() {
		Map<String, Object> paths = new LinkedHashMap<>();
		this.endpoints
			.forEach((id, found) -> found.operations().forEach((operation) -> add(paths, id, found, operation)));
		return Schemas.schema("openapi", "3.1.1", "info",
				Schemas.schema("title", "Sluice's administration", "version", "1", "description",
						"Looks at pipelines that load Kafka topics into BigQuery, and acts on them.", "license",
						Schemas.schema("name", "Apache-2.0", "identifier", "Apache-2.0")),
				"servers", List.of(Schemas.schema("url", "/")), "security", List.of(Map.of("login", List.of())), "tags",
				tags(), "paths", paths, "components", components());
	}

	private List<Map<String, Object>> tags() {
		return this.endpoints.entrySet()
			.stream()
			.map((endpoint) -> Schemas.schema("name", endpoint.getKey(), "description",
					SPRING_BOOT.getOrDefault(endpoint.getKey(), Javadoc.type(endpoint.getValue().type()).body())))
			.toList();
	}

	private Map<String, Object> components() {
		Map<String, Object> problem = this.schemas.of(Problem.class);
		Map<String, Object> responses = new LinkedHashMap<>();
		for (ProblemType type : ProblemType.values()) {
			responses.put(type.anchor(), Schemas.schema("description", type.title() + ". " + type.action(), "content",
					Map.of("application/problem+json", Map.of("schema", problem))));
		}
		return Schemas.schema("securitySchemes", Map.of("login", Schemas.schema("type", "http", "scheme", "basic",
				"description",
				"A user of `sluice.administration.users`: one with the role `reader` may look (GET), one with the role `administrator` may act, too.")),
				"responses", responses, "schemas", this.schemas.components());
	}

	@SuppressWarnings("unchecked")
	private void add(Map<String, Object> paths, String id, Endpoints.Found found, WebOperation operation) {
		WebOperationRequestPredicate predicate = operation.getRequestPredicate();
		String path = BASE + "/" + predicate.getPath().replace("{*", "{");
		String method = predicate.getHttpMethod().name().toLowerCase(Locale.ROOT);
		((Map<String, Object>) paths.computeIfAbsent(path, (key) -> new LinkedHashMap<>())).put(method,
				operation(id, found, operation));
	}

	private Map<String, Object> operation(String id, Endpoints.Found found, WebOperation operation) {
		Method method = ((AbstractDiscoveredOperation) operation).getOperationMethod().getMethod();
		WebEndpointHttpMethod http = operation.getRequestPredicate().getHttpMethod();
		Javadoc.Comment comment = Javadoc.method(method);
		String first = (found.isOfSpringBoot()) ? SPRING_BOOT.get(id) : comment.first();
		Map<String, Object> described = Schemas.schema("tags", List.of(id), "operationId",
				http.name().toLowerCase(Locale.ROOT) + "-" + operation.getId(), "summary", first);
		if (comment.body().length() > comment.first().length()) {
			described.put("description", comment.body());
		}
		if (OPEN.contains(id)) {
			described.put("security", List.of());
		}
		List<Parameter> parameters = Arrays.stream(method.getParameters())
			.filter((parameter) -> !parameter.getType().getName().startsWith("org.springframework.")
					&& !parameter.getType().getName().startsWith("java.security."))
			.toList();
		addParameters(described, parameters, method, http);
		described.put("responses", responses(found, method, operation, !parameters.isEmpty()));
		return described;
	}

	private void addParameters(Map<String, Object> described, List<Parameter> all, Method method,
			WebEndpointHttpMethod http) {
		List<Map<String, Object>> parameters = new ArrayList<>();
		Map<String, Object> body = new LinkedHashMap<>();
		List<String> required = new ArrayList<>();
		for (Parameter parameter : all) {
			String name = parameter.getName();
			boolean selector = parameter.isAnnotationPresent(Selector.class);
			boolean optional = Schemas.isNullable(parameter.getAnnotatedType());
			Map<String, Object> schema = this.schemas.of(parameter.getAnnotatedType());
			if (selector || http != WebEndpointHttpMethod.POST) {
				Map<String, Object> of = Schemas.schema("name", name, "in", selector ? "path" : "query", "required",
						selector || !optional);
				Schemas.describe(of, Javadoc.parameter(method, name), parameter.getType());
				of.put("schema", selector ? Schemas.schema("type", "string") : schema);
				parameters.add(of);
				continue;
			}
			Schemas.describe(schema, Javadoc.parameter(method, name), parameter.getType());
			body.put(name, schema);
			if (!optional) {
				required.add(name);
			}
		}
		if (!parameters.isEmpty()) {
			described.put("parameters", parameters);
		}
		if (!body.isEmpty()) {
			described.put("requestBody", requestBody(body, required));
		}
	}

	private static Map<String, Object> requestBody(Map<String, Object> properties, List<String> required) {
		Map<String, Object> schema = Schemas.schema("type", "object", "properties", properties);
		if (!required.isEmpty()) {
			schema.put("required", required);
		}
		return Schemas.schema("required", !required.isEmpty(), "content",
				Map.of("application/json", Map.of("schema", schema)));
	}

	private Map<String, Object> responses(Endpoints.Found found, Method method, WebOperation operation,
			boolean parameters) {
		Map<String, Object> responses = new LinkedHashMap<>();
		boolean open = OPEN.contains(operation.getRequestPredicate().getPath().split("/")[0]);
		boolean acts = operation.getRequestPredicate().getHttpMethod() != WebEndpointHttpMethod.GET;
		if (Schemas.isNothing(method.getReturnType()) || found.isOfSpringBoot() && acts) {
			responses.put("204", Map.of("description", "It is done."));
		}
		else {
			responses.put("200", answer(found, method, operation));
		}
		Stream.of(ProblemType.values()).filter((type) -> switch (type) {
			case INVALID_REQUEST, UNKNOWN -> parameters;
			case LOGIN_NEEDED, TOO_MANY_LOGINS -> !open;
			case FORBIDDEN, UNSAFE, UNSUPPORTED_BODY -> acts;
			case UNEXPECTED -> true;
			case UNAVAILABLE -> !found.isOfSpringBoot();
			default -> false;
		})
			.forEach((type) -> responses.put(String.valueOf(type.status()),
					Map.of("$ref", "#/components/responses/" + type.anchor())));
		return responses;
	}

	private Map<String, Object> answer(Endpoints.Found found, Method method, WebOperation operation) {
		String result = Javadoc.method(method).result();
		Map<String, Object> answer = Schemas.schema("description", (result.isEmpty()) ? "The answer."
				: Character.toUpperCase(result.charAt(0)) + result.substring(1) + ".");
		if (found.isOfSpringBoot()) {
			return answer;
		}
		if (method.getReturnType() == Resource.class) {
			answer.put("content", Map.of("application/json", Map.of()));
			return answer;
		}
		AnnotatedType type = method.getAnnotatedReturnType();
		if (method.getReturnType() == WebEndpointResponse.class) {
			type = ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[0];
		}
		answer.put("content", Map.of("application/json", Map.of("schema", this.schemas.of(type))));
		return answer;
	}

}

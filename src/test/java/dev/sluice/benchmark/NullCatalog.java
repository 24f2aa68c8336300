package dev.sluice.benchmark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

import com.google.cloud.bigquery.storage.v1.TableFieldSchema;
import com.google.cloud.bigquery.storage.v1.TableSchema;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The REST calls of the null warehouse: datasets and tables that can be made, changed and
 * looked at, streaming inserts and load jobs. Also where the benchmark looks at the
 * counts.
 */
final class NullCatalog {

	static final String COUNTS = "/benchmark/counts";

	static final String PLAN = "/benchmark/plan";

	static final String LATENCIES = "/benchmark/latencies";

	private static final Pattern TABLES = Pattern.compile("/datasets/([^/]+)/tables(?:/([^/]+))?$");

	private static final Pattern DATASETS = Pattern.compile("/datasets(?:/([^/]+))?$");

	private final NullWarehouse warehouse;

	private final JsonMapper json = new JsonMapper();

	private final NullInserts inserts;

	private final NullJobs jobs;

	private final Map<String, ObjectNode> resources = new ConcurrentHashMap<>();

	NullCatalog(NullWarehouse warehouse) {
		this.warehouse = warehouse;
		this.inserts = new NullInserts(warehouse);
		this.jobs = new NullJobs(warehouse);
	}

	void serve(int port) throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
		server.setExecutor(Executors.newCachedThreadPool());
		server.createContext("/", this::catalog);
		server.createContext(NullJobs.UPLOADS, this.jobs::upload);
		server.createContext(COUNTS, (call) -> answer(call, 200, this.json.valueToTree(this.warehouse.counts())));
		server.createContext(PLAN, this::plan);
		server.createContext(LATENCIES, (call) -> {
			this.warehouse.forgetLatencies();
			answer(call, 200, this.json.createObjectNode());
		});
		server.start();
	}

	/**
	 * The schema of a table as the write path tells it; empty if there is no such table.
	 */
	TableSchema schema(String dataset, String table) {
		TableSchema.Builder schema = TableSchema.newBuilder();
		JsonNode resource = this.resources.getOrDefault(dataset + "." + table, this.json.createObjectNode());
		resource.path("schema").path("fields").forEach((field) -> schema.addFields(field(field)));
		return schema.build();
	}

	private static TableFieldSchema field(JsonNode field) {
		TableFieldSchema.Builder schema = TableFieldSchema.newBuilder()
			.setName(field.path("name").asString())
			.setType(type(field.path("type").asString()))
			.setMode(TableFieldSchema.Mode.valueOf(field.path("mode").asString("NULLABLE")));
		field.path("fields").forEach((nested) -> schema.addFields(field(nested)));
		return schema.build();
	}

	private static TableFieldSchema.Type type(String name) {
		return switch (name) {
			case "INTEGER" -> TableFieldSchema.Type.INT64;
			case "FLOAT", "FLOAT64" -> TableFieldSchema.Type.DOUBLE;
			case "BOOLEAN" -> TableFieldSchema.Type.BOOL;
			case "RECORD" -> TableFieldSchema.Type.STRUCT;
			default -> TableFieldSchema.Type.valueOf(name);
		};
	}

	private void plan(HttpExchange call) throws IOException {
		JsonNode plan = body(call);
		Set<String> broken = Set.of(plan.path("broken").asString());
		this.warehouse.restart(new NullWarehouse.Plan(Duration.ofMillis(plan.path("delayMillis").asLong()), broken));
		answer(call, 200, this.json.createObjectNode());
	}

	private void catalog(HttpExchange call) throws IOException {
		String path = call.getRequestURI().getPath();
		Matcher table = TABLES.matcher(path);
		Matcher dataset = DATASETS.matcher(path);
		ObjectNode job = this.jobs.find(path);
		if (path.endsWith("/insertAll")) {
			this.inserts.insert(call);
		}
		else if (job != null) {
			answer(call, 200, job);
		}
		else if (table.find()) {
			resource(call, "tableReference", table.group(1) + ".", table.group(2));
		}
		else if (dataset.find()) {
			resource(call, "datasetReference", "", dataset.group(1));
		}
		else {
			notFound(call, path);
		}
	}

	private void resource(HttpExchange call, String reference, String prefix, String name) throws IOException {
		switch (method(call)) {
			case "POST" -> {
				ObjectNode made = (ObjectNode) body(call);
				made.put("etag", "1").put("location", "US");
				String idField = reference.replace("Reference", "Id");
				this.resources.put(prefix + made.path(reference).path(idField).asString(), made);
				answer(call, 200, made);
			}
			case "PATCH", "PUT" -> {
				ObjectNode changed = this.resources.get(prefix + name);
				changed.setAll((ObjectNode) body(call));
				answer(call, 200, changed);
			}
			default -> {
				ObjectNode found = (name != null) ? this.resources.get(prefix + name) : null;
				if (found != null) {
					answer(call, 200, found);
				}
				else {
					notFound(call, prefix + name);
				}
			}
		}
	}

	/** The method that Google's client means; its transport cannot send PATCH. */
	private static String method(HttpExchange call) {
		String override = call.getRequestHeaders().getFirst("X-HTTP-Method-Override");
		return (override != null) ? override : call.getRequestMethod();
	}

	private JsonNode body(HttpExchange call) throws IOException {
		return body(this.json, call);
	}

	static JsonNode body(JsonMapper json, HttpExchange call) throws IOException {
		boolean zipped = "gzip".equals(call.getRequestHeaders().getFirst("Content-Encoding"));
		return json.readTree(zipped ? new GZIPInputStream(call.getRequestBody()) : call.getRequestBody());
	}

	private void notFound(HttpExchange call, String what) throws IOException {
		ObjectNode error = this.json.createObjectNode();
		ObjectNode detail = error.putObject("error").put("code", 404).put("message", "Not found: " + what);
		detail.putArray("errors").addObject().put("reason", "notFound").put("message", "Not found: " + what);
		answer(call, 404, error);
	}

	private void answer(HttpExchange call, int status, JsonNode body) throws IOException {
		answer(this.json, call, status, body);
	}

	static void answer(JsonMapper json, HttpExchange call, int status, JsonNode body) throws IOException {
		byte[] bytes = json.writeValueAsBytes(body);
		call.getResponseHeaders().add("Content-Type", "application/json");
		call.sendResponseHeaders(status, bytes.length);
		call.getResponseBody().write(bytes);
		call.close();
	}

}

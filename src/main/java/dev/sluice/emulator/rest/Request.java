package dev.sluice.emulator.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.catalog.DatasetId;
import dev.sluice.emulator.catalog.TableId;
import dev.sluice.emulator.fault.Intervention;
import org.jspecify.annotations.Nullable;

/**
 * A call as a handler sees it: the path taken apart, the body uncompressed.
 */
final class Request {

	private final HttpExchange exchange;

	private final Map<String, String> variables;

	private final Map<String, String> parameters;

	private Intervention intervention = Intervention.NONE;

	private long bytes;

	private int rows;

	Request(HttpExchange exchange, Map<String, String> variables) {
		this.exchange = exchange;
		this.variables = variables;
		this.parameters = Paths.parameters(exchange.getRequestURI().getRawQuery());
	}

	/**
	 * Returns the method that is meant: a {@code POST} may stand for another.
	 */
	static String method(HttpExchange exchange) {
		String override = exchange.getRequestHeaders().getFirst("X-HTTP-Method-Override");
		return (override != null) ? override.toUpperCase(Locale.ROOT) : exchange.getRequestMethod();
	}

	/**
	 * Returns a part of the path by its name in the route.
	 */
	String variable(String name) {
		return Objects.requireNonNull(this.variables.get(name), name);
	}

	String project() {
		return variable("project");
	}

	DatasetId dataset() {
		return new DatasetId(project(), variable("dataset"));
	}

	TableId table() {
		return dataset().table(variable("table"));
	}

	@Nullable String parameter(String name) {
		return this.parameters.get(name);
	}

	/**
	 * Returns all values of a parameter that may be given more than once.
	 */
	List<String> parameters(String name) {
		return Paths.values(this.exchange.getRequestURI().getRawQuery(), name);
	}

	boolean flag(String name) {
		return Boolean.parseBoolean(this.parameters.get(name));
	}

	/**
	 * Returns a parameter that is a number.
	 * @throws ApiError if it is something else or negative
	 */
	long number(String name, long standard) {
		String value = this.parameters.get(name);
		try {
			long number = (value != null) ? Long.parseLong(value) : standard;
			if (number >= 0) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// refused below, as a negative one
		}
		throw ApiError.invalid("Invalid value '" + value + "' for parameter " + name + ".");
	}

	@Nullable String header(String name) {
		return this.exchange.getRequestHeaders().getFirst(name);
	}

	/**
	 * Returns the address under which the caller reached this server.
	 */
	String origin() {
		String host = header("Host");
		return "http://" + ((host != null) ? host : "localhost:" + this.exchange.getLocalAddress().getPort());
	}

	/**
	 * Returns path and query as they were sent.
	 */
	String uri() {
		return this.exchange.getRequestURI().toString();
	}

	/**
	 * Returns the body, uncompressed.
	 */
	InputStream body() throws IOException {
		InputStream body = this.exchange.getRequestBody();
		return "gzip".equalsIgnoreCase(header("Content-Encoding")) ? new GZIPInputStream(body) : body;
	}

	/**
	 * Reads the body as a JSON object; an empty body is an empty object.
	 * @throws ApiError if it is not one
	 */
	JsonObject json() {
		return json(Long.MAX_VALUE);
	}

	/**
	 * Reads the body as a JSON object of limited size.
	 * @throws ApiError if it is not one or larger
	 */
	JsonObject json(long limit) {
		try (CountingStream body = new CountingStream(body(), limit)) {
			JsonElement json = JsonParser.parseReader(new InputStreamReader(body, StandardCharsets.UTF_8));
			this.bytes = body.count();
			return json.isJsonNull() ? new JsonObject() : json.getAsJsonObject();
		}
		catch (JsonParseException | IllegalStateException ex) {
			throw new ApiError(400, "parseError", "INVALID_ARGUMENT", "Parse Error", null);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns how many bytes of JSON were read.
	 */
	long bytes() {
		return this.bytes;
	}

	int rows() {
		return this.rows;
	}

	/**
	 * Notes how many rows the call brings, for the log.
	 */
	void brings(int count) {
		this.rows = count;
	}

	void strikeWith(Intervention faults) {
		this.intervention = faults;
	}

	/**
	 * Returns the faults that strike this call.
	 */
	Intervention intervention() {
		return this.intervention;
	}

	/**
	 * Returns what the call is about: the path, its variables filled in.
	 */
	String resource(Route route) {
		return route.resource(new HashMap<>(this.variables));
	}

}

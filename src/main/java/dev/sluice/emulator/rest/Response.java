package dev.sluice.emulator.rest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import com.google.common.io.ByteStreams;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sluice.emulator.call.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * An answer.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param body the body
 */
record Response(int status, Map<String, String> headers, Body body) {

	private static final Gson GSON = new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

	static Response json(JsonElement json) {
		return json(200, json);
	}

	static Response json(int status, JsonElement json) {
		return new Response(status, Map.of("Content-Type", "application/json; charset=UTF-8"),
				Body.of(GSON.toJson(json).getBytes(StandardCharsets.UTF_8)));
	}

	static Response empty(int status) {
		return new Response(status, Map.of(), Body.of(new byte[0]));
	}

	/**
	 * Returns the envelope of an error.
	 */
	static Response error(ApiError error) {
		JsonObject detail = errorDetail(error.reason(), error.location(), error.message());
		detail.addProperty("domain", "global");
		JsonArray errors = new JsonArray();
		errors.add(detail);
		JsonObject body = new JsonObject();
		body.addProperty("code", error.httpStatus());
		body.addProperty("message", error.message());
		body.add("errors", errors);
		body.addProperty("status", error.status());
		JsonObject envelope = new JsonObject();
		envelope.add("error", body);
		return json(error.httpStatus(), envelope);
	}

	/**
	 * Returns an {@code ErrorProto}.
	 */
	static JsonObject errorDetail(String reason, @Nullable String location, String message) {
		JsonObject detail = new JsonObject();
		detail.addProperty("reason", reason);
		if (location != null) {
			detail.addProperty("location", location);
			detail.addProperty("locationType", "other");
		}
		detail.addProperty("message", message);
		return detail;
	}

	Response with(String header, String value) {
		Map<String, String> changed = new LinkedHashMap<>(this.headers);
		changed.put(header, value);
		return new Response(this.status, changed, this.body);
	}

	/**
	 * What is sent after the headers.
	 *
	 * @param length its size in bytes
	 * @param source where it comes from
	 */
	record Body(long length, Source source) {

		static Body of(byte[] bytes) {
			return new Body(bytes.length, () -> new ByteArrayInputStream(bytes));
		}

		static Body of(Path file) throws IOException {
			return new Body(Files.size(file), () -> Files.newInputStream(file));
		}

		/**
		 * Returns the bytes from one place up to, not including, another.
		 */
		Body part(long from, long to) {
			return new Body(to - from, () -> {
				InputStream all = this.source.open();
				all.skipNBytes(from);
				return ByteStreams.limit(all, to - from);
			});
		}

	}

	/**
	 * Opens a body.
	 */
	@FunctionalInterface
	interface Source {

		InputStream open() throws IOException;

	}

}

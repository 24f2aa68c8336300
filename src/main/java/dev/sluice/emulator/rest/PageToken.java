package dev.sluice.emulator.rest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sluice.emulator.call.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page of a listing begins.
 */
final class PageToken {

	private PageToken() {
	}

	static String write(String position) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Returns the position in a token.
	 * @throws ApiError if it is none of ours
	 */
	static String read(String token) {
		try {
			return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw ApiError.invalid("Invalid page token: " + token);
		}
	}

	/**
	 * Reads a position that is an index.
	 * @throws ApiError if it is none
	 */
	static long index(@Nullable String token, long standard) {
		try {
			return (token != null && !token.isEmpty()) ? Long.parseLong(read(token)) : standard;
		}
		catch (NumberFormatException ex) {
			throw ApiError.invalid("Invalid page token: " + token);
		}
	}

	/**
	 * Adds one page of a list, sorted by name, to an answer.
	 * @param property the property that holds the page
	 * @param name the name of an element
	 * @param json an element as the page shows it
	 */
	static <T> void addPage(JsonObject answer, String property, List<T> list, Request request, Function<T, String> name,
			Function<T, JsonElement> json) {
		String token = request.parameter("pageToken");
		String after = (token != null && !token.isEmpty()) ? read(token) : "";
		long limit = Math.max(1, request.number("maxResults", Long.MAX_VALUE));
		JsonArray page = new JsonArray();
		String last = "";
		for (T element : list) {
			if (name.apply(element).compareTo(after) <= 0) {
				continue;
			}
			if (page.size() == limit) {
				answer.addProperty("nextPageToken", write(last));
				break;
			}
			page.add(json.apply(element));
			last = name.apply(element);
		}
		if (!page.isEmpty()) {
			answer.add(property, page);
		}
	}

}

package dev.sluice.emulator.rest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Addresses taken apart.
 */
final class Paths {

	private static final List<String> BIGQUERY = List.of("bigquery", "v2");

	private Paths() {
	}

	/**
	 * Returns the decoded parts of a path, without the prefix {@code bigquery/v2}, which
	 * some clients leave out.
	 */
	static List<String> parts(String rawPath) {
		List<String> parts = new ArrayList<>();
		for (String part : rawPath.split("/", -1)) {
			parts.add(URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
		}
		while (!parts.isEmpty() && parts.get(0).isEmpty()) {
			parts.remove(0);
		}
		if (parts.size() > 1 && parts.get(0).equals("resumable")) {
			parts.remove(0);
		}
		int prefix = (!parts.isEmpty() && parts.get(0).equals("upload")) ? 1 : 0;
		if (parts.size() >= prefix + 2 && parts.subList(prefix, prefix + 2).equals(BIGQUERY)) {
			parts.subList(prefix, prefix + 2).clear();
		}
		return parts;
	}

	/**
	 * Returns all values of a parameter.
	 */
	static List<String> values(@Nullable String rawQuery, String name) {
		return Stream.of(((rawQuery != null) ? rawQuery : "").split("&", -1))
			.filter((pair) -> pair.startsWith(name + '='))
			.map((pair) -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
			.toList();
	}

	static Map<String, String> parameters(@Nullable String rawQuery) {
		Map<String, String> parameters = new LinkedHashMap<>();
		for (String pair : (rawQuery != null) ? rawQuery.split("&", -1) : new String[0]) {
			int equals = pair.indexOf('=');
			String name = (equals < 0) ? pair : pair.substring(0, equals);
			String value = (equals < 0) ? "" : pair.substring(equals + 1);
			parameters.putIfAbsent(URLDecoder.decode(name, StandardCharsets.UTF_8),
					URLDecoder.decode(value, StandardCharsets.UTF_8));
		}
		return parameters;
	}

}

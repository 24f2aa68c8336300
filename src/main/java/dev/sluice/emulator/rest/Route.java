package dev.sluice.emulator.rest;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A method and path with what answers it.
 *
 * @param method the HTTP method
 * @param template the parts of the path; those in braces are variables
 * @param operation the name of the call, such as {@code tables.patch}
 * @param handler what answers it
 */
record Route(String method, List<String> template, String operation, Handler handler) {

	private static final Set<String> CONTENT = Set.of("upload", "download");

	static Route of(String method, String template, String operation, Handler handler) {
		return new Route(method, List.of(template.split("/")), operation, handler);
	}

	/**
	 * Returns the variables of a path that has this form, {@code null} if it has another.
	 */
	@Nullable Map<String, String> match(List<String> parts) {
		if (parts.size() != this.template.size()) {
			return null;
		}
		Map<String, String> variables = new HashMap<>();
		for (int i = 0; i < parts.size(); i++) {
			String expected = this.template.get(i);
			String verb = expected.startsWith("{") ? verb(expected) : expected;
			if (!parts.get(i).endsWith(verb)) {
				return null;
			}
			String variable = parts.get(i).substring(0, parts.get(i).length() - verb.length());
			if (expected.startsWith("{")) {
				variables.put(name(expected), variable);
			}
			else if (!variable.isEmpty()) {
				return null;
			}
		}
		return variables;
	}

	/** The name of a part that is a variable. */
	private static String name(String part) {
		return part.substring(1, part.indexOf('}'));
	}

	/** What follows a variable in its part, such as {@code :testIamPermissions}. */
	private static String verb(String part) {
		return part.substring(part.indexOf('}') + 1);
	}

	/**
	 * Returns the path up to the last of its variables, without what says that it is for
	 * content alone.
	 */
	String resource(Map<String, String> variables) {
		StringBuilder resource = new StringBuilder();
		int length = 0;
		for (String part : this.template) {
			if (resource.isEmpty() && CONTENT.contains(part)) {
				continue;
			}
			boolean variable = part.startsWith("{");
			resource.append(variable ? variables.get(name(part)) : part);
			length = variable ? resource.length() : length;
			resource.append('/');
		}
		return resource.substring(0, length);
	}

	/**
	 * Answers a call.
	 */
	@FunctionalInterface
	interface Handler {

		Response handle(Request request) throws IOException;

	}

}

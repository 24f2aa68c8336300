package dev.sluice.fuzz;

import java.util.regex.Pattern;

/**
 * Paths of values, such as {@code items[2].price}.
 */
final class OraclePaths {

	private static final Pattern SPECIAL = Pattern.compile("[.\\[\\]\"]");

	private OraclePaths() {
	}

	/**
	 * The path of a member.
	 */
	static String within(String path, String name) {
		boolean plain = !name.isEmpty() && !SPECIAL.matcher(name).find();
		if (!plain) {
			return path + "[\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
		}
		return path.isEmpty() ? name : path + "." + name;
	}

	/**
	 * Text as a JSON string.
	 */
	static String quoted(String text) {
		StringBuilder quoted = new StringBuilder("\"");
		for (char character : text.toCharArray()) {
			if (character < ' ') {
				quoted.append("\\u%04x".formatted((int) character));
			}
			else {
				quoted.append((character == '"' || character == '\\') ? "\\" : "").append(character);
			}
		}
		return quoted.append('"').toString();
	}

}

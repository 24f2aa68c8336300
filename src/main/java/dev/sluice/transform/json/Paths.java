package dev.sluice.transform.json;

/**
 * Paths of values in a record, such as {@code items[2].price}, grown from the inside out.
 * Names that would make a path ambiguous stand in brackets and quotes.
 */
final class Paths {

	private Paths() {
	}

	/**
	 * The path of something within a field.
	 * @param name the field's name
	 * @param rest the path in the field; may be empty
	 */
	static String prepend(String name, String rest) {
		return joined(isPlain(name) ? name : quoted(name), rest);
	}

	/**
	 * The path of something within an array's element.
	 * @param element the element's index
	 * @param rest the path in the element; may be empty
	 */
	static String prepend(int element, String rest) {
		return joined("[" + element + "]", rest);
	}

	/**
	 * The path of something within something else.
	 * @param first the outer path
	 * @param rest the path in it; may be empty
	 */
	static String joined(String first, String rest) {
		return (rest.isEmpty() || rest.charAt(0) == '[') ? first + rest : first + "." + rest;
	}

	private static boolean isPlain(String name) {
		return !name.isEmpty() && name.chars().noneMatch((character) -> ".[]\"".indexOf(character) >= 0);
	}

	private static String quoted(String name) {
		return "[\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
	}

}

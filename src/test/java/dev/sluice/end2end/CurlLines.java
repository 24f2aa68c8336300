package dev.sluice.end2end;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The {@code curl} lines of a page of the documentation, with the answers below them.
 */
final class CurlLines {

	private static final String INDENT = "    ";

	private static final Pattern KEY = Pattern.compile("\"(\\w+)\":");

	private CurlLines() {
	}

	static List<CurlLine> of(Path page) throws IOException {
		List<CurlLine> found = new ArrayList<>();
		List<String> lines = Files.readAllLines(page);
		for (int i = 0; i < lines.size(); i++) {
			if (!lines.get(i).startsWith(INDENT + "curl ")) {
				continue;
			}
			StringBuilder command = new StringBuilder(lines.get(i).strip());
			while (command.charAt(command.length() - 1) == '\\') {
				i++;
				command.setLength(command.length() - 1);
				command.append(lines.get(i).strip());
			}
			found.add(new CurlLine(command.toString(), answer(lines, i + 1)));
		}
		return found;
	}

	/** The block after the command and an empty line, if it is JSON. */
	private static String answer(List<String> lines, int from) {
		StringBuilder answer = new StringBuilder();
		for (int i = from + 1; i < lines.size() && lines.get(i).startsWith(INDENT); i++) {
			answer.append(lines.get(i).strip()).append('\n');
		}
		boolean json = from < lines.size() && lines.get(from).isEmpty()
				&& (answer.indexOf("{") == 0 || answer.indexOf("[") == 0);
		return json ? answer.toString() : "";
	}

	/**
	 * A line.
	 *
	 * @param command the command, on one line
	 * @param answer the answer as the page shows it, shortened; empty if it shows none
	 */
	record CurlLine(String command, String answer) {

		/** The names that the answer has. */
		Set<String> keys() {
			Set<String> keys = new TreeSet<>();
			KEY.matcher(this.answer).results().forEach((key) -> keys.add(key.group(1)));
			return keys;
		}

	}

}

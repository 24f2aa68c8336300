package dev.sluice.transform.snowplow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * The values of a file's cases as they are written, in the file's order.
 */
final class RawValues {

	private static final Set<String> LISTS = Set.of("named", "cases");

	private final Deque<String> values = new ArrayDeque<>();

	RawValues(Path file, String member) throws IOException {
		String text = Files.readString(file);
		try (JsonParser parser = JsonMapper.shared().createParser(text)) {
			for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
				if (token == JsonToken.PROPERTY_NAME && parser.currentName().equals(member)
						&& isCase(parser.streamReadContext())) {
					parser.nextToken();
					int from = (int) parser.currentTokenLocation().getCharOffset();
					parser.skipChildren();
					parser.finishToken();
					this.values.add(text.substring(from, (int) parser.currentLocation().getCharOffset()).strip());
				}
			}
		}
	}

	/** Whether an object stands in a list of cases. */
	private static boolean isCase(TokenStreamContext object) {
		TokenStreamContext list = object.getParent();
		TokenStreamContext holder = (list != null) ? list.getParent() : null;
		return holder != null && holder.currentName() != null && LISTS.contains(holder.currentName());
	}

	/**
	 * The next case's value.
	 */
	String next() {
		return this.values.remove();
	}

}

package dev.sluice.fuzz;

import java.util.regex.Pattern;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Jackson's opinion of texts: keeps {@link TreeReader} from being wrong in the same way
 * as the program.
 */
final class JacksonJudge {

	private static final JsonFactory FACTORY = JsonFactory.builder()
		.streamReadConstraints(StreamReadConstraints.builder()
			.maxNestingDepth(Integer.MAX_VALUE)
			.maxNumberLength(Integer.MAX_VALUE)
			.maxStringLength(Integer.MAX_VALUE)
			.maxNameLength(Integer.MAX_VALUE)
			.build())
		.build();

	/** Jackson looks only at the lower bytes of hexadecimal digits. */
	private static final Pattern WRONG_DIGIT = Pattern.compile("\\\\u[0-9a-fA-F]{0,3}[^\\x00-\\xff]");

	private JacksonJudge() {
	}

	/**
	 * Holds an opinion against Jackson's.
	 * @throws IllegalStateException if they differ
	 */
	static void check(String text, boolean wellFormed) {
		if (isWellFormed(text) != wellFormed) {
			throw new IllegalStateException("Jackson says the opposite of well-formed=" + wellFormed);
		}
	}

	private static boolean isWellFormed(String text) {
		if (text.startsWith("\ufeff") || WRONG_DIGIT.matcher(text.replace("\\\\", "")).find()) {
			return false;
		}
		try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
			boolean sound = parser.nextToken() != null;
			int depth = 0;
			int values = 0;
			for (JsonToken token = parser.currentToken(); token != null; token = parser.nextToken()) {
				depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
				values += (depth == 0) ? 1 : 0;
				sound &= TreeReader.isSound(parser.getString());
			}
			return sound && values == 1;
		}
		catch (JacksonException ex) {
			return false;
		}
	}

}

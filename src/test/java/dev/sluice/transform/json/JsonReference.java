package dev.sluice.transform.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON as trees of maps, lists, texts, {@link Num numbers} and booleans, read slowly by
 * Jackson and the JDK.
 */
final class JsonReference {

	private static final JsonFactory FACTORY = JsonFactory.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(100).maxNumberLength(1000).build())
		.build();

	private JsonReference() {
	}

	/**
	 * Reads a record's value.
	 * @throws Refusal if it is not JSON, or not such that Sluice takes it
	 */
	static @Nullable Object read(byte[] json) throws Refusal {
		try (JsonParser parser = FACTORY.createParser(tools.jackson.core.ObjectReadContext.empty(), text(json))) {
			parser.nextToken();
			Object value = value(parser);
			if (parser.nextToken() != null) {
				throw new Refusal("trailing text");
			}
			return value;
		}
		catch (JacksonException | CharacterCodingException ex) {
			throw new Refusal(ex.toString());
		}
	}

	private static String text(byte[] json) throws CharacterCodingException, Refusal {
		String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
		if (text.startsWith("\ufeff")) {
			throw new Refusal("byte order mark");
		}
		return text;
	}

	private static @Nullable Object value(JsonParser parser) throws Refusal {
		JsonToken token = parser.currentToken();
		if (token == null) {
			throw new Refusal("nothing");
		}
		return switch (token) {
			case START_OBJECT -> object(parser);
			case START_ARRAY -> array(parser);
			case VALUE_STRING -> sound(parser.getString());
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Num(parser.getString());
			case VALUE_TRUE -> true;
			case VALUE_FALSE -> false;
			case VALUE_NULL -> null;
			default -> throw new Refusal("token " + token);
		};
	}

	private static Map<String, @Nullable Object> object(JsonParser parser) throws Refusal {
		Map<String, @Nullable Object> object = new LinkedHashMap<>();
		while (parser.nextToken() != JsonToken.END_OBJECT) {
			String name = sound(parser.currentName());
			parser.nextToken();
			object.put(name, value(parser));
		}
		return object;
	}

	private static List<@Nullable Object> array(JsonParser parser) throws Refusal {
		List<@Nullable Object> array = new ArrayList<>();
		while (parser.nextToken() != JsonToken.END_ARRAY) {
			array.add(value(parser));
		}
		return array;
	}

	private static String sound(String text) throws Refusal {
		if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
			throw new Refusal("lone surrogate");
		}
		return text;
	}

	/**
	 * A number as it is written.
	 *
	 * @param text its text
	 */
	record Num(String text) {

	}

	/** Says why a record or a value is refused. */
	static final class Refusal extends Exception {

		Refusal(String message) {
			super(message);
		}

	}

}

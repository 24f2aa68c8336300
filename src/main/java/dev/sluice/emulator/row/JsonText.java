package dev.sluice.emulator.row;

import java.io.IOException;
import java.io.StringReader;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;

/**
 * Checks that a text is one JSON value.
 */
final class JsonText {

	private JsonText() {
	}

	static boolean valid(String text) {
		try (JsonReader reader = new JsonReader(new StringReader(text))) {
			reader.setStrictness(Strictness.STRICT);
			reader.skipValue();
			return reader.peek() == JsonToken.END_DOCUMENT;
		}
		catch (IOException | IllegalStateException ex) {
			return false;
		}
	}

}

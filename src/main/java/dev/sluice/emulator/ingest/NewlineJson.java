package dev.sluice.emulator.ingest;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import org.jspecify.annotations.Nullable;

/**
 * A file of JSON objects, one a line, perhaps compressed.
 */
final class NewlineJson implements FileRows {

	private static final TypeAdapter<JsonElement> PARSER = new Gson().getAdapter(JsonElement.class);

	private static final int GZIP = 0x1f8b;

	private final BufferedReader reader;

	private long position;

	private long next;

	private @Nullable String line;

	NewlineJson(Path file) throws IOException {
		InputStream in = new BufferedInputStream(Files.newInputStream(file));
		in.mark(2);
		int magic = (in.read() << 8) | in.read();
		in.reset();
		this.reader = new BufferedReader(
				new InputStreamReader((magic == GZIP) ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8));
	}

	/**
	 * Returns the next line that is not blank, {@code null} at the end.
	 */
	@Nullable String line() throws IOException {
		for (String line = this.reader.readLine(); line != null; line = this.reader.readLine()) {
			this.position = this.next;
			this.next += line.getBytes(StandardCharsets.UTF_8).length + 1L;
			if (!line.isBlank()) {
				return line;
			}
		}
		return null;
	}

	@Override
	public boolean advance() throws IOException {
		this.line = line();
		return this.line != null;
	}

	@Override
	public JsonObject row() {
		return parse(String.valueOf(this.line));
	}

	/**
	 * Returns where the last line began, in uncompressed bytes.
	 */
	@Override
	public long position() {
		return this.position;
	}

	/**
	 * Reads a line.
	 * @throws BadRowException if it is not one JSON object
	 */
	static JsonObject parse(String line) {
		try (JsonReader json = new JsonReader(new StringReader(line))) {
			json.setStrictness(Strictness.STRICT);
			JsonElement element = PARSER.read(json);
			if (element.isJsonObject() && json.peek() == JsonToken.END_DOCUMENT) {
				return element.getAsJsonObject();
			}
		}
		catch (JsonParseException | IOException ex) {
			throw new BadRowException("", "Parser terminated before end of string", false);
		}
		throw new BadRowException("", "Start of object expected", false);
	}

	@Override
	public void close() throws IOException {
		this.reader.close();
	}

}

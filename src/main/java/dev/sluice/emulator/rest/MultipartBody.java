package dev.sluice.emulator.rest;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.sluice.emulator.call.ApiError;

/**
 * A body of type {@code multipart/related} in two parts: JSON that describes, and the
 * media itself.
 */
final class MultipartBody {

	private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");

	private static final int TAIL = 512;

	private MultipartBody() {
	}

	/**
	 * Writes the media to a file and returns the JSON.
	 * @throws ApiError if the body is not of this form
	 */
	static JsonObject split(Request request, Path media) throws IOException {
		Matcher type = BOUNDARY.matcher(String.valueOf(request.header("Content-Type")));
		if (!type.find()) {
			throw malformed();
		}
		String delimiter = "--" + type.group(1);
		try (InputStream body = request.body()) {
			Files.copy(body, media, StandardCopyOption.REPLACE_EXISTING);
		}
		JsonObject metadata;
		long start;
		try (Lines lines = new Lines(Files.newInputStream(media))) {
			metadata = metadata(lines, delimiter);
			String contentType = lines.headers("content-type");
			if (!metadata.has("contentType") && !contentType.isEmpty()) {
				metadata.addProperty("contentType", contentType);
			}
			start = lines.position;
		}
		cut(media, start, delimiter);
		return metadata;
	}

	private static JsonObject metadata(Lines lines, String delimiter) throws IOException {
		for (String line = lines.next(); !line.startsWith(delimiter); line = lines.next()) {
			// what stands before the first delimiter is of no meaning
		}
		lines.headers("");
		StringBuilder json = new StringBuilder();
		for (String line = lines.next(); !line.startsWith(delimiter); line = lines.next()) {
			json.append(line).append('\n');
		}
		try {
			return JsonParser.parseString(json.toString()).getAsJsonObject();
		}
		catch (JsonParseException | IllegalStateException ex) {
			throw malformed();
		}
	}

	private static void cut(Path file, long start, String delimiter) throws IOException {
		long size = Files.size(file);
		ByteBuffer tail = ByteBuffer.allocate((int) Math.min(TAIL + delimiter.length(), size - start));
		Path draft = Path.of(file + ".media");
		try (FileChannel from = FileChannel.open(file);
				FileChannel to = FileChannel.open(draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
			from.read(tail, size - tail.capacity());
			int end = new String(tail.array(), StandardCharsets.ISO_8859_1).lastIndexOf("\r\n" + delimiter + "--");
			if (end < 0) {
				throw malformed();
			}
			long length = size - tail.capacity() + end - start;
			for (long done = 0; done < length;) {
				done += from.transferTo(start + done, length - done, to);
			}
		}
		Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
	}

	private static ApiError malformed() {
		return new ApiError(400, "badContent", "INVALID_ARGUMENT", "Malformed multipart body.", null);
	}

	/**
	 * The lines of a body, with their position in bytes.
	 */
	private static final class Lines implements AutoCloseable {

		private final InputStream in;

		private long position;

		private Lines(InputStream in) {
			this.in = new BufferedInputStream(in);
		}

		private String next() throws IOException {
			ByteArrayOutputStream line = new ByteArrayOutputStream();
			while (true) {
				int c = this.in.read();
				if (c < 0) {
					throw malformed();
				}
				this.position++;
				if (c == '\n') {
					return line.toString(StandardCharsets.UTF_8).stripTrailing();
				}
				line.write(c);
			}
		}

		/**
		 * Passes over the headers of a part and returns the value of one of them.
		 */
		private String headers(String name) throws IOException {
			String value = "";
			for (String line = next(); !line.isEmpty(); line = next()) {
				if (line.toLowerCase(Locale.ROOT).startsWith(name + ":")) {
					value = line.substring(name.length() + 1).strip();
				}
			}
			return value;
		}

		@Override
		public void close() throws IOException {
			this.in.close();
		}

	}

}

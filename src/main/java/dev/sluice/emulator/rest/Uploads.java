package dev.sluice.emulator.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.gson.JsonObject;
import dev.sluice.emulator.call.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * Google's upload protocol in its three forms: media alone, multipart, and resumable.
 *
 * Contents are collected in files. A resumable upload is forgotten when the emulator
 * ends; its client starts again.
 */
final class Uploads {

	private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (?:(\\d+)-(\\d+|\\*)|\\*)/(\\d+|\\*)");

	private final Path directory;

	private final Map<String, Session> sessions = new ConcurrentHashMap<>();

	Uploads(Path directory) {
		this.directory = directory;
	}

	/**
	 * Takes the first call of an upload.
	 */
	Response start(Request request, Completion completion) throws IOException {
		String type = request.parameter("uploadType");
		if ("resumable".equals(type)) {
			return startSession(request, completion);
		}
		Path content = newFile();
		if ("multipart".equals(type)) {
			JsonObject metadata = MultipartBody.split(request, content);
			return completion.complete(request, metadata, content);
		}
		if ("media".equals(type)) {
			try (InputStream body = request.body(); OutputStream out = Files.newOutputStream(content)) {
				body.transferTo(out);
			}
			JsonObject metadata = new JsonObject();
			metadata.addProperty("contentType", request.header("Content-Type"));
			return completion.complete(request, metadata, content);
		}
		throw ApiError.invalid("Invalid upload type: " + type);
	}

	private Response startSession(Request request, Completion completion) throws IOException {
		JsonObject metadata = request.json();
		if (!metadata.has("contentType") && request.header("X-Upload-Content-Type") != null) {
			metadata.addProperty("contentType", request.header("X-Upload-Content-Type"));
		}
		String id = UUID.randomUUID().toString();
		this.sessions.put(id, new Session(request, metadata, newFile(), completion));
		return Response.empty(200)
			.with("Location", request.origin() + request.uri() + "&upload_id=" + id)
			.with("X-GUploader-UploadID", id);
	}

	private Path newFile() throws IOException {
		return Files.createTempFile(this.directory, "upload-", null);
	}

	/**
	 * Takes a chunk of a resumable upload, or the question how far it has come.
	 */
	Response resume(Request request) throws IOException {
		Session session = this.sessions.get(String.valueOf(request.parameter("upload_id")));
		if (session == null) {
			throw ApiError.notFound("Not found: upload " + request.parameter("upload_id"));
		}
		synchronized (session) {
			return session.take(request) ? finish(session) : session.progress();
		}
	}

	private static Response finish(Session session) throws IOException {
		Response answer = session.answer;
		if (answer == null) {
			answer = session.completion.complete(session.start, session.metadata, session.content);
			session.answer = answer;
		}
		return answer;
	}

	/**
	 * Gives up a resumable upload.
	 */
	Response cancel(Request request) throws IOException {
		Session session = this.sessions.remove(String.valueOf(request.parameter("upload_id")));
		if (session != null) {
			Files.deleteIfExists(session.content);
		}
		return Response.empty(499);
	}

	/**
	 * What to do with an upload that has arrived as a whole.
	 */
	@FunctionalInterface
	interface Completion {

		Response complete(Request start, JsonObject metadata, Path content) throws IOException;

	}

	/**
	 * A resumable upload under way.
	 */
	private static final class Session {

		private final Request start;

		private final JsonObject metadata;

		private final Path content;

		private final Completion completion;

		private @Nullable Response answer;

		private Session(Request start, JsonObject metadata, Path content, Completion completion) {
			this.start = start;
			this.metadata = metadata;
			this.content = content;
			this.completion = completion;
		}

		/**
		 * Takes a chunk.
		 * @return whether it was the last
		 */
		private boolean take(Request request) throws IOException {
			if (this.answer != null) {
				return true;
			}
			String header = request.header("Content-Range");
			Matcher range = CONTENT_RANGE.matcher((header != null) ? header : "bytes 0-*/*");
			if (!range.matches()) {
				throw ApiError.invalid("Invalid Content-Range: " + header);
			}
			if (range.group(1) != null) {
				append(request, Long.parseLong(range.group(1)));
			}
			long size = Files.size(this.content);
			boolean open = range.group(3).equals("*") && !"*".equals(range.group(2));
			return !open && (range.group(3).equals("*") || Long.parseLong(range.group(3)) == size);
		}

		private void append(Request request, long from) throws IOException {
			long size = Files.size(this.content);
			if (from > size) {
				throw new ApiError(503, "backendError", "UNAVAILABLE", "Expected byte " + size + " but got " + from,
						null);
			}
			try (InputStream body = request.body();
					OutputStream out = Files.newOutputStream(this.content, StandardOpenOption.APPEND)) {
				// read, not skipped: the JDK's server miscounts what is skipped
				body.readNBytes(Math.toIntExact(size - from));
				body.transferTo(out);
			}
		}

		private Response progress() throws IOException {
			long size = Files.size(this.content);
			Response progress = Response.empty(308);
			return (size > 0) ? progress.with("Range", "bytes=0-" + (size - 1)) : progress;
		}

	}

}

package dev.sluice.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Load jobs of the null warehouse, from uploads of newline JSON. A job is done when its
 * last byte has come; its lines are counted then, each a row.
 */
final class NullJobs {

	static final String UPLOADS = "/upload/";

	private static final Pattern JOB = Pattern.compile("/jobs/([^/]+)$");

	private static final Pattern RANGE = Pattern.compile("bytes (?:(\\d+)-(\\d+)|\\*)/(\\d+|\\*)");

	private static final int RESUME = 308;

	private final NullWarehouse warehouse;

	private final JsonMapper json = new JsonMapper();

	private final AtomicLong sessions = new AtomicLong();

	private final Map<String, Upload> uploads = new ConcurrentHashMap<>();

	private final Map<String, ObjectNode> jobs = new ConcurrentHashMap<>();

	NullJobs(NullWarehouse warehouse) {
		this.warehouse = warehouse;
	}

	/** The job that a path names, or {@code null}. */
	@Nullable ObjectNode find(String path) {
		Matcher job = JOB.matcher(path);
		return job.find() ? this.jobs.get(job.group(1)) : null;
	}

	void upload(HttpExchange call) throws IOException {
		String query = String.valueOf(call.getRequestURI().getQuery());
		if (query.contains("session=")) {
			chunk(call, query.substring(query.indexOf("session=") + "session=".length()));
			return;
		}
		String session = "" + this.sessions.incrementAndGet();
		this.uploads.put(session, new Upload((ObjectNode) NullCatalog.body(this.json, call)));
		call.getResponseHeaders()
			.add("Location", "http://" + call.getRequestHeaders().getFirst("Host") + call.getRequestURI().getPath()
					+ "?session=" + session);
		call.sendResponseHeaders(200, -1);
		call.close();
	}

	private void chunk(HttpExchange call, String session) throws IOException {
		Upload upload = this.uploads.get(session);
		Matcher range = RANGE.matcher(call.getRequestHeaders().getFirst("Content-Range"));
		if (upload == null || !range.matches()) {
			throw new IOException("no such upload, or no range");
		}
		if (range.group(1) != null) {
			upload.take(call.getRequestBody());
		}
		if (range.group(3).equals("*")) {
			call.getResponseHeaders().add("Range", "bytes=0-" + (upload.bytes - 1));
			call.sendResponseHeaders(RESUME, -1);
			call.close();
			return;
		}
		this.uploads.remove(session);
		this.warehouse.acknowledged(upload.lines, upload.bytes);
		NullCatalog.answer(this.json, call, 200, done(upload));
	}

	private ObjectNode done(Upload upload) {
		ObjectNode job = upload.job;
		JsonNode reference = job.path("jobReference");
		job.put("kind", "bigquery#job")
			.put("id", reference.path("projectId").asString() + ":" + reference.path("jobId"));
		job.putObject("status").put("state", "DONE");
		job.putObject("statistics").putObject("load").put("outputRows", "" + upload.lines);
		this.jobs.put(reference.path("jobId").asString(), job);
		return job;
	}

	/** A file on its way. */
	private static final class Upload {

		private final ObjectNode job;

		private final byte[] buffer = new byte[1 << 16];

		private int lines;

		private long bytes;

		Upload(ObjectNode job) {
			this.job = job;
		}

		void take(InputStream chunk) throws IOException {
			for (int read = chunk.read(this.buffer); read >= 0; read = chunk.read(this.buffer)) {
				for (int i = 0; i < read; i++) {
					this.lines += (this.buffer[i] == '\n') ? 1 : 0;
				}
				this.bytes += read;
			}
		}

	}

}

package dev.sluice.emulator.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import com.google.gson.JsonObject;
import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.engine.Engine;
import dev.sluice.emulator.fault.Permissions;
import dev.sluice.emulator.ingest.LoadJob;
import dev.sluice.emulator.object.ObjectStore;
import dev.sluice.emulator.object.StoredObject;
import dev.sluice.emulator.query.QueryEngine;
import dev.sluice.emulator.query.QueryRequest;
import org.jspecify.annotations.Nullable;

/**
 * Does the work of jobs.
 */
final class JobRunner {

	private static final Pattern GS = Pattern.compile("gs://([^/]+)/(.+)");

	private final Engine engine;

	private final QueryEngine queries;

	private final ObjectStore objects;

	JobRunner(Engine engine, QueryEngine queries, ObjectStore objects) {
		this.engine = engine;
		this.queries = queries;
		this.objects = objects;
	}

	/**
	 * Refuses a job that could never run.
	 */
	void check(Job job) {
		JsonObject configuration = job.configuration();
		if (configuration.has("load")) {
			checkAccess(load(job));
		}
		else if (!configuration.has("query")) {
			throw ApiError.notImplemented("The emulator runs query and load jobs only");
		}
	}

	private void checkAccess(LoadJob load) {
		Permissions permissions = this.engine.permissions();
		if (this.engine.catalog().findTable(load.table()).isPresent()) {
			permissions.check("bigquery.tables.updateData", "Table", load.table());
		}
		else {
			permissions.check("bigquery.tables.create", "Dataset", load.table().inDataset());
		}
	}

	/**
	 * Tells whether a job may change something.
	 */
	static boolean changes(JsonObject configuration) {
		JsonObject query = configuration.getAsJsonObject("query");
		if (query == null) {
			return true;
		}
		String sql = query.has("query") ? query.get("query").getAsString() : "";
		String start = sql.strip().toUpperCase(Locale.ROOT);
		boolean reads = start.startsWith("SELECT") || start.startsWith("WITH") || start.startsWith("(");
		return !reads || query.has("destinationTable");
	}

	void run(Job job, @Nullable Path upload) throws IOException {
		String name = fileName(job.id());
		boolean shown = this.engine.catalog()
			.tables()
			.stream()
			.anyMatch((table) -> this.engine.rows().of(table).shows(name));
		if (shown) {
			// an earlier process did it and ended before it could say so
			job.succeed(this.engine.clock().instant(), null);
		}
		else if (job.configuration().has("load")) {
			runLoad(job, upload);
		}
		else {
			runQuery(job);
		}
	}

	private void runQuery(Job job) {
		job.succeed(this.engine.clock().instant(), this.queries.run(query(job)));
	}

	private static QueryRequest query(Job job) {
		return new QueryRequest(fileName(job.id()), job.id().project(), job.configuration().getAsJsonObject("query"));
	}

	/**
	 * Checks a query.
	 */
	void dryRun(Job job) {
		if (!job.configuration().has("query")) {
			throw ApiError.notImplemented("The emulator makes dry runs of queries only");
		}
		job.start(this.engine.clock().instant());
		job.succeed(this.engine.clock().instant(), this.queries.check(query(job)));
	}

	private LoadJob load(Job job) {
		return new LoadJob(this.engine, fileName(job.id()), job.id().project(),
				job.configuration().getAsJsonObject("load"));
	}

	private static String fileName(JobId id) {
		return id.project().replaceAll("[^\\w-]", "_") + '-' + id.id().replaceAll("[^\\w-]", "_");
	}

	private void runLoad(Job job, @Nullable Path upload) throws IOException {
		LoadJob load = load(job);
		List<Path> files = (upload != null) ? List.of(upload) : stored(load.sources());
		try {
			load.run(files);
		}
		finally {
			job.report(load.errors());
			job.count(statistics(load, files));
		}
		job.succeed(this.engine.clock().instant(), null);
		if (upload != null) {
			Files.deleteIfExists(upload);
		}
	}

	private List<Path> stored(List<String> uris) {
		List<Path> files = new ArrayList<>();
		for (String uri : uris) {
			var parts = GS.matcher(uri);
			if (!parts.matches()) {
				throw ApiError.invalid("Source URI must be a Google Cloud Storage location: " + uri);
			}
			List<StoredObject> found = matching(parts.group(1), parts.group(2));
			if (found.isEmpty()) {
				throw ApiError.notFound("Not found: URI " + uri);
			}
			found.forEach((object) -> files.add(object.content()));
		}
		if (files.isEmpty()) {
			throw ApiError.required("Required parameter is missing: sourceUris");
		}
		return files;
	}

	private List<StoredObject> matching(String bucket, String name) {
		int star = name.indexOf('*');
		if (star < 0) {
			return this.objects.find(bucket, name).map(List::of).orElse(List.of());
		}
		String suffix = name.substring(star + 1);
		return this.objects.list(bucket, name.substring(0, star))
			.stream()
			.filter((object) -> object.name().length() >= name.length() - 1 && object.name().endsWith(suffix))
			.toList();
	}

	private static JsonObject statistics(LoadJob load, List<Path> files) throws IOException {
		long size = 0;
		for (Path file : files) {
			size += Files.size(file);
		}
		JsonObject statistics = new JsonObject();
		statistics.addProperty("inputFiles", Integer.toString(files.size()));
		statistics.addProperty("inputFileBytes", Long.toString(size));
		statistics.addProperty("outputRows", Long.toString(load.rows()));
		statistics.addProperty("outputBytes", Long.toString(load.bytes()));
		statistics.addProperty("badRecords", Integer.toString(load.errors().size()));
		return statistics;
	}

}

package dev.sluice.emulator.rest;

import java.nio.file.Path;
import java.util.List;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.catalog.Schema;
import dev.sluice.emulator.engine.Engine;
import dev.sluice.emulator.job.Job;
import dev.sluice.emulator.job.JobId;
import dev.sluice.emulator.job.Jobs;
import dev.sluice.emulator.query.Cells;
import dev.sluice.emulator.query.QueryOutcome;
import dev.sluice.emulator.query.ResultTable;
import org.jspecify.annotations.Nullable;

/**
 * The calls about jobs and the results of queries.
 */
final class JobCalls {

	private static final long QUERY_TIMEOUT = 10_000;

	private static final List<String> QUERY_PROPERTIES = List.of("query", "defaultDataset", "queryParameters",
			"parameterMode", "useLegacySql", "destinationTable", "writeDisposition", "createDisposition");

	private final Jobs jobs;

	private final Uploads uploads;

	private final JobResource resources;

	JobCalls(Engine engine, Jobs jobs, Uploads uploads) {
		this.jobs = jobs;
		this.uploads = uploads;
		this.resources = new JobResource(engine.location());
	}

	void register(Routes routes) {
		String path = "projects/{project}/jobs";
		routes.post("projects/{project}/queries", "jobs.query", this::query)
			.get("projects/{project}/queries/{job}", "jobs.getQueryResults", this::results)
			.get(path, "jobs.list", this::list)
			.post(path, "jobs.insert", (request) -> insert(request, request.json(), null))
			.get(path + "/{job}", "jobs.get", (request) -> Response.json(resource(job(request), request)))
			.post(path + "/{job}/cancel", "jobs.cancel", this::cancel)
			.post("upload/" + path, "jobs.insert", (request) -> this.uploads.start(request, this::insert))
			.put("upload/" + path, "jobs.insert", this.uploads::resume)
			.delete("upload/" + path, "jobs.insert", this.uploads::cancel);
	}

	private Job job(Request request) {
		return this.jobs.get(new JobId(request.project(), request.variable("job")));
	}

	private JsonObject resource(Job job, Request request) {
		return this.resources.of(job, request.origin());
	}

	private Response insert(Request request, JsonObject body, @Nullable Path upload) {
		JsonObject configuration = body.getAsJsonObject("configuration");
		if (configuration == null) {
			throw ApiError.required("Required parameter is missing: configuration");
		}
		if (JobResource.flag(configuration, "dryRun")) {
			return Response.json(resource(this.jobs.dryRun(request.project(), configuration), request));
		}
		JsonObject reference = body.getAsJsonObject("jobReference");
		JsonElement id = (reference != null) ? reference.get("jobId") : null;
		Job job = this.jobs.submit(request.project(), (id != null && !id.isJsonNull()) ? id.getAsString() : null,
				configuration, upload);
		return Response.json(resource(job, request));
	}

	private Response list(Request request) {
		String state = request.parameter("stateFilter");
		JsonArray page = new JsonArray();
		long from = PageToken.index(request.parameter("pageToken"), 0);
		long limit = Math.max(1, request.number("maxResults", 50));
		long earliest = request.number("minCreationTime", 0);
		long latest = request.number("maxCreationTime", Long.MAX_VALUE);
		List<Job> all = this.jobs.list(request.project())
			.stream()
			.filter((job) -> job.created().toEpochMilli() >= earliest && job.created().toEpochMilli() <= latest)
			.filter((job) -> state == null || job.state().name().equalsIgnoreCase(state))
			.toList();
		all.stream().skip(from).limit(limit).forEach((job) -> {
			JsonObject entry = resource(job, request);
			entry.addProperty("state", job.state().name());
			page.add(entry);
		});
		JsonObject answer = new JsonObject();
		answer.addProperty("kind", "bigquery#jobList");
		answer.add("jobs", page);
		if (from + page.size() < all.size()) {
			answer.addProperty("nextPageToken", PageToken.write(Long.toString(from + page.size())));
		}
		return Response.json(answer);
	}

	private Response cancel(Request request) {
		JsonObject answer = new JsonObject();
		answer.addProperty("kind", "bigquery#jobCancelResponse");
		answer.add("job", resource(this.jobs.cancel(new JobId(request.project(), request.variable("job"))), request));
		return Response.json(answer);
	}

	private Response query(Request request) {
		JsonObject body = request.json();
		JsonObject query = new JsonObject();
		QUERY_PROPERTIES.stream().filter(body::has).forEach((name) -> query.add(name, body.get(name)));
		JsonObject configuration = new JsonObject();
		configuration.add("query", query);
		JsonElement requestId = body.get("requestId");
		Job job = JobResource.flag(body, "dryRun") ? this.jobs.dryRun(request.project(), configuration) : this.jobs
			.query(request.project(), (requestId != null) ? requestId.getAsString() : null, configuration);
		job.await(body.has("timeoutMs") ? body.get("timeoutMs").getAsLong() : QUERY_TIMEOUT);
		JsonObject options = body.getAsJsonObject("formatOptions");
		long rows = body.has("maxResults") ? body.get("maxResults").getAsLong() : Long.MAX_VALUE;
		return results(job, "bigquery#queryResponse", 0, rows,
				new Cells(options != null && JobResource.flag(options, "useInt64Timestamp")));
	}

	private Response results(Request request) {
		Job job = job(request);
		if (!job.configuration().has("query")) {
			throw ApiError.invalid("The job " + job.id().id() + " is not a query");
		}
		job.await(request.number("timeoutMs", QUERY_TIMEOUT));
		long from = PageToken.index(request.parameter("pageToken"), request.number("startIndex", 0));
		return results(job, "bigquery#getQueryResultsResponse", from, request.number("maxResults", Long.MAX_VALUE),
				new Cells(request.flag("formatOptions.useInt64Timestamp")));
	}

	private Response results(Job job, String kind, long from, long limit, Cells cells) {
		JsonObject answer = new JsonObject();
		answer.addProperty("kind", kind);
		answer.addProperty("etag", job.id().id());
		answer.add("jobReference", this.resources.reference(job));
		answer.addProperty("jobComplete", job.state() == Job.State.DONE);
		ApiError error = job.error();
		if (error != null) {
			throw error;
		}
		if (job.state() == Job.State.DONE) {
			answer.addProperty("cacheHit", false);
			answer.addProperty("totalBytesProcessed", "0");
			QueryOutcome outcome = job.outcome();
			if (outcome != null && outcome.affectedRows() != null) {
				answer.addProperty("numDmlAffectedRows", Long.toString(outcome.affectedRows()));
			}
			addRows(answer, (outcome != null) ? outcome.result() : null, from, limit, cells);
		}
		return Response.json(answer);
	}

	/**
	 * Adds a page of rows, as many as fit into an answer.
	 */
	private static void addRows(JsonObject answer, @Nullable ResultTable result, long from, long limit, Cells cells) {
		if (result == null) {
			answer.addProperty("totalRows", "0");
			return;
		}
		answer.add("schema", new Schema(result.fields()).json());
		answer.addProperty("totalRows", Long.toString(result.rows()));
		JsonArray rows = result.page(from, Math.min(limit, Pages.MAX_ROWS), cells);
		if (!rows.isEmpty()) {
			answer.add("rows", rows);
		}
		if (from + rows.size() < result.rows()) {
			answer.addProperty("pageToken", PageToken.write(Long.toString(from + rows.size())));
		}
	}

}

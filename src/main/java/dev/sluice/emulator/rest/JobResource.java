package dev.sluice.emulator.rest;

import java.time.Instant;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.catalog.Schema;
import dev.sluice.emulator.ingest.LoadJob.JobError;
import dev.sluice.emulator.job.Job;
import dev.sluice.emulator.query.QueryOutcome;
import dev.sluice.emulator.query.ResultTable;
import org.jspecify.annotations.Nullable;

/**
 * Jobs as REST shows them.
 */
final class JobResource {

	/** The dataset of the tables that hold the results of queries. */
	static final String RESULTS = "_results";

	private final String location;

	JobResource(String location) {
		this.location = location;
	}

	/**
	 * Returns the whole resource.
	 */
	JsonObject of(Job job, String origin) {
		JsonObject json = new JsonObject();
		json.addProperty("kind", "bigquery#job");
		json.addProperty("etag", Integer.toHexString(job.id().hashCode()) + job.state());
		json.addProperty("id", job.id().text(this.location));
		json.addProperty("selfLink", origin + "/bigquery/v2/projects/" + job.id().project() + "/jobs/" + job.id().id());
		json.addProperty("user_email", "emulator@localhost");
		json.add("configuration", configuration(job));
		json.add("jobReference", reference(job));
		json.add("status", status(job));
		json.add("statistics", statistics(job));
		return json;
	}

	JsonObject reference(Job job) {
		JsonObject reference = new JsonObject();
		reference.addProperty("projectId", job.id().project());
		reference.addProperty("jobId", job.id().id());
		reference.addProperty("location", this.location);
		return reference;
	}

	private static JsonObject configuration(Job job) {
		JsonObject configuration = job.configuration().deepCopy();
		boolean query = configuration.has("query");
		configuration.addProperty("jobType", query ? "QUERY" : "LOAD");
		if (query && !configuration.getAsJsonObject("query").has("destinationTable")) {
			JsonObject table = new JsonObject();
			table.addProperty("projectId", job.id().project());
			table.addProperty("datasetId", RESULTS);
			table.addProperty("tableId", job.id().id());
			configuration.getAsJsonObject("query").add("destinationTable", table);
		}
		return configuration;
	}

	static JsonObject status(Job job) {
		JsonObject status = new JsonObject();
		status.addProperty("state", job.state().name());
		ApiError error = job.error();
		if (error != null) {
			status.add("errorResult", Response.errorDetail(error.reason(), error.location(), error.message()));
		}
		if (!job.errors().isEmpty()) {
			status.add("errors", errors(job));
		}
		return status;
	}

	static JsonArray errors(Job job) {
		JsonArray errors = new JsonArray();
		for (JobError error : job.errors()) {
			errors.add(Response.errorDetail(error.reason(), null, error.message()));
		}
		return errors;
	}

	private static JsonObject statistics(Job job) {
		JsonObject statistics = new JsonObject();
		add(statistics, "creationTime", job.created());
		add(statistics, "startTime", job.started());
		add(statistics, "endTime", job.ended());
		if (job.configuration().has("load")) {
			statistics.add("load", job.statistics());
		}
		QueryOutcome outcome = job.outcome();
		if (outcome != null) {
			statistics.addProperty("totalBytesProcessed", "0");
			statistics.add("query", query(outcome));
		}
		return statistics;
	}

	private static void add(JsonObject json, String property, @Nullable Instant time) {
		if (time != null) {
			json.addProperty(property, Long.toString(time.toEpochMilli()));
		}
	}

	private static JsonObject query(QueryOutcome outcome) {
		JsonObject query = new JsonObject();
		query.addProperty("statementType", outcome.statementType());
		query.addProperty("totalBytesProcessed", "0");
		query.addProperty("totalBytesBilled", "0");
		query.addProperty("cacheHit", false);
		if (outcome.affectedRows() != null) {
			query.addProperty("numDmlAffectedRows", Long.toString(outcome.affectedRows()));
		}
		if (outcome.ddlOperation() != null) {
			query.addProperty("ddlOperationPerformed", outcome.ddlOperation());
		}
		if (outcome.target() != null && outcome.ddlOperation() != null) {
			query.add("ddlTargetTable", TableResource.reference(outcome.target()));
		}
		ResultTable result = outcome.result();
		if (result != null) {
			query.add("schema", new Schema(result.fields()).json());
		}
		return query;
	}

	/**
	 * Returns whether a configuration has a property that is true.
	 */
	static boolean flag(JsonObject json, String property) {
		JsonElement value = json.get(property);
		return value != null && !value.isJsonNull() && value.getAsBoolean();
	}

}

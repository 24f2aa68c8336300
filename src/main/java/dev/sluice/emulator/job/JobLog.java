package dev.sluice.emulator.job;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.journal.Journal;
import org.jspecify.annotations.Nullable;

/**
 * Jobs in the journal: each when it is accepted and when it is done.
 */
final class JobLog {

	private static final String KIND = "job";

	private final Journal journal;

	JobLog(Journal journal) {
		this.journal = journal;
	}

	void accepted(Job job, @Nullable Path upload) {
		JsonObject entry = entry(job);
		entry.addProperty("created", job.created().toString());
		entry.add("configuration", job.configuration());
		if (upload != null) {
			entry.addProperty("upload", upload.toString());
		}
		this.journal.append(KIND, entry.toString());
	}

	void done(Job job) {
		JsonObject entry = entry(job);
		entry.addProperty("ended", String.valueOf(job.ended()));
		entry.add("statistics", job.statistics());
		ApiError error = job.error();
		if (error != null) {
			entry.addProperty("httpStatus", error.httpStatus());
			entry.addProperty("reason", error.reason());
			entry.addProperty("status", error.status());
			entry.addProperty("message", error.message());
		}
		this.journal.append(KIND, entry.toString());
	}

	private static JsonObject entry(Job job) {
		JsonObject entry = new JsonObject();
		entry.addProperty("project", job.id().project());
		entry.addProperty("id", job.id().id());
		return entry;
	}

	Collection<Entry> recovered() {
		Map<JobId, Entry> entries = new LinkedHashMap<>();
		for (String text : this.journal.recovered(KIND)) {
			JsonObject json = JsonParser.parseString(text).getAsJsonObject();
			JobId id = new JobId(json.get("project").getAsString(), json.get("id").getAsString());
			Entry entry = entries.get(id);
			if (entry == null) {
				Job job = new Job(id, json.getAsJsonObject("configuration"),
						Instant.parse(json.get("created").getAsString()));
				entries.put(id, new Entry(job, json.has("upload") ? Path.of(json.get("upload").getAsString()) : null));
			}
			else {
				finish(entry.job(), json);
			}
		}
		return entries.values();
	}

	private static void finish(Job job, JsonObject json) {
		Instant ended = Instant.parse(json.get("ended").getAsString());
		job.count(json.getAsJsonObject("statistics"));
		if (json.has("reason")) {
			job.fail(ended, new ApiError(json.get("httpStatus").getAsInt(), json.get("reason").getAsString(),
					json.get("status").getAsString(), json.get("message").getAsString(), null));
		}
		else {
			job.succeed(ended, null);
		}
	}

	/**
	 * A job that was accepted.
	 *
	 * @param job the job, done or not
	 * @param upload the file that came with it, or {@code null}
	 */
	record Entry(Job job, @Nullable Path upload) {
	}

}

package dev.sluice.emulator.rest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.Table;
import dev.sluice.emulator.engine.Engine;
import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.ingest.Inserts;
import dev.sluice.emulator.ingest.Inserts.RowError;
import dev.sluice.emulator.job.Job;
import dev.sluice.emulator.job.JobId;
import dev.sluice.emulator.job.Jobs;
import dev.sluice.emulator.query.Cells;
import dev.sluice.emulator.query.QueryEngine;
import dev.sluice.emulator.query.QueryOutcome;
import dev.sluice.emulator.query.ResultTable;
import org.jspecify.annotations.Nullable;

/**
 * The calls about the rows of tables.
 */
final class TableDataCalls {

	private static final long MAX_REQUEST = 10L << 20;

	private final Engine engine;

	private final Inserts inserts;

	private final QueryEngine queries;

	private final Jobs jobs;

	TableDataCalls(Engine engine, QueryEngine queries, Jobs jobs) {
		this.engine = engine;
		this.inserts = new Inserts(engine);
		this.queries = queries;
		this.jobs = jobs;
	}

	void register(Routes routes) {
		String table = "projects/{project}/datasets/{dataset}/tables/{table}";
		routes.post(table + "/insertAll", "tabledata.insertAll", this::insertAll)
			.get(table + "/data", "tabledata.list", this::list);
	}

	private Response insertAll(Request request) {
		JsonObject body = request.json(MAX_REQUEST);
		request.brings(body.has("rows") ? body.getAsJsonArray("rows").size() : 0);
		Map<Integer, RowError> errors = this.inserts.insert(request.table(), body,
				request.intervention().find(Effect.RefuseRows.class).orElse(null));
		JsonObject answer = new JsonObject();
		answer.addProperty("kind", "bigquery#tableDataInsertAllResponse");
		if (!errors.isEmpty()) {
			JsonArray list = new JsonArray();
			errors.forEach((index, error) -> list.add(insertError(index, error)));
			answer.add("insertErrors", list);
		}
		return Response.json(answer);
	}

	private static JsonObject insertError(int index, RowError error) {
		JsonObject detail = new JsonObject();
		detail.addProperty("reason", error.reason());
		detail.addProperty("location", error.location());
		detail.addProperty("debugInfo", "");
		detail.addProperty("message", error.message());
		JsonArray errors = new JsonArray();
		errors.add(detail);
		JsonObject row = new JsonObject();
		row.addProperty("index", index);
		row.add("errors", errors);
		return row;
	}

	private Response list(Request request) {
		Cells cells = new Cells(request.flag("formatOptions.useInt64Timestamp"));
		long from = PageToken.index(request.parameter("pageToken"), request.number("startIndex", 0));
		long limit = Math.min(request.number("maxResults", Long.MAX_VALUE), Pages.MAX_ROWS);
		if (request.variable("dataset").equals(JobResource.RESULTS)) {
			ResultTable result = result(request);
			return page(result.page(from, limit, cells), result.rows(), from);
		}
		Table table = this.engine.catalog().table(request.table());
		JsonArray rows = this.queries.rows(table, selected(table, request.parameter("selectedFields")), from, limit,
				cells);
		return page(rows, this.queries.count(table), from);
	}

	private ResultTable result(Request request) {
		Job job = this.jobs.get(new JobId(request.project(), request.variable("table")));
		QueryOutcome outcome = job.outcome();
		if (outcome == null || outcome.result() == null) {
			throw ApiError.notFound("Not found: Table " + request.table());
		}
		return outcome.result();
	}

	private static List<Field> selected(Table table, @Nullable String names) {
		if (names == null || names.isEmpty()) {
			return table.schema().fields();
		}
		List<String> wanted = Arrays.stream(names.split(","))
			.map((name) -> name.strip().toLowerCase(Locale.ROOT))
			.toList();
		return table.schema()
			.fields()
			.stream()
			.filter((field) -> wanted.contains(field.name().toLowerCase(Locale.ROOT)))
			.toList();
	}

	private static Response page(JsonArray rows, long total, long from) {
		JsonObject answer = new JsonObject();
		answer.addProperty("kind", "bigquery#tableDataList");
		answer.addProperty("etag", Long.toString(total));
		answer.addProperty("totalRows", Long.toString(total));
		if (!rows.isEmpty()) {
			answer.add("rows", rows);
		}
		if (from + rows.size() < total) {
			answer.addProperty("pageToken", PageToken.write(Long.toString(from + rows.size())));
		}
		return Response.json(answer);
	}

}

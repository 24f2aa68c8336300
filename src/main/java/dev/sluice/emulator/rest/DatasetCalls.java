package dev.sluice.emulator.rest;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.catalog.Catalog;
import dev.sluice.emulator.catalog.Dataset;
import dev.sluice.emulator.catalog.DatasetId;
import dev.sluice.emulator.engine.Engine;

/**
 * The calls about datasets.
 */
final class DatasetCalls {

	private static final List<String> SERVER_SETS = List.of("kind", "etag", "id", "selfLink", "datasetReference",
			"creationTime", "lastModifiedTime", "location", "type");

	private final Catalog catalog;

	DatasetCalls(Engine engine) {
		this.catalog = engine.catalog();
	}

	void register(Routes routes) {
		routes.get("projects/{project}/datasets", "datasets.list", this::list)
			.post("projects/{project}/datasets", "datasets.insert", this::insert)
			.get("projects/{project}/datasets/{dataset}", "datasets.get", this::get)
			.patch("projects/{project}/datasets/{dataset}", "datasets.patch", this::patch)
			.put("projects/{project}/datasets/{dataset}", "datasets.update", this::update)
			.delete("projects/{project}/datasets/{dataset}", "datasets.delete", this::delete);
	}

	private Response list(Request request) {
		JsonObject answer = new JsonObject();
		answer.addProperty("kind", "bigquery#datasetList");
		PageToken.addPage(answer, "datasets", this.catalog.datasets(request.project()), request,
				(dataset) -> dataset.id().dataset(), DatasetCalls::summary);
		return Response.json(answer);
	}

	private Response insert(Request request) {
		JsonObject body = request.json();
		DatasetId id = new DatasetId(request.project(),
				Names.check("dataset", Names.reference(body, "datasetReference", "datasetId")));
		return Response.json(resource(this.catalog.createDataset(id, settable(body)), request));
	}

	private Response get(Request request) {
		return Response.json(resource(this.catalog.dataset(request.dataset()), request));
	}

	private Response patch(Request request) {
		JsonObject body = settable(request.json());
		return change(request, (old) -> {
			for (Map.Entry<String, JsonElement> entry : body.entrySet()) {
				merge(old, entry.getKey(), entry.getValue());
			}
			return old;
		});
	}

	private static void merge(JsonObject old, String property, JsonElement value) {
		if (value.isJsonNull()) {
			old.remove(property);
		}
		else if (property.equals("labels") && old.has(property)) {
			JsonObject labels = old.getAsJsonObject(property);
			value.getAsJsonObject().asMap().forEach(labels::add);
			labels.entrySet().removeIf((label) -> label.getValue().isJsonNull());
		}
		else {
			old.add(property, value);
		}
	}

	private Response update(Request request) {
		JsonObject body = settable(request.json());
		return change(request, (old) -> {
			if (old.has("location")) {
				body.add("location", old.get("location"));
			}
			return body;
		});
	}

	private Response change(Request request, UnaryOperator<JsonObject> change) {
		return Response
			.json(resource(this.catalog.changeDataset(request.dataset(), request.header("If-Match"), change), request));
	}

	private Response delete(Request request) {
		this.catalog.deleteDataset(request.dataset(), request.flag("deleteContents"));
		return Response.empty(204);
	}

	private static JsonObject settable(JsonObject body) {
		JsonObject settable = body.deepCopy();
		SERVER_SETS.stream().filter((property) -> !property.equals("location")).forEach(settable::remove);
		if (settable.has("location") && settable.get("location").isJsonNull()) {
			throw ApiError.invalid("Invalid value for location: null");
		}
		return settable;
	}

	private static JsonObject resource(Dataset dataset, Request request) {
		JsonObject resource = dataset.json();
		describe(resource, dataset);
		resource.addProperty("etag", dataset.etag());
		resource.addProperty("selfLink", request.origin() + "/bigquery/v2/projects/" + dataset.id().project()
				+ "/datasets/" + dataset.id().dataset());
		resource.addProperty("creationTime", Long.toString(dataset.created().toEpochMilli()));
		resource.addProperty("lastModifiedTime", Long.toString(dataset.modified().toEpochMilli()));
		resource.addProperty("type", "DEFAULT");
		if (!resource.has("access")) {
			resource.add("access", ownersOnly());
		}
		return resource;
	}

	private static JsonArray ownersOnly() {
		JsonObject owner = new JsonObject();
		owner.addProperty("role", "OWNER");
		owner.addProperty("specialGroup", "projectOwners");
		JsonArray access = new JsonArray();
		access.add(owner);
		return access;
	}

	private static JsonObject summary(Dataset dataset) {
		JsonObject all = dataset.json();
		JsonObject summary = new JsonObject();
		describe(summary, dataset);
		for (String property : List.of("labels", "friendlyName")) {
			if (all.has(property)) {
				summary.add(property, all.get(property));
			}
		}
		return summary;
	}

	private static void describe(JsonObject json, Dataset dataset) {
		JsonObject reference = new JsonObject();
		reference.addProperty("datasetId", dataset.id().dataset());
		reference.addProperty("projectId", dataset.id().project());
		json.addProperty("kind", "bigquery#dataset");
		json.addProperty("id", dataset.id().toString());
		json.add("datasetReference", reference);
		json.addProperty("location", dataset.location());
	}

}

package dev.sluice.emulator.rest;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.fault.Permissions;
import dev.sluice.emulator.object.ObjectStore;
import dev.sluice.emulator.object.StoredObject;
import org.jspecify.annotations.Nullable;

/**
 * The calls of Cloud Storage.
 */
final class ObjectCalls {

	private final ObjectStore store;

	private final Uploads uploads;

	private final Permissions permissions;

	ObjectCalls(ObjectStore store, Uploads uploads, Permissions permissions) {
		this.permissions = permissions;
		this.store = store;
		this.uploads = uploads;
	}

	void register(Routes routes) {
		String buckets = "storage/v1/b";
		String objects = buckets + "/{bucket}/o";
		routes.get(buckets, "buckets.list", this::listBuckets)
			.post(buckets, "buckets.insert", this::insertBucket)
			.get(buckets + "/{bucket}", "buckets.get", this::getBucket)
			.delete(buckets + "/{bucket}", "buckets.delete", this::deleteBucket)
			.get(buckets + "/{bucket}/iam/testPermissions", "buckets.testIamPermissions", this::testPermissions)
			.get(objects, "objects.list", this::list)
			.get(objects + "/{object}", "objects.get", this::get)
			.get("download/" + objects + "/{object}", "objects.get", this::download)
			.delete(objects + "/{object}", "objects.delete", this::delete)
			.post("upload/" + objects, "objects.insert", (request) -> this.uploads.start(request, this::store))
			.put("upload/" + objects, "objects.insert", this.uploads::resume)
			.delete("upload/" + objects, "objects.insert", this.uploads::cancel);
	}

	private Response listBuckets(Request request) {
		JsonObject answer = new JsonObject();
		answer.addProperty("kind", "storage#buckets");
		PageToken.addPage(answer, "items", this.store.buckets(), request, (bucket) -> bucket.get("name").getAsString(),
				ObjectCalls::bucket);
		return Response.json(answer);
	}

	private Response insertBucket(Request request) {
		JsonObject resource = request.json();
		if (!resource.has("name")) {
			throw ApiError.required("Required parameter: name");
		}
		return Response.json(bucket(this.store.createBucket(resource)));
	}

	private Response getBucket(Request request) {
		return Response.json(bucket(this.store.bucket(request.variable("bucket"))));
	}

	private Response testPermissions(Request request) {
		this.store.bucket(request.variable("bucket"));
		JsonArray granted = new JsonArray();
		this.permissions.granted(request.parameters("permissions")).forEach(granted::add);
		JsonObject answer = new JsonObject();
		answer.addProperty("kind", "storage#testIamPermissionsResponse");
		answer.add("permissions", granted);
		return Response.json(answer);
	}

	private Response deleteBucket(Request request) {
		this.store.deleteBucket(request.variable("bucket"));
		return Response.empty(204);
	}

	private static JsonObject bucket(JsonObject resource) {
		JsonObject json = resource.deepCopy();
		json.addProperty("kind", "storage#bucket");
		json.add("id", resource.get("name"));
		json.add("updated", resource.get("timeCreated"));
		json.addProperty("metageneration", "1");
		for (String[] standard : new String[][] { { "location", "US" }, { "storageClass", "STANDARD" } }) {
			if (!json.has(standard[0])) {
				json.addProperty(standard[0], standard[1]);
			}
		}
		return json;
	}

	private Response store(Request request, JsonObject metadata, Path content) {
		String name = request.parameter("name");
		if (name != null) {
			metadata.addProperty("name", name);
		}
		if (!metadata.has("name")) {
			throw ApiError.required("Required");
		}
		String condition = request.parameter("ifGenerationMatch");
		return Response.json(resource(this.store.store(request.variable("bucket"), metadata, content,
				(condition != null) ? Long.valueOf(condition) : null), request));
	}

	private Response get(Request request) throws IOException {
		return "media".equals(request.parameter("alt")) ? download(request)
				: Response.json(resource(object(request), request));
	}

	private StoredObject object(Request request) {
		return this.store.object(request.variable("bucket"), request.variable("object"));
	}

	private Response download(Request request) throws IOException {
		StoredObject object = object(request);
		String type = string(object.resource(), "contentType");
		Response whole = new Response(200, Map.of(), Response.Body.of(object.content()))
			.with("Content-Type", (type != null) ? type : "application/octet-stream")
			.with("X-Goog-Generation", Long.toString(object.generation()))
			.with("X-Goog-Hash", "crc32c=" + object.crc32c() + ",md5=" + object.md5());
		ByteRange range = ByteRange.of(request.header("Range"), object.size());
		return (range != null) ? range.answer(whole) : whole;
	}

	private Response delete(Request request) {
		this.store.delete(request.variable("bucket"), request.variable("object"));
		return Response.empty(204);
	}

	private Response list(Request request) {
		String prefix = (request.parameter("prefix") != null) ? String.valueOf(request.parameter("prefix")) : "";
		String delimiter = request.parameter("delimiter");
		Set<String> folders = new LinkedHashSet<>();
		List<StoredObject> listed = this.store.list(request.variable("bucket"), prefix)
			.stream()
			.filter((object) -> !inFolder(object.name(), prefix, delimiter, folders))
			.toList();
		JsonObject answer = new JsonObject();
		answer.addProperty("kind", "storage#objects");
		if (!folders.isEmpty()) {
			JsonArray prefixes = new JsonArray();
			folders.forEach(prefixes::add);
			answer.add("prefixes", prefixes);
		}
		PageToken.addPage(answer, "items", listed, request, StoredObject::name, (object) -> resource(object, request));
		return Response.json(answer);
	}

	private static boolean inFolder(String name, String prefix, @Nullable String delimiter, Set<String> folders) {
		int end = (delimiter != null && !delimiter.isEmpty()) ? name.indexOf(delimiter, prefix.length()) : -1;
		if (end >= 0 && delimiter != null) {
			folders.add(name.substring(0, end + delimiter.length()));
		}
		return end >= 0;
	}

	private static JsonObject resource(StoredObject object, Request request) {
		JsonObject json = object.resource().deepCopy();
		String path = "/storage/v1/b/" + object.bucket() + "/o/"
				+ URLEncoder.encode(object.name(), StandardCharsets.UTF_8).replace("+", "%20");
		json.addProperty("kind", "storage#object");
		json.addProperty("id", object.bucket() + '/' + object.name() + '/' + object.generation());
		json.addProperty("selfLink", request.origin() + path);
		json.addProperty("mediaLink", request.origin() + "/download" + path + "?alt=media");
		json.addProperty("name", object.name());
		json.addProperty("bucket", object.bucket());
		json.addProperty("generation", Long.toString(object.generation()));
		json.addProperty("metageneration", "1");
		json.addProperty("storageClass", "STANDARD");
		json.addProperty("size", Long.toString(object.size()));
		json.addProperty("md5Hash", object.md5());
		json.addProperty("crc32c", object.crc32c());
		json.addProperty("etag", object.crc32c() + object.generation());
		json.addProperty("timeCreated", object.created().toString());
		json.addProperty("updated", object.created().toString());
		return json;
	}

	private static @Nullable String string(JsonObject json, String property) {
		return (json.has(property) && !json.get(property).isJsonNull()) ? json.get(property).getAsString() : null;
	}

}

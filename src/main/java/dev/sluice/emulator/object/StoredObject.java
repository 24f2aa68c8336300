package dev.sluice.emulator.object;

import java.nio.file.Path;
import java.time.Instant;

import com.google.gson.JsonObject;

/**
 * An object as it was stored; storing another under its name makes another generation.
 *
 * @param bucket the bucket's name
 * @param name its own name
 * @param generation a number that no other object has
 * @param size its size in bytes
 * @param md5 the MD5 hash of its content in base64
 * @param crc32c the checksum of its content, big-endian, in base64
 * @param created when it was stored
 * @param resource what its writer said about it: content type, metadata and so on
 * @param content the file with its content
 */
public record StoredObject(String bucket, String name, long generation, long size, String md5, String crc32c,
		Instant created, JsonObject resource, Path content) {

	JsonObject write() {
		JsonObject json = new JsonObject();
		json.addProperty("bucket", this.bucket);
		json.addProperty("name", this.name);
		json.addProperty("generation", this.generation);
		json.addProperty("size", this.size);
		json.addProperty("md5", this.md5);
		json.addProperty("crc32c", this.crc32c);
		json.addProperty("created", this.created.toString());
		json.add("resource", this.resource);
		return json;
	}

	static StoredObject read(JsonObject json, Path directory) {
		long generation = json.get("generation").getAsLong();
		return new StoredObject(json.get("bucket").getAsString(), json.get("name").getAsString(), generation,
				json.get("size").getAsLong(), json.get("md5").getAsString(), json.get("crc32c").getAsString(),
				Instant.parse(json.get("created").getAsString()), json.getAsJsonObject("resource"),
				directory.resolve(Long.toString(generation)));
	}

}

package dev.sluice.emulator.object;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.journal.Journal;
import org.jspecify.annotations.Nullable;

/**
 * The buckets and their objects.
 *
 * Contents are files of a directory, everything else is in the journal; what a method has
 * done when it returns survives the end of the process. Safe for use by many threads.
 */
public final class ObjectStore {

	private static final String BUCKETS = "bucket";

	private static final String OBJECTS = "object";

	private final Journal journal;

	private final Path directory;

	private final InstantSource clock;

	@GuardedBy("this")
	private final Map<String, JsonObject> buckets = new TreeMap<>();

	@GuardedBy("this")
	private final Map<String, NavigableMap<String, StoredObject>> objects = new HashMap<>();

	@GuardedBy("this")
	private long generation;

	public ObjectStore(Journal journal, Path directory, InstantSource clock) {
		this.journal = journal;
		this.directory = directory;
		this.clock = clock;
		recover();
	}

	private synchronized void recover() {
		for (String text : this.journal.recovered(BUCKETS)) {
			JsonObject json = JsonParser.parseString(text).getAsJsonObject();
			if (json.has("deleted")) {
				this.buckets.remove(json.get("name").getAsString());
			}
			else {
				this.buckets.put(json.get("name").getAsString(), json);
			}
		}
		for (String text : this.journal.recovered(OBJECTS)) {
			JsonObject json = JsonParser.parseString(text).getAsJsonObject();
			if (json.has("deleted")) {
				in(json.get("bucket").getAsString()).remove(json.get("name").getAsString());
			}
			else {
				put(StoredObject.read(json, this.directory));
			}
		}
	}

	@GuardedBy("this")
	private NavigableMap<String, StoredObject> in(String bucket) {
		return this.objects.computeIfAbsent(bucket, (name) -> new TreeMap<>());
	}

	@GuardedBy("this")
	private @Nullable StoredObject put(StoredObject object) {
		this.generation = Math.max(this.generation, object.generation());
		return in(object.bucket()).put(object.name(), object);
	}

	/**
	 * Creates a bucket from its resource.
	 */
	public synchronized JsonObject createBucket(JsonObject resource) {
		String name = resource.get("name").getAsString();
		if (this.buckets.containsKey(name)) {
			throw new ApiError(409, "conflict", "ALREADY_EXISTS",
					"Your previous request to create the named bucket succeeded and you already own it.", null);
		}
		JsonObject bucket = resource.deepCopy();
		bucket.addProperty("timeCreated", this.clock.instant().toString());
		this.journal.append(BUCKETS, bucket.toString());
		this.buckets.put(name, bucket);
		return bucket;
	}

	public synchronized JsonObject bucket(String name) {
		JsonObject bucket = this.buckets.get(name);
		if (bucket == null) {
			throw ApiError.notFound("The specified bucket does not exist.");
		}
		return bucket;
	}

	/**
	 * Returns all buckets in the order of their names.
	 */
	public synchronized List<JsonObject> buckets() {
		return List.copyOf(this.buckets.values());
	}

	/**
	 * Deletes a bucket, which must be empty.
	 */
	public synchronized void deleteBucket(String name) {
		bucket(name);
		if (!in(name).isEmpty()) {
			throw new ApiError(409, "conflict", "FAILED_PRECONDITION", "The bucket you tried to delete is not empty.",
					null);
		}
		JsonObject deletion = new JsonObject();
		deletion.addProperty("name", name);
		deletion.addProperty("deleted", true);
		this.journal.append(BUCKETS, deletion.toString());
		this.buckets.remove(name);
	}

	/**
	 * Stores an object.
	 * @param resource what its writer says about it, its name included
	 * @param draft the file with its content, which is taken away
	 * @param ifGeneration the generation that must be there now, 0 for none, or
	 * {@code null} for any
	 */
	public StoredObject store(String bucket, JsonObject resource, Path draft, @Nullable Long ifGeneration) {
		bucket(bucket);
		try {
			Digest digest = Digest.of(draft);
			synchronized (this) {
				String name = resource.get("name").getAsString();
				match(in(bucket).get(name), ifGeneration);
				long number = Math.max(this.generation + 1, this.clock.instant().toEpochMilli() * 1000);
				Path content = this.directory.resolve(Long.toString(number));
				Files.move(draft, content, StandardCopyOption.ATOMIC_MOVE);
				StoredObject object = new StoredObject(bucket, name, number, Files.size(content), digest.md5(),
						digest.crc32c(), this.clock.instant(), resource.deepCopy(), content);
				this.journal.append(OBJECTS, object.write().toString());
				StoredObject replaced = put(object);
				if (replaced != null) {
					Files.deleteIfExists(replaced.content());
				}
				return object;
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void match(@Nullable StoredObject present, @Nullable Long ifGeneration) {
		long generation = (present != null) ? present.generation() : 0;
		if (ifGeneration != null && ifGeneration != generation) {
			throw new ApiError(412, "conditionNotMet", "FAILED_PRECONDITION",
					"At least one of the pre-conditions you specified did not hold.", "If-Match");
		}
	}

	public synchronized Optional<StoredObject> find(String bucket, String name) {
		return Optional.ofNullable(in(bucket).get(name));
	}

	public StoredObject object(String bucket, String name) {
		bucket(bucket);
		return find(bucket, name).orElseThrow(() -> ApiError.notFound("No such object: " + bucket + '/' + name));
	}

	/**
	 * Returns the objects whose names have a prefix, in the order of their names.
	 */
	public synchronized List<StoredObject> list(String bucket, String prefix) {
		bucket(bucket);
		List<StoredObject> list = new ArrayList<>();
		for (StoredObject object : in(bucket).tailMap(prefix).values()) {
			if (!object.name().startsWith(prefix)) {
				break;
			}
			list.add(object);
		}
		return list;
	}

	public synchronized void delete(String bucket, String name) {
		StoredObject object = object(bucket, name);
		JsonObject deletion = new JsonObject();
		deletion.addProperty("bucket", bucket);
		deletion.addProperty("name", name);
		deletion.addProperty("deleted", true);
		this.journal.append(OBJECTS, deletion.toString());
		in(bucket).remove(name);
		try {
			Files.deleteIfExists(object.content());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private record Digest(String md5, String crc32c) {

		static Digest of(Path file) throws IOException {
			MessageDigest md5 = md5Digest();
			CRC32C crc = new CRC32C();
			try (InputStream in = Files.newInputStream(file)) {
				byte[] buffer = new byte[1 << 16];
				for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
					md5.update(buffer, 0, read);
					crc.update(buffer, 0, read);
				}
			}
			byte[] checksum = ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
			return new Digest(Base64.getEncoder().encodeToString(md5.digest()),
					Base64.getEncoder().encodeToString(checksum));
		}

		private static MessageDigest md5Digest() {
			try {
				return MessageDigest.getInstance("MD5");
			}
			catch (NoSuchAlgorithmException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}

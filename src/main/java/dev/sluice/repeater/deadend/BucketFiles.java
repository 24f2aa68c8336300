package dev.sluice.repeater.deadend;

import java.io.IOException;
import java.util.function.Supplier;

import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageException;
import org.jspecify.annotations.Nullable;

/**
 * Files of bad rows in Cloud Storage, private to those who may read the bucket.
 */
final class BucketFiles implements BadRowFiles {

	private static final String NEWLINE_JSON = "application/x-ndjson";

	private final String bucket;

	private final Supplier<Storage> storages;

	private @Nullable Storage storage;

	/**
	 * Files in a bucket.
	 * @param storages makes the client, when the first file is written
	 */
	BucketFiles(String bucket, Supplier<Storage> storages) {
		this.bucket = bucket;
		this.storages = storages;
	}

	@Override
	public void write(String name, byte[] content) throws IOException {
		try {
			storage().create(BlobInfo.newBuilder(this.bucket, name).setContentType(NEWLINE_JSON).build(), content);
		}
		catch (StorageException ex) {
			throw new IOException("bucket " + this.bucket + ": " + ex.getMessage(), ex);
		}
	}

	private synchronized Storage storage() {
		Storage existing = this.storage;
		if (existing == null) {
			existing = this.storages.get();
			this.storage = existing;
		}
		return existing;
	}

}

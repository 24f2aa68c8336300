package dev.sluice.repeater.deadend;

import java.io.IOException;
import java.util.function.Supplier;

import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageException;

/**
 * Files of bad rows in Cloud Storage, private to those who may read the bucket.
 */
final class BucketFiles implements BadRowFiles {

	private static final String NEWLINE_JSON = "application/x-ndjson";

	private final String bucket;

	private final Supplier<Storage> storage;

	/**
	 * Files in a bucket.
	 * @param storage makes the client, when the first file is written
	 */
	BucketFiles(String bucket, Supplier<Storage> storage) {
		this.bucket = bucket;
		this.storage = storage;
	}

	@Override
	public void write(String name, byte[] content) throws IOException {
		try {
			this.storage.get()
				.create(BlobInfo.newBuilder(this.bucket, name).setContentType(NEWLINE_JSON).build(), content);
		}
		catch (StorageException ex) {
			throw new IOException("bucket " + this.bucket + ": " + ex.getMessage(), ex);
		}
	}

}

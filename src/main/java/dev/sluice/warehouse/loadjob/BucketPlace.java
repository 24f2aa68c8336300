package dev.sluice.warehouse.loadjob;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.StorageException;

/**
 * Files in Cloud Storage.
 */
final class BucketPlace implements FilePlace {

	private final String bucket;

	private final String prefix;

	private final Supplier<Storage> storage;

	/**
	 * A place in a bucket.
	 * @param prefix what the names of its objects begin with: empty, or ends with a slash
	 */
	BucketPlace(String bucket, String prefix, Supplier<Storage> storage) {
		this.bucket = bucket;
		this.prefix = prefix;
		this.storage = storage;
	}

	@Override
	public boolean read() {
		return true;
	}

	@Override
	public LoadFile put(Path file, String name) throws IOException {
		try {
			this.storage.get().createFrom(BlobInfo.newBuilder(this.bucket, this.prefix + name).build(), file);
			return new LoadFile.Stored(this.bucket, this.prefix + name);
		}
		catch (StorageException ex) {
			throw new IOException("bucket " + this.bucket + ": " + ex.getMessage(), ex);
		}
	}

	@Override
	public void delete(LoadFile file) throws IOException {
		if (file instanceof LoadFile.Stored stored) {
			try {
				this.storage.get().delete(BlobId.of(stored.bucket(), stored.name()));
			}
			catch (StorageException ex) {
				throw new IOException("bucket " + this.bucket + ": " + ex.getMessage(), ex);
			}
		}
	}

	@Override
	public List<LoadFile> before(Instant moment) throws IOException {
		try {
			List<LoadFile> files = new ArrayList<>();
			for (Blob blob : this.storage.get().list(this.bucket, BlobListOption.prefix(this.prefix)).iterateAll()) {
				OffsetDateTime created = blob.getCreateTimeOffsetDateTime();
				if (created != null && created.toInstant().isBefore(moment)) {
					files.add(new LoadFile.Stored(this.bucket, blob.getName()));
				}
			}
			return files;
		}
		catch (StorageException ex) {
			throw new IOException("bucket " + this.bucket + ": " + ex.getMessage(), ex);
		}
	}

}

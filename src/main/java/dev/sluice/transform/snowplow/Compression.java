package dev.sluice.transform.snowplow;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

import com.github.luben.zstd.ZstdInputStream;
import org.jspecify.annotations.Nullable;

/**
 * How records of many events are compressed.
 */
enum Compression {

	GZIP(2, 0x1F8B) {

		@Override
		InputStream open(byte[] value) throws IOException {
			return new GZIPInputStream(new ByteArrayInputStream(value));
		}

	},

	ZSTD(4, 0x28B52FFD) {

		@Override
		InputStream open(byte[] value) throws IOException {
			return new ZstdInputStream(new ByteArrayInputStream(value));
		}

	};

	private final int length;

	private final int magic;

	Compression(int length, int magic) {
		this.length = length;
		this.magic = magic;
	}

	/**
	 * The compression of a record by its first bytes, or {@code null} if it is plain.
	 */
	static @Nullable Compression of(byte[] value) {
		if (GZIP.begins(value)) {
			return GZIP;
		}
		return ZSTD.begins(value) ? ZSTD : null;
	}

	private boolean begins(byte[] value) {
		if (value.length < this.length) {
			return false;
		}
		int first = 0;
		for (int i = 0; i < this.length; i++) {
			first = first << Byte.SIZE | (value[i] & 0xFF);
		}
		return first == this.magic;
	}

	/**
	 * The decompressed bytes.
	 * @throws IOException if they are not compressed so
	 */
	abstract InputStream open(byte[] value) throws IOException;

	/** Its name in sentences. */
	String words() {
		return name().toLowerCase(Locale.ROOT);
	}

}

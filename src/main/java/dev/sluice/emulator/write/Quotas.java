package dev.sluice.emulator.write;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

import com.google.cloud.bigquery.storage.v1.StorageError.StorageErrorCode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sluice.emulator.fault.Behavior;
import dev.sluice.emulator.fault.Setting;
import dev.sluice.emulator.stream.StreamException;

/**
 * The project's quotas on appended bytes and created streams.
 *
 * Once the bytes of a second are used up, every append is refused until the quota has
 * refilled, as BigQuery does. Safe for use by many threads.
 */
final class Quotas {

	private final Behavior behavior;

	private final InstantSource clock;

	@GuardedBy("this")
	private Instant second = Instant.MIN;

	@GuardedBy("this")
	private long bytes;

	@GuardedBy("this")
	private Instant refilled = Instant.MIN;

	@GuardedBy("this")
	private final Deque<Instant> creations = new ArrayDeque<>();

	Quotas(Behavior behavior, InstantSource clock) {
		this.behavior = behavior;
		this.clock = clock;
	}

	/**
	 * Counts bytes to append.
	 * @throws StreamException if there is no quota for them
	 */
	void append(long size, String entity) {
		long limit = this.behavior.get(Setting.APPEND_BYTES_PER_SECOND);
		if (limit > 0 && !take(size, limit)) {
			throw exhausted("Exceeds 'AppendRows throughput' quota, user_id: emulator (status: INSUFFICIENT_TOKENS), "
					+ "you can issue a raise quota request through Google Cloud Console. Be sure to include this full "
					+ "error message in the request description.", entity);
		}
	}

	private synchronized boolean take(long size, long limit) {
		Instant now = this.clock.instant();
		if (now.isBefore(this.refilled)) {
			return false;
		}
		if (!now.isBefore(this.second.plusSeconds(1))) {
			this.second = now;
			this.bytes = 0;
		}
		if (this.bytes >= limit) {
			this.refilled = now.plus(this.behavior.get(Setting.QUOTA_REFILL));
			return false;
		}
		this.bytes += size;
		return true;
	}

	/**
	 * Counts a stream to create.
	 * @throws StreamException if there is no quota for it
	 */
	synchronized void createStream(String entity) {
		int limit = this.behavior.get(Setting.CREATE_STREAMS_PER_HOUR);
		Instant now = this.clock.instant();
		while (!this.creations.isEmpty() && !this.creations.getFirst().plus(Duration.ofHours(1)).isAfter(now)) {
			this.creations.removeFirst();
		}
		if (limit > 0 && this.creations.size() >= limit) {
			throw exhausted("Exceeds 'CreateWriteStream requests per minute' quota, user_id: emulator "
					+ "(status: INSUFFICIENT_TOKENS).", entity);
		}
		this.creations.addLast(now);
	}

	static StreamException exhausted(String message, String entity) {
		return new StreamException("RESOURCE_EXHAUSTED", StorageErrorCode.STORAGE_ERROR_CODE_UNSPECIFIED, message,
				entity);
	}

}

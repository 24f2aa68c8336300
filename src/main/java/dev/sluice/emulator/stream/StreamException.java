package dev.sluice.emulator.stream;

import java.util.Objects;

import com.google.cloud.bigquery.storage.v1.StorageError.StorageErrorCode;

/**
 * A refusal of the Storage Write API.
 */
public final class StreamException extends RuntimeException {

	private final String status;

	private final StorageErrorCode code;

	private final String entity;

	/**
	 * Creates a refusal.
	 * @param status the canonical status name
	 * @param code what the details say, {@code STORAGE_ERROR_CODE_UNSPECIFIED} for no
	 * details
	 * @param message the text, to which the entity is added
	 * @param entity the stream or table it is about
	 */
	public StreamException(String status, StorageErrorCode code, String message, String entity) {
		super(message + (entity.isEmpty() ? "" : " Entity: " + entity), null, false, false);
		this.status = status;
		this.code = code;
		this.entity = entity;
	}

	public static StreamException invalid(String message, String entity) {
		return new StreamException("INVALID_ARGUMENT", StorageErrorCode.STORAGE_ERROR_CODE_UNSPECIFIED, message,
				entity);
	}

	public static StreamException tableNotFound(String entity) {
		return new StreamException("NOT_FOUND", StorageErrorCode.TABLE_NOT_FOUND, "Requested entity was not found.",
				entity);
	}

	/**
	 * A stream that is not there, has expired, or belongs to a table that was dropped.
	 */
	public static StreamException streamNotFound(String entity) {
		return new StreamException("NOT_FOUND", StorageErrorCode.STREAM_NOT_FOUND, "Requested entity was not found.",
				entity);
	}

	static StreamException superseded(String entity) {
		return new StreamException("ABORTED", StorageErrorCode.STORAGE_ERROR_CODE_UNSPECIFIED,
				"There is another active connection on the stream.", entity);
	}

	static StreamException streamFinalized(String entity) {
		return new StreamException("INVALID_ARGUMENT", StorageErrorCode.STREAM_FINALIZED, "Stream has been finalized.",
				entity);
	}

	static StreamException wrongType(String message, String entity) {
		return new StreamException("INVALID_ARGUMENT", StorageErrorCode.INVALID_STREAM_TYPE, message, entity);
	}

	/**
	 * The client reads both numbers out of this text.
	 */
	static StreamException offsetExists(long expected, long received, String entity) {
		return new StreamException("ALREADY_EXISTS", StorageErrorCode.OFFSET_ALREADY_EXISTS,
				"The offset is within stream, expected offset " + expected + ", received " + received, entity);
	}

	/**
	 * The client reads both numbers out of this text.
	 */
	static StreamException offsetBeyond(long expected, long received, String entity) {
		return new StreamException("OUT_OF_RANGE", StorageErrorCode.OFFSET_OUT_OF_RANGE,
				"The offset is beyond stream, expected offset " + expected + ", received " + received, entity);
	}

	/**
	 * Returns the canonical status name.
	 */
	public String status() {
		return this.status;
	}

	public StorageErrorCode code() {
		return this.code;
	}

	public String entity() {
		return this.entity;
	}

	public String message() {
		return Objects.requireNonNull(getMessage());
	}

}

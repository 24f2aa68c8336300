package dev.sluice.emulator.call;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A refusal as BigQuery words it, for either protocol.
 *
 * Over REST it becomes the error envelope with {@link #httpStatus()}, {@link #reason()}
 * and the message; over gRPC the status named by {@link #status()}.
 */
public final class ApiError extends RuntimeException {

	private final int httpStatus;

	private final String reason;

	private final String status;

	private final @Nullable String location;

	public ApiError(int httpStatus, String reason, String status, String message, @Nullable String location) {
		super(message, null, false, false);
		this.httpStatus = httpStatus;
		this.reason = reason;
		this.status = status;
		this.location = location;
	}

	public static ApiError notFound(String message) {
		return new ApiError(404, "notFound", "NOT_FOUND", message, null);
	}

	public static ApiError duplicate(String message) {
		return new ApiError(409, "duplicate", "ALREADY_EXISTS", message, null);
	}

	public static ApiError invalid(String message) {
		return new ApiError(400, "invalid", "INVALID_ARGUMENT", message, null);
	}

	public static ApiError invalid(String message, String location) {
		return new ApiError(400, "invalid", "INVALID_ARGUMENT", message, location);
	}

	public static ApiError invalidQuery(String message) {
		return new ApiError(400, "invalidQuery", "INVALID_ARGUMENT", message, "query");
	}

	public static ApiError required(String message) {
		return new ApiError(400, "required", "INVALID_ARGUMENT", message, null);
	}

	public static ApiError resourceInUse(String message) {
		return new ApiError(400, "resourceInUse", "FAILED_PRECONDITION", message, null);
	}

	public static ApiError preconditionFailed(String message) {
		return new ApiError(412, "conditionNotMet", "FAILED_PRECONDITION", message, "If-Match");
	}

	public static ApiError rateLimitExceeded(String message) {
		return new ApiError(403, "rateLimitExceeded", "PERMISSION_DENIED", message, null);
	}

	public static ApiError quotaExceeded(String message) {
		return new ApiError(403, "quotaExceeded", "RESOURCE_EXHAUSTED", message, null);
	}

	public static ApiError notImplemented(String message) {
		return new ApiError(501, "notImplemented", "UNIMPLEMENTED", message, null);
	}

	public static ApiError internal(String message) {
		return new ApiError(500, "internalError", "INTERNAL", message, null);
	}

	public int httpStatus() {
		return this.httpStatus;
	}

	/**
	 * The short reason of the REST envelope, such as {@code notFound}.
	 */
	public String reason() {
		return this.reason;
	}

	/**
	 * The canonical status name, such as {@code NOT_FOUND}; also the gRPC code.
	 */
	public String status() {
		return this.status;
	}

	/**
	 * What the reason refers to, if BigQuery says so.
	 */
	public @Nullable String location() {
		return this.location;
	}

	public String message() {
		return Objects.requireNonNull(getMessage());
	}

}

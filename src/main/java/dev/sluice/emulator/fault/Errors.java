package dev.sluice.emulator.fault;

import java.util.Map;

import dev.sluice.emulator.call.ApiError;

/**
 * Errors for the statuses that faults name.
 */
final class Errors {

	private static final Rest UNKNOWN = new Rest(500, "internalError");

	private static final Map<String, Rest> BY_STATUS = Map.of("INVALID_ARGUMENT", new Rest(400, "invalid"),
			"UNAUTHENTICATED", new Rest(401, "authError"), "PERMISSION_DENIED", new Rest(403, "accessDenied"),
			"NOT_FOUND", new Rest(404, "notFound"), "ALREADY_EXISTS", new Rest(409, "duplicate"), "FAILED_PRECONDITION",
			new Rest(412, "conditionNotMet"), "RESOURCE_EXHAUSTED", new Rest(403, "rateLimitExceeded"), "INTERNAL",
			UNKNOWN, "UNAVAILABLE", new Rest(503, "backendError"), "DEADLINE_EXCEEDED", new Rest(504, "backendError"));

	private Errors() {
	}

	static ApiError of(Effect.Fail fail) {
		Rest rest = BY_STATUS.getOrDefault(fail.status(), UNKNOWN);
		return new ApiError((fail.httpStatus() > 0) ? fail.httpStatus() : rest.httpStatus(),
				(fail.reason() != null) ? fail.reason() : rest.reason(), fail.status(), fail.message(), null);
	}

	private record Rest(int httpStatus, String reason) {
	}

}

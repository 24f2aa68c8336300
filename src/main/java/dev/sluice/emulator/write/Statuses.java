package dev.sluice.emulator.write;

import com.google.cloud.bigquery.storage.v1.StorageError;
import com.google.cloud.bigquery.storage.v1.StorageError.StorageErrorCode;
import com.google.protobuf.Any;
import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Intervention;
import dev.sluice.emulator.stream.StreamException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/**
 * Refusals as gRPC carries them: within an answer, or as the end of a call.
 */
final class Statuses {

	static final String DROPPED = "DROPPED";

	private Statuses() {
	}

	static com.google.rpc.Status of(StreamException refusal) {
		return of(refusal.status(), refusal.message(), refusal.code().getNumber(), refusal.entity());
	}

	static com.google.rpc.Status of(Effect.Fail fail, String entity) {
		return of(fail.status(), fail.message(), fail.storageError(), entity);
	}

	static com.google.rpc.Status of(String status, String message) {
		return of(status, message, 0, "");
	}

	private static com.google.rpc.Status of(String status, String message, int storageError, String entity) {
		com.google.rpc.Status.Builder builder = com.google.rpc.Status.newBuilder()
			.setCode(Status.Code.valueOf(status).value())
			.setMessage(message);
		StorageErrorCode code = StorageErrorCode.forNumber(storageError);
		if (code != null && code != StorageErrorCode.STORAGE_ERROR_CODE_UNSPECIFIED) {
			builder.addDetails(Any
				.pack(StorageError.newBuilder().setCode(code).setEntity(entity).setErrorMessage(message).build()));
		}
		return builder.build();
	}

	static StatusRuntimeException end(com.google.rpc.Status status) {
		return StatusProto.toStatusRuntimeException(status);
	}

	/**
	 * What a caller sees whose connection was cut.
	 */
	static StatusRuntimeException cut() {
		return Status.UNAVAILABLE.withDescription("io exception").asRuntimeException();
	}

	static StatusRuntimeException ending(RuntimeException problem) {
		if (problem instanceof StreamException refusal) {
			return end(of(refusal));
		}
		if (problem instanceof ApiError error) {
			return end(of(error.status(), error.message()));
		}
		if (problem instanceof Intervention.CallDropped) {
			return cut();
		}
		return Status.INTERNAL.withDescription(problem.toString()).withCause(problem).asRuntimeException();
	}

	/**
	 * Returns the name of a status for the log of calls.
	 */
	static String name(com.google.rpc.Status status) {
		return Status.fromCodeValue(status.getCode()).getCode().name();
	}

}

package dev.sluice.warehouse.storage;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.google.cloud.bigquery.storage.v1.Exceptions.AppendSerializtionError;
import com.google.cloud.bigquery.storage.v1.Exceptions.SchemaMismatchedException;
import com.google.cloud.bigquery.storage.v1.Exceptions.StreamFinalizedException;
import com.google.cloud.bigquery.storage.v1.Exceptions.StreamNotFound;
import com.google.cloud.bigquery.storage.v1.Exceptions.StreamWriterClosedException;
import com.google.cloud.bigquery.storage.v1.StorageError;
import com.google.cloud.bigquery.storage.v1.StorageError.StorageErrorCode;
import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.RetryInfo;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.AppendResult.Cause;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import org.jspecify.annotations.Nullable;

/**
 * Turns what Google's client throws into results: by exception type, then by
 * {@link StorageErrorCode}, then by status code; by text only where Google gives nothing
 * else.
 */
final class AppendFailures {

	/**
	 * Marks a list of refused rows that was shortened. From BigQuery's status message
	 * "Errors found while processing rows. Please refer to the row_errors field for
	 * details. The list may not be complete because of the size limitations."
	 * (googleapis/python-bigquery-storage#717).
	 */
	static final String INCOMPLETE_LIST = "list may not be complete";

	/**
	 * BigQuery's answer to a request above the size it takes, such as "AppendRows request
	 * too large: 19923131 limit 10485760" (integration tests of
	 * googleapis/java-bigquerystorage).
	 */
	static final String REQUEST_TOO_LARGE = "request too large";

	/**
	 * The client's own answer to a request above the size it sends, such as "MessageSize
	 * is too large. Max allow: 20971520 Actual: 20971539" ({@code ConnectionWorker} of
	 * googleapis/java-bigquerystorage).
	 */
	static final String MESSAGE_TOO_LARGE = "MessageSize is too large";

	private AppendFailures() {
	}

	/**
	 * The result that a failed append comes to.
	 */
	static AppendResult toResult(Throwable failure) {
		if (failure instanceof AppendSerializtionError rows && !rows.getRowIndexToErrorMessage().isEmpty()) {
			return rowsRefused(rows);
		}
		String message = message(failure);
		if (failure instanceof SchemaMismatchedException) {
			return new AppendResult.SchemaBehind(message);
		}
		if (failure instanceof StreamWriterClosedException) {
			return new AppendResult.Unavailable(Cause.OUTAGE, message, Duration.ZERO);
		}
		AppendResult byCode = byErrorCode(errorCode(failure), message);
		return (byCode != null) ? byCode : byStatus(failure, message);
	}

	/**
	 * Whether a stream is gone or takes no rows any more.
	 */
	static boolean isStreamGone(Throwable failure) {
		if (failure instanceof StreamFinalizedException || failure instanceof StreamNotFound) {
			return true;
		}
		return switch (errorCode(failure)) {
			case STREAM_NOT_FOUND, STREAM_FINALIZED, INVALID_STREAM_STATE -> true;
			default -> false;
		};
	}

	private static StorageErrorCode errorCode(Throwable failure) {
		StorageError error = detail(failure, StorageError.class);
		return (error != null) ? error.getCode() : StorageErrorCode.STORAGE_ERROR_CODE_UNSPECIFIED;
	}

	private static AppendResult rowsRefused(AppendSerializtionError failure) {
		List<AppendResult.Refusal> refusals = failure.getRowIndexToErrorMessage()
			.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey())
			.map((entry) -> new AppendResult.Refusal(entry.getKey(), entry.getValue()))
			.toList();
		return new AppendResult.RowsRefused(refusals, !message(failure).contains(INCOMPLETE_LIST));
	}

	private static @Nullable AppendResult byErrorCode(StorageErrorCode code, String message) {
		return switch (code) {
			case TABLE_NOT_FOUND, STREAM_NOT_FOUND -> new AppendResult.TableGone(message);
			case SCHEMA_MISMATCH_EXTRA_FIELDS -> new AppendResult.SchemaBehind(message);
			case STREAM_FINALIZED, INVALID_STREAM_STATE, KMS_SERVICE_ERROR ->
				new AppendResult.Unavailable(Cause.OUTAGE, message, null);
			case CMEK_NOT_PROVIDED, INVALID_CMEK_PROVIDED, CMEK_ENCRYPTION_ERROR, KMS_PERMISSION_DENIED ->
				new AppendResult.Unavailable(Cause.DENIED, message, null);
			default -> null;
		};
	}

	private static AppendResult byStatus(Throwable failure, String message) {
		return switch (Status.fromThrowable(failure).getCode()) {
			case NOT_FOUND, PERMISSION_DENIED -> new AppendResult.TableGone(message);
			case UNAUTHENTICATED -> new AppendResult.Unavailable(Cause.DENIED, message, null);
			case RESOURCE_EXHAUSTED -> new AppendResult.Unavailable(Cause.QUOTA, message, retryAfter(failure));
			case INVALID_ARGUMENT, OUT_OF_RANGE ->
				isTooLarge(message) ? new AppendResult.TooLarge() : new AppendResult.RequestRefused(message);
			default -> new AppendResult.Unavailable(Cause.OUTAGE, message, retryAfter(failure));
		};
	}

	private static boolean isTooLarge(String message) {
		return message.contains(REQUEST_TOO_LARGE) || message.contains(MESSAGE_TOO_LARGE);
	}

	private static @Nullable Duration retryAfter(Throwable failure) {
		RetryInfo info = detail(failure, RetryInfo.class);
		return (info != null) ? Duration.ofSeconds(info.getRetryDelay().getSeconds(), info.getRetryDelay().getNanos())
				: null;
	}

	private static <M extends Message> @Nullable M detail(Throwable failure, Class<M> type) {
		com.google.rpc.Status status = StatusProto.fromThrowable(failure);
		if (status == null) {
			return null;
		}
		for (Any detail : status.getDetailsList()) {
			if (detail.is(type)) {
				try {
					return detail.unpack(type);
				}
				catch (InvalidProtocolBufferException ex) {
					return null;
				}
			}
		}
		return null;
	}

	static String message(Throwable failure) {
		String description = Status.fromThrowable(failure).getDescription();
		if (description != null) {
			return description;
		}
		return (failure.getMessage() != null) ? failure.getMessage() : failure.getClass().getSimpleName();
	}

}

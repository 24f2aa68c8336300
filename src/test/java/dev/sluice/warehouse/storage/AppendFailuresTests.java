package dev.sluice.warehouse.storage;

import java.time.Duration;
import java.util.Map;

import com.google.cloud.bigquery.storage.v1.Exceptions.AppendSerializationError;
import com.google.cloud.bigquery.storage.v1.StorageError;
import com.google.cloud.bigquery.storage.v1.StorageError.StorageErrorCode;
import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.RetryInfo;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.AppendResult.Cause;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AppendFailures}.
 */
class AppendFailuresTests {

	private static StatusRuntimeException failure(Status.Code code, String message) {
		return code.toStatus().withDescription(message).asRuntimeException();
	}

	private static StatusRuntimeException failure(Status.Code code, Message detail) {
		return StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
			.setCode(code.value())
			.setMessage("by BigQuery")
			.addDetails(Any.pack(detail))
			.build());
	}

	@Test
	void aRequestThatBigQueryFindsTooLargeIsTooLarge() {
		AppendResult result = AppendFailures
			.toResult(failure(Status.Code.INVALID_ARGUMENT, "AppendRows request too large: 19923131 limit 10485760"));

		assertThat(result).isEqualTo(new AppendResult.TooLarge());
	}

	@Test
	void aRequestThatTheClientFindsTooLargeIsTooLarge() {
		AppendResult result = AppendFailures.toResult(failure(Status.Code.INVALID_ARGUMENT,
				"MessageSize is too large. Max allow: 20971520 Actual: 20971539"));

		assertThat(result).isEqualTo(new AppendResult.TooLarge());
	}

	@Test
	void aListOfRefusedRowsIsOrderedAndCompleteUnlessBigQueryDoubtsIt() {
		AppendSerializationError failure = new AppendSerializationError(3, "Errors found while processing rows.",
				"stream", Map.of(5, "five", 2, "two"));

		assertThat(AppendFailures.toResult(failure)).isInstanceOfSatisfying(AppendResult.RowsRefused.class,
				(refused) -> {
					assertThat(refused.refusals()).containsExactly(new AppendResult.Refusal(2, "two"),
							new AppendResult.Refusal(5, "five"));
					assertThat(refused.complete()).isTrue();
				});
	}

	@Test
	void aListOfRefusedRowsThatWasShortenedIsNotComplete() {
		AppendSerializationError failure = new AppendSerializationError(3,
				"Errors found while processing rows. Please refer to the row_errors field for details. "
						+ "The list may not be complete because of the size limitations. Entity: stream",
				"stream", Map.of(2, "two"));

		assertThat(AppendFailures.toResult(failure)).isInstanceOfSatisfying(AppendResult.RowsRefused.class,
				(refused) -> assertThat(refused.complete()).isFalse());
	}

	@ParameterizedTest
	@CsvSource({ "TABLE_NOT_FOUND, TableGone", "STREAM_NOT_FOUND, TableGone",
			"SCHEMA_MISMATCH_EXTRA_FIELDS, SchemaBehind", "STREAM_FINALIZED, Unavailable",
			"KMS_SERVICE_ERROR, Unavailable", "KMS_PERMISSION_DENIED, Unavailable",
			"OFFSET_ALREADY_EXISTS, RequestRefused" })
	void theErrorCodeInTheDetailsDecidesBeforeTheStatus(StorageErrorCode code, String expected) {
		StorageError error = StorageError.newBuilder().setCode(code).build();

		AppendResult result = AppendFailures.toResult(failure(Status.Code.INVALID_ARGUMENT, error));

		assertThat(result.getClass().getSimpleName()).isEqualTo(expected);
	}

	@Test
	void aKeyThatBigQueryMayNotUseIsForAPersonToMend() {
		StorageError error = StorageError.newBuilder().setCode(StorageErrorCode.KMS_PERMISSION_DENIED).build();

		assertThat(AppendFailures.toResult(failure(Status.Code.FAILED_PRECONDITION, error)))
			.isEqualTo(new AppendResult.Unavailable(Cause.DENIED, "by BigQuery", null));
	}

	@Test
	void theTimeThatBigQueryAsksForIsKept() {
		RetryInfo info = RetryInfo.newBuilder()
			.setRetryDelay(com.google.protobuf.Duration.newBuilder().setSeconds(30))
			.build();

		assertThat(AppendFailures.toResult(failure(Status.Code.RESOURCE_EXHAUSTED, info)))
			.isEqualTo(new AppendResult.Unavailable(Cause.QUOTA, "by BigQuery", Duration.ofSeconds(30)));
	}

	@Test
	void anythingElseIsAnOutage() {
		assertThat(AppendFailures.toResult(new IllegalStateException("out of the blue")))
			.isEqualTo(new AppendResult.Unavailable(Cause.OUTAGE, "out of the blue", null));
	}

}

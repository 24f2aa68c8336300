package dev.sluice.emulator.write;

import java.time.Duration;
import java.util.List;

import com.google.cloud.bigquery.storage.v1.AppendRowsResponse;
import com.google.cloud.bigquery.storage.v1.RowError;
import com.google.cloud.bigquery.storage.v1.StorageError;
import com.google.cloud.bigquery.storage.v1.StorageError.StorageErrorCode;
import com.google.cloud.bigquery.storage.v1.WriteStream;
import com.google.gson.JsonObject;
import com.google.protobuf.ByteString;
import dev.sluice.emulator.Emulator;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.FieldType;
import dev.sluice.emulator.catalog.Mode;
import dev.sluice.emulator.catalog.TableId;
import dev.sluice.emulator.fault.Setting;
import io.grpc.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AppendRowsIntegrationTests {

	private final Emulator emulator = Emulator.start();

	private final GoogleClient google = new GoogleClient(this.emulator);

	private final AppendCall call = new AppendCall(this.emulator.grpcPort());

	private TableId table;

	private String defaultStream;

	@BeforeEach
	void createTable() {
		Field name = new Field("name", FieldType.STRING, Mode.NULLABLE, List.of(), new Field.Limits(10L, null, null),
				null, null, new JsonObject());
		this.table = this.google.table("orders", Field.of("id", FieldType.INTEGER, Mode.REQUIRED), name);
		this.defaultStream = this.table.path() + "/streams/_default";
	}

	@AfterEach
	void close() {
		this.call.close();
		this.google.close();
		this.emulator.close();
	}

	@Test
	void laterRequestsNeedNeitherStreamNorSchema() throws Exception {
		this.call.call(Requests.first(this.defaultStream, Requests.row(1, "a")));
		this.call.call(Requests.next(Requests.row(2, "b")));

		assertThat(ids()).containsExactly(1L, 2L);
	}

	@Test
	void answersNameTheStream() throws Exception {
		AppendRowsResponse answer = this.call.call(Requests.first(this.defaultStream, Requests.row(1)));

		assertThat(answer.getWriteStream()).isEqualTo(this.defaultStream);
	}

	@Test
	void halfClosingCompletesTheCallAfterAllAnswers() throws Exception {
		this.call.send(Requests.first(this.defaultStream, Requests.row(1)));
		this.call.halfClose();

		assertThat(this.call.answer().hasAppendResult()).isTrue();
		assertThat(this.call.end()).isEqualTo(Status.OK);
	}

	@Test
	void offsetThatIsStoredAlreadyIsRefusedWithTheExpectedOne() throws Exception {
		String stream = stream(WriteStream.Type.COMMITTED);
		this.call.call(Requests.at(0, Requests.first(stream, Requests.row(1))));

		AppendRowsResponse answer = this.call.call(Requests.at(0, Requests.next(Requests.row(1))));

		assertThat(answer.getError().getCode()).isEqualTo(Status.Code.ALREADY_EXISTS.value());
		assertThat(answer.getError().getMessage())
			.isEqualTo("The offset is within stream, expected offset 1, received 0 Entity: " + stream);
		StorageError details = answer.getError().getDetails(0).unpack(StorageError.class);
		assertThat(details.getCode()).isEqualTo(StorageErrorCode.OFFSET_ALREADY_EXISTS);
		assertThat(details.getEntity()).isEqualTo(stream);
	}

	@Test
	void offsetBeyondTheEndIsRefusedAndTheConnectionStaysUsable() throws Exception {
		String stream = stream(WriteStream.Type.BUFFERED);

		AppendRowsResponse refused = this.call.call(Requests.at(10, Requests.first(stream, Requests.row(1))));
		AppendRowsResponse accepted = this.call.call(Requests.at(0, Requests.next(Requests.row(1))));

		assertThat(refused.getError().getCode()).isEqualTo(Status.Code.OUT_OF_RANGE.value());
		assertThat(refused.getError().getMessage())
			.startsWith("The offset is beyond stream, expected offset 0, received 10");
		assertThat(accepted.getAppendResult().getOffset().getValue()).isZero();
	}

	@Test
	void offsetOnTheDefaultStreamIsRefused() throws Exception {
		AppendRowsResponse answer = this.call.call(Requests.at(0, Requests.first(this.defaultStream, Requests.row(1))));

		assertThat(answer.getError().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT.value());
		assertThat(ids()).isEmpty();
	}

	@Test
	void badRowsAreListedAndNoRowOfTheRequestIsStored() throws Exception {
		String stream = stream(WriteStream.Type.COMMITTED);

		AppendRowsResponse answer = this.call
			.call(Requests.at(0, Requests.first(stream, Requests.row(1, "short"), Requests.row(2, "much too long"))));
		AppendRowsResponse next = this.call.call(Requests.at(0, Requests.next(Requests.row(1, "short"))));

		assertThat(answer.getError().getMessage()).startsWith("Errors found while processing rows. Please refer to the "
				+ "row_errors field for details. The list may not be complete because of the size limitations. Entity: ");
		assertThat(answer.getRowErrorsList()).singleElement().satisfies((error) -> {
			assertThat(error.getIndex()).isEqualTo(1);
			assertThat(error.getCode()).isEqualTo(RowError.RowErrorCode.FIELDS_ERROR);
			assertThat(error.getMessage()).isEqualTo(
					"Field name: STRING(10) has maximum length 10 but got a value with " + "length 13 on field name.");
		});
		assertThat(next.getAppendResult().getOffset().getValue()).isZero();
		assertThat(ids()).containsExactly(1L);
	}

	@Test
	void missingRequiredValueAndBrokenBytesAreBadRows() throws Exception {
		AppendRowsResponse answer = this.call.call(Requests.first(this.defaultStream, ByteString.EMPTY,
				ByteString.copyFrom(new byte[] { 18, 100, 1 }), Requests.row(3)));

		assertThat(answer.getRowErrorsList()).extracting(RowError::getIndex).containsExactly(0L, 1L);
		assertThat(ids()).isEmpty();
	}

	@Test
	void listOfBadRowsIsCutOff() throws Exception {
		this.emulator.behavior().set(Setting.MAX_ROW_ERRORS, 1);

		AppendRowsResponse answer = this.call
			.call(Requests.first(this.defaultStream, ByteString.EMPTY, ByteString.EMPTY));

		assertThat(answer.getRowErrorsCount()).isEqualTo(1);
	}

	@Test
	void fieldThatTheTableLacksIsASchemaMismatch() throws Exception {
		AppendRowsResponse answer = this.call.call(Requests.first(this.defaultStream,
				Requests.schema("id", "name", "colour"), Requests.row(1, "a", "red")));

		assertThat(answer.getError().getMessage())
			.startsWith("Input schema has more fields than BigQuery schema, extra fields: 'colour' Entity: "
					+ this.table.path());
		assertThat(answer.getError().getDetails(0).unpack(StorageError.class).getCode())
			.isEqualTo(StorageErrorCode.SCHEMA_MISMATCH_EXTRA_FIELDS);
	}

	@Test
	void schemaCanChangeWithinAConnection() throws Exception {
		this.call.call(Requests.first(this.defaultStream, Requests.schema("id"), Requests.row(1)));
		this.call.call(Requests.first(this.defaultStream, Requests.schema("ID", "NAME"), Requests.row(2, "b")));

		assertThat(this.emulator.rows(this.table)).extracting((row) -> row.get("name")).containsExactly(null, "b");
	}

	@Test
	void oneConnectionServesTwoTables() throws Exception {
		TableId other = this.google.table("returns", Field.of("id", FieldType.INTEGER));
		this.call.call(Requests.first(this.defaultStream, Requests.row(1, "a")));
		this.call.call(Requests.first(other.path() + "/streams/_default", Requests.schema("id"), Requests.row(2)));
		this.call.call(Requests.first(this.defaultStream, Requests.row(3, "c")));

		assertThat(ids()).containsExactly(1L, 3L);
		assertThat(this.emulator.rows(other)).hasSize(1);
	}

	@Test
	void requestOverTheLimitIsRefused() throws Exception {
		this.emulator.behavior().set(Setting.MAX_APPEND_BYTES, 100);

		AppendRowsResponse answer = this.call
			.call(Requests.first(this.defaultStream, Requests.row(1, "x".repeat(100))));

		assertThat(answer.getError().getMessage()).matches("AppendRows request too large: \\d+ limit 100 Entity: .*");
	}

	@Test
	void requestMustNameItsStreamOnceTheConnectionHasSwitched() throws Exception {
		TableId other = this.google.table("returns", Field.of("id", FieldType.INTEGER));
		this.call.call(Requests.first(this.defaultStream, Requests.row(1)));
		this.call.call(Requests.first(other.path() + "/streams/_default", Requests.schema("id"), Requests.row(2)));

		AppendRowsResponse refused = this.call.call(Requests.next(Requests.row(3)));

		assertThat(refused.getError().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT.value());
		assertThat(this.emulator.rows(other)).hasSize(1);
	}

	@Test
	void largestMessageThatGrpcMayCarryIsRefusedWithinTheStream() throws Exception {
		AppendRowsResponse answer = this.call
			.call(Requests.first(this.defaultStream, Requests.row(1, "x".repeat(20 << 20))));

		assertThat(answer.getError().getMessage()).contains("limit " + (10 << 20));
		assertThat(this.call.call(Requests.next(Requests.row(1))).hasAppendResult()).isTrue();
	}

	@Test
	void missingTableEndsTheCall() throws Exception {
		this.call.send(Requests.first(this.table.path() + "x/streams/_default", Requests.row(1)));

		Status end = this.call.end();
		assertThat(end.getCode()).isEqualTo(Status.Code.NOT_FOUND);
		assertThat(end.getDescription()).startsWith("Requested entity was not found.");
	}

	@Test
	void missingTableMayBeAnsweredAsDenied() throws Exception {
		this.emulator.behavior().set(Setting.MISSING_TABLE_DENIED, true);
		this.call.send(Requests.first(this.table.path() + "x/streams/_default", Requests.row(1)));

		Status end = this.call.end();
		assertThat(end.getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
		assertThat(end.getDescription()).contains("(or it may not exist)");
	}

	@Test
	void finalizedStreamTakesNoMoreRows() throws Exception {
		String stream = stream(WriteStream.Type.COMMITTED);
		this.call.call(Requests.first(stream, Requests.row(1)));
		this.google.writes().finalizeWriteStream(stream);

		AppendRowsResponse answer = this.call.call(Requests.next(Requests.row(2)));

		assertThat(answer.getError().getMessage()).startsWith("Stream has been finalized");
		assertThat(answer.getError().getDetails(0).unpack(StorageError.class).getCode())
			.isEqualTo(StorageErrorCode.STREAM_FINALIZED);
	}

	@Test
	void appendToAnExpiredStreamEndsTheCall() throws Exception {
		String stream = stream(WriteStream.Type.BUFFERED);
		this.emulator.clock().advance(Duration.ofDays(7));
		try (AppendCall late = new AppendCall(this.emulator.grpcPort())) {
			late.send(Requests.first(stream, Requests.row(1)));

			assertThat(late.end().getCode()).isEqualTo(Status.Code.NOT_FOUND);
		}
	}

	@Test
	void secondConnectionTakesAStreamOver() throws Exception {
		String stream = stream(WriteStream.Type.COMMITTED);
		this.call.call(Requests.first(stream, Requests.row(1)));
		try (AppendCall second = new AppendCall(this.emulator.grpcPort())) {
			second.call(Requests.first(stream, Requests.row(2)));

			assertThat(this.call.end().getCode()).isEqualTo(Status.Code.ABORTED);
		}
		assertThat(ids()).containsExactly(1L, 2L);
	}

	@Test
	void secondConnectionMayBeRefused() throws Exception {
		this.emulator.behavior().set(Setting.SECOND_CONNECTION, Setting.SecondConnection.REFUSE);
		String stream = stream(WriteStream.Type.COMMITTED);
		this.call.call(Requests.first(stream, Requests.row(1)));
		try (AppendCall second = new AppendCall(this.emulator.grpcPort())) {
			second.send(Requests.first(stream, Requests.row(2)));

			assertThat(second.end().getCode()).isEqualTo(Status.Code.ABORTED);
		}
		assertThat(this.call.call(Requests.next(Requests.row(3))).hasAppendResult()).isTrue();
	}

	@Test
	void endOfAStreamMayBeStaleAfterAReconnection() throws Exception {
		this.emulator.behavior().set(Setting.STALE_END, Duration.ofSeconds(5));
		this.emulator.clock().freeze();
		String stream = stream(WriteStream.Type.COMMITTED);
		this.call.call(Requests.at(0, Requests.first(stream, Requests.row(1))));
		try (AppendCall second = new AppendCall(this.emulator.grpcPort())) {
			AppendRowsResponse early = second.call(Requests.at(1, Requests.first(stream, Requests.row(2))));
			this.emulator.clock().advance(Duration.ofSeconds(5));
			AppendRowsResponse late = second.call(Requests.at(1, Requests.next(Requests.row(2))));

			assertThat(early.getError().getMessage()).startsWith("The offset is beyond stream, expected offset 0");
			assertThat(late.getAppendResult().getOffset().getValue()).isEqualTo(1);
		}
	}

	@Test
	void idleConnectionIsClosed() throws Exception {
		this.call.call(Requests.first(this.defaultStream, Requests.row(1)));
		this.emulator.clock().advance(Duration.ofMinutes(10));

		Status end = this.call.end();
		assertThat(end.getCode()).isEqualTo(Status.Code.ABORTED);
		assertThat(end.getDescription()).isEqualTo(
				"Closing the stream because it has been inactive for 600 seconds. Entity: " + this.defaultStream);
	}

	@Test
	void connectionsBeyondTheQuotaAreRefused() throws Exception {
		this.emulator.behavior().set(Setting.MAX_CONNECTIONS, 1);
		this.call.call(Requests.first(this.defaultStream, Requests.row(1)));
		try (AppendCall second = new AppendCall(this.emulator.grpcPort())) {
			assertThat(second.end().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
		}
	}

	@Test
	void everyAppendIsRefusedUntilAUsedUpQuotaHasRefilled() throws Exception {
		this.emulator.clock().freeze();
		this.emulator.behavior().set(Setting.APPEND_BYTES_PER_SECOND, 1L);
		this.call.call(Requests.first(this.defaultStream, Requests.row(1)));

		AppendRowsResponse refused = this.call.call(Requests.next(Requests.row(2)));
		this.emulator.clock().advance(Duration.ofSeconds(9));
		AppendRowsResponse refusedAgain = this.call.call(Requests.next(Requests.row(2)));
		this.emulator.clock().advance(Duration.ofSeconds(1));
		AppendRowsResponse accepted = this.call.call(Requests.next(Requests.row(2)));

		assertThat(refused.getError().getMessage()).startsWith("Exceeds 'AppendRows throughput' quota");
		assertThat(refusedAgain.getError().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED.value());
		assertThat(accepted.hasAppendResult()).isTrue();
	}

	private String stream(WriteStream.Type type) {
		return this.google.stream(this.table, type).getName();
	}

	private List<Object> ids() {
		return this.emulator.rows(this.table).stream().map((row) -> row.get("id")).toList();
	}

}

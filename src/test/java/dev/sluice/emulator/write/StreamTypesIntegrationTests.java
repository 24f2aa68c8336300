package dev.sluice.emulator.write;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.google.api.gax.grpc.GrpcCallContext;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode;
import com.google.cloud.bigquery.storage.v1.AppendRowsResponse;
import com.google.cloud.bigquery.storage.v1.BatchCommitWriteStreamsRequest;
import com.google.cloud.bigquery.storage.v1.BatchCommitWriteStreamsResponse;
import com.google.cloud.bigquery.storage.v1.CreateWriteStreamRequest;
import com.google.cloud.bigquery.storage.v1.FlushRowsRequest;
import com.google.cloud.bigquery.storage.v1.GetWriteStreamRequest;
import com.google.cloud.bigquery.storage.v1.JsonStreamWriter;
import com.google.cloud.bigquery.storage.v1.StorageError;
import com.google.cloud.bigquery.storage.v1.StorageError.StorageErrorCode;
import com.google.cloud.bigquery.storage.v1.TableFieldSchema;
import com.google.cloud.bigquery.storage.v1.WriteStream;
import com.google.cloud.bigquery.storage.v1.WriteStreamView;
import com.google.protobuf.Int64Value;
import dev.sluice.emulator.Emulator;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.FieldType;
import dev.sluice.emulator.catalog.TableId;
import dev.sluice.emulator.fault.Setting;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class StreamTypesIntegrationTests {

	private final Emulator emulator = Emulator.start();

	private final GoogleClient google = new GoogleClient(this.emulator);

	private TableId table;

	@BeforeEach
	void createTable() {
		this.table = this.google.table("orders", Field.of("id", FieldType.INTEGER));
	}

	@AfterEach
	void close() {
		this.google.close();
		this.emulator.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/_default", "/streams/_default" })
	void defaultStreamShowsRowsWhenAcknowledged(String suffix) throws Exception {
		AppendRowsResponse answer = append(this.table.path() + suffix, -1, 1, 2);

		assertThat(answer.getAppendResult().hasOffset()).isFalse();
		assertThat(ids()).containsExactly(1L, 2L);
	}

	@Test
	void committedStreamAnswersWithTheOffsetOfTheFirstRow() throws Exception {
		String stream = this.google.stream(this.table, WriteStream.Type.COMMITTED).getName();

		assertThat(append(stream, 0, 1).getAppendResult().getOffset().getValue()).isZero();
		assertThat(append(stream, 1, 2, 3).getAppendResult().getOffset().getValue()).isEqualTo(1);
		assertThat(append(stream, 3, 4).getAppendResult().getOffset().getValue()).isEqualTo(3);
		assertThat(ids()).containsExactly(1L, 2L, 3L, 4L);
	}

	@Test
	void bufferedStreamShowsRowsUpToTheFlushCursor() throws Exception {
		String stream = this.google.stream(this.table, WriteStream.Type.BUFFERED).getName();
		append(stream, 0, 1, 2, 3);

		assertThat(ids()).isEmpty();
		assertThat(flush(stream, 1)).isEqualTo(1);
		assertThat(ids()).containsExactly(1L, 2L);
		assertThat(flush(stream, 0)).isZero();
		assertThat(ids()).containsExactly(1L, 2L);
		assertThat(flush(stream, 2)).isEqualTo(2);
		assertThat(ids()).containsExactly(1L, 2L, 3L);
	}

	@Test
	void pendingStreamsShowTheirRowsTogetherWhenCommitted() throws Exception {
		String first = this.google.stream(this.table, WriteStream.Type.PENDING).getName();
		String second = this.google.stream(this.table, WriteStream.Type.PENDING).getName();
		append(first, 0, 1);
		append(second, 0, 2);
		this.google.writes().finalizeWriteStream(first);

		BatchCommitWriteStreamsResponse refused = commit(first, second);
		assertThat(refused.hasCommitTime()).isFalse();
		assertThat(refused.getStreamErrorsList()).singleElement()
			.satisfies((error) -> assertThat(error.getEntity()).isEqualTo(second));
		assertThat(ids()).isEmpty();

		this.google.writes().finalizeWriteStream(second);
		assertThat(commit(first, second).hasCommitTime()).isTrue();
		assertThat(ids()).containsExactlyInAnyOrder(1L, 2L);
	}

	@Test
	void streamIsCommittedOnce() throws Exception {
		String stream = this.google.stream(this.table, WriteStream.Type.PENDING).getName();
		append(stream, 0, 1);
		this.google.writes().finalizeWriteStream(stream);
		commit(stream);

		assertThat(commit(stream).getStreamErrors(0).getCode().name()).isEqualTo("STREAM_ALREADY_COMMITTED");
		assertThat(ids()).containsExactly(1L);
	}

	@Test
	void finalizingAnswersWithTheNumberOfRows() throws Exception {
		String stream = this.google.stream(this.table, WriteStream.Type.COMMITTED).getName();
		append(stream, 0, 1, 2, 3);

		assertThat(this.google.writes().finalizeWriteStream(stream).getRowCount()).isEqualTo(3);
		assertThat(this.google.writes().finalizeWriteStream(stream).getRowCount()).isEqualTo(3);
	}

	@Test
	void flushingBeyondTheEndIsOutOfRange() throws Exception {
		String stream = this.google.stream(this.table, WriteStream.Type.BUFFERED).getName();
		append(stream, 0, 1);

		assertThat(refusal(() -> flush(stream, 1))).isEqualTo(StatusCode.Code.OUT_OF_RANGE);
		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> flush(stream, 1))
			.withMessageContaining("Offset 1 is beyond the end of the stream Entity: " + stream);
		assertThat(ids()).isEmpty();
	}

	@Test
	void finalizedBufferedStreamIsNotFlushedAnyMore() throws Exception {
		String stream = this.google.stream(this.table, WriteStream.Type.BUFFERED).getName();
		append(stream, 0, 1, 2);
		flush(stream, 0);
		this.google.writes().finalizeWriteStream(stream);

		assertThat(refusal(() -> flush(stream, 1))).isEqualTo(StatusCode.Code.INVALID_ARGUMENT);
		assertThat(ids()).containsExactly(1L);
	}

	@Test
	void onlyBufferedStreamsAreFlushed() throws Exception {
		String committed = this.google.stream(this.table, WriteStream.Type.COMMITTED).getName();
		append(committed, 0, 1);

		assertThat(refusal(() -> flush(committed, 0))).isEqualTo(StatusCode.Code.INVALID_ARGUMENT);
		assertThat(refusal(() -> flush(this.table.path() + "/streams/_default", 0)))
			.isEqualTo(StatusCode.Code.INVALID_ARGUMENT);
	}

	@Test
	void onlyPendingStreamsOfTheTableAreCommitted() throws Exception {
		String buffered = this.google.stream(this.table, WriteStream.Type.BUFFERED).getName();
		TableId returns = this.google.table("returns", Field.of("id", FieldType.INTEGER));
		String foreign = this.google.stream(returns, WriteStream.Type.PENDING).getName();
		this.google.writes().finalizeWriteStream(foreign);

		assertThat(commit(buffered, foreign).getStreamErrorsList()).extracting(StorageError::getCode)
			.containsExactly(StorageErrorCode.INVALID_STREAM_TYPE, StorageErrorCode.STREAM_NOT_FOUND);
	}

	@Test
	void schemaOfAStreamIsToldIfAskedFor() {
		String stream = this.google.stream(this.table, WriteStream.Type.PENDING).getName();

		assertThat(get(stream, WriteStreamView.BASIC).hasTableSchema()).isFalse();
		for (String name : List.of(stream, this.table.path() + "/_default", this.table.path() + "/streams/_default")) {
			assertThat(get(name, WriteStreamView.FULL).getTableSchema().getFieldsList())
				.extracting(TableFieldSchema::getName)
				.containsExactly("id");
		}
	}

	@Test
	void missingStreamIsNotFound() {
		String missing = this.table.path() + "/streams/none";

		assertThat(refusal(() -> get(missing, WriteStreamView.BASIC))).isEqualTo(StatusCode.Code.NOT_FOUND);
		assertThat(refusal(() -> flush(missing, 0))).isEqualTo(StatusCode.Code.NOT_FOUND);
		assertThat(refusal(() -> this.google.writes().finalizeWriteStream(missing)))
			.isEqualTo(StatusCode.Code.NOT_FOUND);
	}

	@Test
	void streamOfADroppedTableIsNotFoundInAnotherTableOfItsName() throws Exception {
		String stream = this.google.stream(this.table, WriteStream.Type.BUFFERED).getName();
		append(stream, 0, 1);
		this.emulator.catalog().deleteTable(this.table);
		this.google.table("orders", Field.of("id", FieldType.INTEGER));

		assertThat(refusal(() -> flush(stream, 0))).isEqualTo(StatusCode.Code.NOT_FOUND);
		assertThat(refusal(() -> this.google.writes().finalizeWriteStream(stream)))
			.isEqualTo(StatusCode.Code.NOT_FOUND);
		assertThat(ids()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "COMMITTED, P3D", "BUFFERED, P7D", "PENDING, PT24H" })
	void streamExpires(WriteStream.Type type, Duration after) throws Exception {
		this.emulator.clock().freeze();
		String stream = this.google.stream(this.table, type).getName();
		append(stream, 0, 1);

		this.emulator.clock().advance(after.minusSeconds(1));
		assertThat(get(stream, WriteStreamView.BASIC).getType()).isEqualTo(type);
		this.emulator.clock().advance(Duration.ofSeconds(1));
		assertThat(refusal(() -> get(stream, WriteStreamView.BASIC))).isEqualTo(StatusCode.Code.NOT_FOUND);
	}

	@Test
	void streamsBeyondTheQuotaAreRefusedForAnHour() {
		this.emulator.clock().freeze();
		this.emulator.behavior().set(Setting.CREATE_STREAMS_PER_HOUR, 1);

		assertThat(create().getName()).isNotEmpty();
		assertThat(refusal(this::create)).isEqualTo(StatusCode.Code.RESOURCE_EXHAUSTED);
		this.emulator.clock().advance(Duration.ofHours(1));
		assertThat(create().getName()).isNotEmpty();
	}

	/**
	 * Creates a stream without the client's retries.
	 */
	private WriteStream create() {
		CreateWriteStreamRequest request = CreateWriteStreamRequest.newBuilder()
			.setParent(this.table.path())
			.setWriteStream(WriteStream.newBuilder().setType(WriteStream.Type.BUFFERED))
			.build();
		return this.google.writes()
			.createWriteStreamCallable()
			.call(request, GrpcCallContext.createDefault().withRetryableCodes(Set.of()));
	}

	private AppendRowsResponse append(String stream, long offset, int... ids) throws Exception {
		try (JsonStreamWriter writer = this.google.json(stream)) {
			Map<?, ?>[] rows = Arrays.stream(ids).mapToObj((id) -> Map.of("id", id)).toArray(Map[]::new);
			return GoogleClient.await((offset < 0) ? writer.append(GoogleClient.rows(rows))
					: writer.append(GoogleClient.rows(rows), offset));
		}
	}

	private long flush(String stream, long offset) {
		return this.google.writes()
			.flushRows(FlushRowsRequest.newBuilder().setWriteStream(stream).setOffset(Int64Value.of(offset)).build())
			.getOffset();
	}

	private BatchCommitWriteStreamsResponse commit(String... streams) {
		return this.google.writes()
			.batchCommitWriteStreams(BatchCommitWriteStreamsRequest.newBuilder()
				.setParent(this.table.path())
				.addAllWriteStreams(List.of(streams))
				.build());
	}

	private WriteStream get(String stream, WriteStreamView view) {
		return this.google.writes()
			.getWriteStream(GetWriteStreamRequest.newBuilder().setName(stream).setView(view).build());
	}

	private static StatusCode.Code refusal(ThrowingCallable call) {
		return catchThrowableOfType(ApiException.class, call).getStatusCode().getCode();
	}

	private List<Object> ids() {
		return this.emulator.rows(this.table).stream().map((row) -> row.get("id")).toList();
	}

}

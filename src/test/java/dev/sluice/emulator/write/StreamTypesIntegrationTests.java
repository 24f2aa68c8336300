package dev.sluice.emulator.write;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import com.google.cloud.bigquery.storage.v1.AppendRowsResponse;
import com.google.cloud.bigquery.storage.v1.BatchCommitWriteStreamsRequest;
import com.google.cloud.bigquery.storage.v1.BatchCommitWriteStreamsResponse;
import com.google.cloud.bigquery.storage.v1.FlushRowsRequest;
import com.google.cloud.bigquery.storage.v1.JsonStreamWriter;
import com.google.cloud.bigquery.storage.v1.WriteStream;
import com.google.protobuf.Int64Value;
import dev.sluice.emulator.Emulator;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.FieldType;
import dev.sluice.emulator.catalog.TableId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

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

	private List<Object> ids() {
		return this.emulator.rows(this.table).stream().map((row) -> row.get("id")).toList();
	}

}

package dev.sluice.emulator.write;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import com.google.api.core.ApiFuture;
import com.google.cloud.bigquery.storage.v1.AppendRowsResponse;
import com.google.cloud.bigquery.storage.v1.Exceptions;
import com.google.cloud.bigquery.storage.v1.JsonStreamWriter;
import com.google.cloud.bigquery.storage.v1.ProtoRows;
import com.google.cloud.bigquery.storage.v1.ProtoSchema;
import com.google.cloud.bigquery.storage.v1.StreamWriter;
import com.google.cloud.bigquery.storage.v1.WriteStream;
import dev.sluice.emulator.Emulator;
import dev.sluice.emulator.call.Call;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.FieldType;
import dev.sluice.emulator.catalog.Schema;
import dev.sluice.emulator.catalog.TableId;
import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Fault;
import dev.sluice.emulator.fault.Trigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Google's writers behave here as they do with BigQuery.
 */
class GoogleWriterIntegrationTests {

	private final Emulator emulator = Emulator.start();

	private final GoogleClient google = new GoogleClient(this.emulator);

	private TableId table;

	private String stream;

	@BeforeEach
	void createTable() {
		this.table = this.google.table("orders", Field.of("id", FieldType.INTEGER), Field.of("name", FieldType.STRING));
		this.stream = this.table.path() + "/streams/_default";
	}

	@AfterEach
	void close() {
		this.google.close();
		this.emulator.close();
	}

	@Test
	void lostAnswerOnTheDefaultStreamStoresRowsTwiceAndNobodyNotices() throws Exception {
		this.emulator.faults().add(Fault.after("AppendRows", new Effect.Drop()).when(Trigger.nth(2)));

		try (StreamWriter writer = writer(this.stream)) {
			for (ApiFuture<AppendRowsResponse> answer : appendThree(writer, -1)) {
				assertThat(GoogleClient.await(answer).hasError()).isFalse();
			}
		}

		assertThat(ids()).hasSizeGreaterThan(3).contains(1L, 2L, 3L);
	}

	@Test
	void lostAnswerOnAnExclusiveStreamIsToldByItsOffset() throws Exception {
		this.emulator.faults().add(Fault.after("AppendRows", new Effect.Drop()).when(Trigger.nth(2)));
		String committed = this.google.stream(this.table, WriteStream.Type.COMMITTED).getName();

		try (StreamWriter writer = writer(committed)) {
			List<ApiFuture<AppendRowsResponse>> answers = appendThree(writer, 0);
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> GoogleClient.await(answers.get(1)))
				.havingCause()
				.isInstanceOf(Exceptions.OffsetAlreadyExists.class);
			assertThat(GoogleClient.await(answers.get(2)).hasError()).isFalse();
		}

		assertThat(ids()).containsExactly(1L, 2L, 3L);
	}

	@Test
	void wrongOffsetIsReadOutOfTheMessage() {
		String committed = this.google.stream(this.table, WriteStream.Type.COMMITTED).getName();

		try (StreamWriter writer = writer(committed)) {
			assertThatExceptionOfType(ExecutionException.class)
				.isThrownBy(() -> GoogleClient.await(writer.append(rows(1), 7)))
				.havingCause()
				.isInstanceOfSatisfying(Exceptions.OffsetOutOfRange.class, (ex) -> {
					assertThat(ex.getExpectedOffset()).isZero();
					assertThat(ex.getActualOffset()).isEqualTo(7);
				});
		}
	}

	@Test
	void missingStreamFinalizedStreamAndExtraFieldAreTyped() {
		String committed = this.google.stream(this.table, WriteStream.Type.COMMITTED).getName();
		this.google.writes().finalizeWriteStream(committed);

		assertThat(problem(committed, "id", "name")).isInstanceOf(Exceptions.StreamFinalizedException.class);
		assertThat(problem(this.table.path() + "/streams/gone", "id", "name"))
			.isInstanceOf(Exceptions.StreamNotFound.class);
		assertThat(problem(this.stream, "id", "name", "colour"))
			.isInstanceOf(Exceptions.SchemaMismatchedException.class);
	}

	@Test
	void badRowsAreReportedByTheirIndexes() {
		this.emulator.faults()
			.add(Fault.on("AppendRows", new Effect.RefuseRows(List.of(1), 1, "bad", 0)).when(Trigger.first(1)));

		try (StreamWriter writer = writer(this.stream)) {
			assertThatExceptionOfType(ExecutionException.class)
				.isThrownBy(() -> GoogleClient.await(writer.append(rows(1, 2))))
				.havingCause()
				.isInstanceOfSatisfying(Exceptions.AppendSerializationError.class,
						(ex) -> assertThat(ex.getRowIndexToErrorMessage()).isEqualTo(Map.of(1, "bad")));
		}
	}

	@Test
	void idleConnectionIsOpenedAgainByTheNextAppend() throws Exception {
		try (StreamWriter writer = writer(this.stream)) {
			GoogleClient.await(writer.append(rows(1)));
			this.emulator.clock().advance(Duration.ofMinutes(10));
			GoogleClient.await(writer.append(rows(2)));
		}

		assertThat(ids()).containsExactly(1L, 2L);
	}

	@Test
	void jsonWriterLearnsOfANewColumn() throws Exception {
		try (JsonStreamWriter writer = this.google.json(this.stream)) {
			GoogleClient.await(writer.append(GoogleClient.rows(Map.of("id", 1))));
			this.emulator.catalog().changeTable(this.table, null, (definition) -> {
				List<Field> fields = new ArrayList<>(definition.schema().fields());
				fields.add(Field.of("colour", FieldType.STRING));
				return definition.with(new Schema(fields));
			});
			this.emulator.clock().advance(Duration.ofSeconds(3));
			GoogleClient.await(writer.append(GoogleClient.rows(Map.of("id", 2, "colour", "red"))));
		}

		assertThat(this.emulator.rows(this.table)).extracting((row) -> row.get("colour")).containsExactly(null, "red");
	}

	@Test
	void pooledWritersShareConnectionsBetweenTables() throws Exception {
		List<StreamWriter> writers = new ArrayList<>();
		for (int i = 1; i <= 4; i++) {
			TableId one = this.google.table("orders" + i, Field.of("id", FieldType.INTEGER),
					Field.of("name", FieldType.STRING));
			StreamWriter writer = pooled(one.path() + "/_default");
			writers.add(writer);
			GoogleClient.await(writer.append(rows(1)));
			GoogleClient.await(writer.append(rows(2)));
			assertThat(this.emulator.rows(one)).hasSize(2);
		}
		writers.forEach(StreamWriter::close);

		assertThat(this.emulator.calls().calls("AppendRows")).hasSize(8)
			.extracting(Call::connection)
			.doesNotContain(3L, 4L);
	}

	private StreamWriter writer(String name, String... columns) {
		try {
			String[] schema = (columns.length > 0) ? columns : new String[] { "id", "name" };
			return StreamWriter.newBuilder(name, this.google.writes())
				.setWriterSchema(ProtoSchema.newBuilder().setProtoDescriptor(Requests.schema(schema)).build())
				.build();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private StreamWriter pooled(String name) throws IOException {
		return StreamWriter.newBuilder(name, this.google.writes())
			.setWriterSchema(ProtoSchema.newBuilder().setProtoDescriptor(Requests.SCHEMA).build())
			.setEnableConnectionPool(true)
			.build();
	}

	private Throwable problem(String name, String... columns) {
		try (StreamWriter writer = writer(name, columns)) {
			GoogleClient.await(writer.append(rows(1)));
			throw new AssertionError("the append succeeded");
		}
		catch (ExecutionException ex) {
			return ex.getCause();
		}
	}

	private static List<ApiFuture<AppendRowsResponse>> appendThree(StreamWriter writer, long offset) {
		List<ApiFuture<AppendRowsResponse>> answers = new ArrayList<>();
		for (int i = 1; i <= 3; i++) {
			answers.add((offset < 0) ? writer.append(rows(i)) : writer.append(rows(i), offset + i - 1));
		}
		return answers;
	}

	private static ProtoRows rows(int... ids) {
		ProtoRows.Builder rows = ProtoRows.newBuilder();
		for (int id : ids) {
			rows.addSerializedRows(Requests.row(id));
		}
		return rows.build();
	}

	private List<Object> ids() {
		return this.emulator.rows(this.table).stream().map((row) -> row.get("id")).toList();
	}

}

package dev.sluice.emulator.write;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.google.api.gax.rpc.NotFoundException;
import com.google.cloud.bigquery.storage.v1.AppendRowsResponse;
import com.google.cloud.bigquery.storage.v1.GetWriteStreamRequest;
import com.google.cloud.bigquery.storage.v1.TableFieldSchema;
import com.google.cloud.bigquery.storage.v1.TableSchema;
import com.google.cloud.bigquery.storage.v1.WriteStreamView;
import dev.sluice.emulator.Emulator;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.FieldType;
import dev.sluice.emulator.catalog.Schema;
import dev.sluice.emulator.catalog.TableDefinition;
import dev.sluice.emulator.catalog.TableId;
import dev.sluice.emulator.fault.Setting;
import io.grpc.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SchemaPropagationIntegrationTests {

	private static final Duration LAG = Duration.ofSeconds(2);

	private static final Duration SPREAD = Duration.ofMillis(500);

	private final Emulator emulator = Emulator.start();

	private final GoogleClient google = new GoogleClient(this.emulator);

	private final AppendCall call = new AppendCall(this.emulator.grpcPort());

	private TableId table;

	private String stream;

	@BeforeEach
	void createTable() {
		this.table = this.google.table("orders", Field.of("id", FieldType.INTEGER), Field.of("name", FieldType.STRING));
		this.stream = this.table.path() + "/streams/_default";
		this.emulator.clock().freeze();
	}

	@AfterEach
	void close() {
		this.call.close();
		this.google.close();
		this.emulator.close();
	}

	@Test
	void newTableIsNotFoundUntilTheLagIsOver() {
		TableId fresh = this.table.inDataset().table("fresh");
		this.emulator.catalog().createTable(fresh, TableDefinition.of(List.of(Field.of("id", FieldType.INTEGER))));

		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> schema(fresh.path() + "/_default"));
		this.emulator.clock().advance(LAG.plus(SPREAD));
		assertThat(columns(schema(fresh.path() + "/_default"))).containsExactly("id");
	}

	@Test
	void newColumnIsUnknownToTheWritePathUntilTheLagIsOver() throws Exception {
		addColumn("colour");

		assertThat(columns(schema(this.stream))).containsExactly("id", "name");
		AppendRowsResponse early = this.call
			.call(Requests.first(this.stream, Requests.schema("id", "name", "colour"), Requests.row(1, "a", "red")));
		this.emulator.clock().advance(LAG.plus(SPREAD));
		AppendRowsResponse late = this.call.call(Requests.next(Requests.row(1, "a", "red")));

		assertThat(early.getError().getMessage()).contains("extra fields: 'colour'");
		assertThat(late.hasAppendResult()).isTrue();
		assertThat(this.emulator.rows(this.table)).extracting((row) -> row.get("colour")).containsExactly("red");
	}

	@Test
	void openConnectionIsToldOfANewColumnOnce() throws Exception {
		this.call.call(Requests.first(this.stream, Requests.row(1)));
		addColumn("colour");

		assertThat(this.call.call(Requests.next(Requests.row(2))).hasUpdatedSchema()).isFalse();
		this.emulator.clock().advance(LAG.plus(SPREAD));
		assertThat(columns(this.call.call(Requests.next(Requests.row(3))).getUpdatedSchema())).containsExactly("id",
				"name", "colour");
		assertThat(this.call.call(Requests.next(Requests.row(4))).hasUpdatedSchema()).isFalse();
	}

	@Test
	void noticeOfANewColumnMayComeLaterThanTheColumn() throws Exception {
		this.emulator.behavior().set(Setting.SCHEMA_NOTICE_DELAY, Duration.ofSeconds(60));
		this.call.call(Requests.first(this.stream, Requests.row(1)));
		addColumn("colour");
		this.emulator.clock().advance(LAG.plus(SPREAD));

		AppendRowsResponse known = this.call
			.call(Requests.first(this.stream, Requests.schema("id", "name", "colour"), Requests.row(1, "a", "red")));
		this.emulator.clock().advance(Duration.ofSeconds(60));
		AppendRowsResponse noticed = this.call.call(Requests.next(Requests.row(2)));

		assertThat(known.hasAppendResult()).isTrue();
		assertThat(known.hasUpdatedSchema()).isFalse();
		assertThat(noticed.hasUpdatedSchema()).isTrue();
	}

	@Test
	void noticesCanBeSwitchedOff() throws Exception {
		this.emulator.behavior().set(Setting.SCHEMA_NOTICES, false);
		this.call.call(Requests.first(this.stream, Requests.row(1)));
		addColumn("colour");
		this.emulator.clock().advance(LAG.plus(SPREAD));

		assertThat(this.call.call(Requests.next(Requests.row(2))).hasUpdatedSchema()).isFalse();
	}

	@Test
	void connectionsSeeANewColumnAtDifferentTimes() throws Exception {
		this.emulator.clock().advance(Duration.ofHours(1));
		this.emulator.behavior().set(Setting.STALE_SPREAD, Duration.ofMinutes(10));
		addColumn("colour");
		this.emulator.clock().advance(LAG.plusMinutes(5));
		List<Boolean> accepted = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			try (AppendCall another = new AppendCall(this.emulator.grpcPort())) {
				accepted.add(another
					.call(Requests.first(this.stream, Requests.schema("id", "name", "colour"), Requests.row(1)))
					.hasAppendResult());
			}
		}

		assertThat(accepted).contains(true, false);
	}

	@Test
	void rowsForADroppedTableGoIntoTheVoidUntilTheLagIsOver() throws Exception {
		this.call.call(Requests.first(this.stream, Requests.row(1)));
		TableDefinition definition = this.emulator.catalog().table(this.table).definition();
		this.emulator.catalog().deleteTable(this.table);
		this.emulator.catalog().createTable(this.table, definition);

		assertThat(this.call.call(Requests.next(Requests.row(2))).hasAppendResult()).isTrue();
		this.emulator.clock().advance(LAG.plus(SPREAD));
		this.call.send(Requests.next(Requests.row(3)));

		Status end = this.call.end();
		assertThat(end.getCode()).isEqualTo(Status.Code.NOT_FOUND);
		assertThat(end.getDescription()).contains("is re-created");
		assertThat(this.emulator.rows(this.table)).isEmpty();
	}

	private void addColumn(String name) {
		this.emulator.catalog().changeTable(this.table, null, (definition) -> {
			List<Field> fields = new ArrayList<>(definition.schema().fields());
			fields.add(Field.of(name, FieldType.STRING));
			return definition.with(new Schema(fields));
		});
	}

	private TableSchema schema(String name) {
		return this.google.writes()
			.getWriteStream(GetWriteStreamRequest.newBuilder().setName(name).setView(WriteStreamView.FULL).build())
			.getTableSchema();
	}

	private static List<String> columns(TableSchema schema) {
		return schema.getFieldsList().stream().map(TableFieldSchema::getName).toList();
	}

}

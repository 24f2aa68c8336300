package dev.sluice.emulator.write;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;

import com.google.cloud.bigquery.storage.v1.AppendRowsResponse;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.UnknownFieldSet;
import dev.sluice.emulator.Emulator;
import dev.sluice.emulator.catalog.DatasetId;
import dev.sluice.emulator.catalog.TableDefinition;
import dev.sluice.emulator.catalog.TableId;
import dev.sluice.emulator.clock.VirtualClock;
import io.grpc.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PartitionsIntegrationTests {

	private static final DatasetId SHOP = new DatasetId("local", "shop");

	private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

	private final Emulator emulator = Emulator.builder().clock(new VirtualClock(() -> NOW)).start();

	private final AppendCall call = new AppendCall(this.emulator.grpcPort());

	@BeforeEach
	void createDataset() {
		this.emulator.catalog().createDataset(SHOP, new JsonObject());
	}

	@AfterEach
	void close() {
		this.call.close();
		this.emulator.close();
	}

	@Test
	void rowsGoToThePartitionThatTheDecoratorNames() throws Exception {
		TableId table = table("""
				{"schema": {"fields": [{"name": "id", "type": "INT64"}]}, "timePartitioning": {"type": "DAY"}}""");
		this.call
			.call(Requests.first(table.path() + "$20261101/streams/_default", Requests.schema("id"), Requests.row(1)));
		this.call.call(Requests.first(table.path() + "/streams/_default", Requests.schema("id"), Requests.row(2)));

		assertThat(partitions(table)).isEqualTo("2026-11-01 2026-11-20");
	}

	@Test
	void partitionOutsideOfTheWindowIsRefused() throws Exception {
		TableId table = table("""
				{"schema": {"fields": [{"name": "id", "type": "INT64"}]}, "timePartitioning": {"type": "DAY"}}""");
		this.call
			.send(Requests.first(table.path() + "$20260101/streams/_default", Requests.schema("id"), Requests.row(1)));

		assertThat(this.call.end().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
	}

	@Test
	void rowOutsideOfTheWindowOfItsPartitionColumnIsBad() throws Exception {
		TableId table = table("""
				{"schema": {"fields": [{"name": "day", "type": "DATE"}]},
				 "timePartitioning": {"type": "DAY", "field": "day"}}""");
		DescriptorProto.Builder schema = DescriptorProto.newBuilder().setName("row");
		schema.addFieldBuilder().setName("day").setNumber(1).setType(Type.TYPE_INT32);
		long today = NOW.getEpochSecond() / Duration.ofDays(1).toSeconds();

		AppendRowsResponse answer = this.call.call(Requests.first(table.path() + "/_default", schema.build(),
				day(today), day(today - 3651), day(today + 367)));

		assertThat(answer.getRowErrorsList()).extracting((error) -> error.getIndex()).containsExactly(1L, 2L);
		assertThat(answer.getRowErrors(0).getMessage())
			.contains("is outside the allowed bounds. You can only stream to "
					+ "date range within 3650 days in the past and 366 days in the future");
	}

	private static ByteString day(long day) {
		return UnknownFieldSet.newBuilder().mergeVarintField(1, (int) day).build().toByteString();
	}

	private TableId table(String resource) {
		TableId table = SHOP.table("events");
		this.emulator.catalog()
			.createTable(table, TableDefinition.parse(JsonParser.parseString(resource).getAsJsonObject()));
		this.emulator.clock().advance(Duration.ofSeconds(3));
		return table;
	}

	private String partitions(TableId id) throws Exception {
		String relation = this.emulator.engine()
			.projection()
			.relationWithPseudoColumns(this.emulator.catalog().table(id));
		try (Connection connection = this.emulator.engine().projection().connect();
				Statement statement = connection.createStatement();
				ResultSet result = statement
					.executeQuery("SELECT string_agg(_PARTITIONDATE::VARCHAR, ' ' ORDER BY id) FROM " + relation)) {
			result.next();
			return result.getString(1);
		}
	}

}

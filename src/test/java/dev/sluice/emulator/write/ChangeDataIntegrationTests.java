package dev.sluice.emulator.write;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.google.cloud.bigquery.storage.v1.AppendRowsResponse;
import com.google.cloud.bigquery.storage.v1.WriteStream;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import dev.sluice.emulator.Emulator;
import dev.sluice.emulator.catalog.DatasetId;
import dev.sluice.emulator.catalog.TableDefinition;
import dev.sluice.emulator.catalog.TableId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChangeDataIntegrationTests {

	private static final DescriptorProto SCHEMA = Requests.schema("id", "name", "_CHANGE_TYPE",
			"_CHANGE_SEQUENCE_NUMBER");

	private final Emulator emulator = Emulator.start();

	private final GoogleClient google = new GoogleClient(this.emulator);

	private final AppendCall call = new AppendCall(this.emulator.grpcPort());

	private final TableId table = new TableId("local", "shop", "orders");

	private final String stream = this.table.path() + "/streams/_default";

	@BeforeEach
	void createTable() {
		this.emulator.catalog().createDataset(new DatasetId("local", "shop"), new JsonObject());
		JsonObject resource = JsonParser
			.parseString("{\"schema\": {\"fields\": [{\"name\": \"id\", \"type\": \"INT64\"}, "
					+ "{\"name\": \"name\", \"type\": \"STRING\"}]}, \"tableConstraints\": {\"primaryKey\": {\"columns\": "
					+ "[\"id\"]}}}")
			.getAsJsonObject();
		this.emulator.catalog().createTable(this.table, TableDefinition.parse(resource));
		this.emulator.clock().advance(Duration.ofSeconds(3));
	}

	@AfterEach
	void close() {
		this.call.close();
		this.google.close();
		this.emulator.close();
	}

	@Test
	void highestSequenceNumberOfAKeyWinsWhateverTheOrder() throws Exception {
		this.call.call(Requests.first(this.stream, SCHEMA, Requests.row(1, "new", "UPSERT", "A/10"),
				Requests.row(2, "kept", "UPSERT", "1")));
		this.call.call(Requests.next(Requests.row(1, "old", "UPSERT", "A/F")));

		assertThat(names()).containsExactly("new", "kept");
	}

	@Test
	void deletedKeyIsGone() throws Exception {
		this.call.call(Requests.first(this.stream, SCHEMA, Requests.row(1, "a", "UPSERT", "1"),
				Requests.row(2, "b", "UPSERT", "1"), Requests.row(1, null, "DELETE", "2")));

		assertThat(names()).containsExactly("b");
	}

	@Test
	void withoutSequenceNumbersTheFirstRowOfTheLastRequestWins() throws Exception {
		this.call.call(Requests.first(this.stream, SCHEMA, Requests.row(1, "a", "UPSERT", null)));
		this.call.call(Requests.next(Requests.row(1, "b", "UPSERT", null), Requests.row(1, "c", "UPSERT", null)));

		assertThat(names()).containsExactly("b");
	}

	@Test
	void unknownChangeTypeAndSequenceNumberAreBadRows() throws Exception {
		AppendRowsResponse answer = this.call.call(Requests.first(this.stream, SCHEMA,
				Requests.row(1, "a", "INSERT", "1"), Requests.row(1, "a", "UPSERT", "x")));

		assertThat(answer.getRowErrorsCount()).isEqualTo(2);
	}

	@Test
	void changesOnAnotherStreamThanTheDefaultAreRefused() throws Exception {
		String committed = this.google.stream(this.table, WriteStream.Type.COMMITTED).getName();

		AppendRowsResponse answer = this.call
			.call(Requests.first(committed, SCHEMA, Requests.row(1, "a", "UPSERT", "1")));

		assertThat(answer.getError().getMessage())
			.startsWith("The given value is not a valid CHANGE_TYPE in insert mode: UPSERT");
	}

	private List<String> names() throws Exception {
		List<String> names = new ArrayList<>();
		String relation = this.emulator.engine().projection().relation(this.emulator.catalog().table(this.table));
		try (Connection connection = this.emulator.engine().projection().connect();
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery("SELECT name FROM " + relation + " ORDER BY id")) {
			while (result.next()) {
				names.add(result.getString(1));
			}
		}
		return names;
	}

}

package dev.sluice.emulator;

import java.time.Duration;

import com.google.api.core.ApiFuture;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.cloud.NoCredentials;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.cloud.bigquery.DatasetInfo;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.StandardSQLTypeName;
import com.google.cloud.bigquery.StandardTableDefinition;
import com.google.cloud.bigquery.TableId;
import com.google.cloud.bigquery.TableInfo;
import com.google.cloud.bigquery.TableResult;
import com.google.cloud.bigquery.storage.v1.AppendRowsResponse;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteClient;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteSettings;
import com.google.cloud.bigquery.storage.v1.JsonStreamWriter;
import dev.sluice.emulator.call.Call;
import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Fault;
import dev.sluice.emulator.fault.Moment;
import dev.sluice.emulator.fault.ScriptedFault;
import dev.sluice.emulator.fault.Trigger;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of the page on the emulator.
 */
class EmulatorExampleIntegrationTests {

	private final Emulator emulator = Emulator.start();

	private final BigQuery bigQuery = BigQueryOptions.newBuilder()
		.setHost(this.emulator.restHost())
		.setProjectId("local")
		.setCredentials(NoCredentials.getInstance())
		.build()
		.getService();

	private BigQueryWriteClient writes;

	@BeforeEach
	void createTable() throws Exception {
		this.writes = BigQueryWriteClient.create(BigQueryWriteSettings.newBuilder()
			.setCredentialsProvider(NoCredentialsProvider.create())
			.setTransportChannelProvider(InstantiatingGrpcChannelProvider.newBuilder()
				.setEndpoint("localhost:" + this.emulator.grpcPort())
				.setChannelConfigurator((channel) -> channel.usePlaintext())
				.build())
			.build());
		this.bigQuery.create(DatasetInfo.of("shop"));
		this.bigQuery.create(TableInfo.of(TableId.of("shop", "orders"),
				StandardTableDefinition.of(Schema.of(Field.of("id", StandardSQLTypeName.INT64)))));
		this.emulator.clock().advance(Duration.ofSeconds(3));
	}

	@AfterEach
	void close() {
		this.writes.close();
		this.emulator.close();
	}

	@Test
	void lostAnswerMakesTheClientSendRowsAgain() throws Exception {
		this.emulator.faults().add(Fault.after("AppendRows", new Effect.Drop()).of("orders").when(Trigger.nth(1)));

		try (JsonStreamWriter writer = writer()) {
			writer.append(rows(1)).get();
		}

		assertThat(this.emulator.calls().calls("AppendRows")).extracting(Call::outcome)
			.containsExactly("DROPPED", "OK");
		assertThat(count()).isEqualTo(2);
	}

	@Test
	void rowsCanBeSeenBeforeTheirWriterKnows() throws Exception {
		ScriptedFault hold = this.emulator.faults().hold("AppendRows", "orders", 1, Moment.AFTER);

		try (JsonStreamWriter writer = writer()) {
			ApiFuture<AppendRowsResponse> answer = writer.append(rows(1));
			hold.awaitHeld(Duration.ofSeconds(10));

			assertThat(count()).isEqualTo(1);
			assertThat(answer.isDone()).isFalse();
			hold.release();
			assertThat(answer.get().hasError()).isFalse();
		}
	}

	private JsonStreamWriter writer() throws Exception {
		return JsonStreamWriter.newBuilder("projects/local/datasets/shop/tables/orders", this.writes).build();
	}

	private static JSONArray rows(long id) {
		return new JSONArray().put(new JSONObject().put("id", id));
	}

	private long count() throws InterruptedException {
		TableResult result = this.bigQuery.query(QueryJobConfiguration.of("SELECT COUNT(*) FROM shop.orders"));
		return result.iterateAll().iterator().next().get(0).getLongValue();
	}

}

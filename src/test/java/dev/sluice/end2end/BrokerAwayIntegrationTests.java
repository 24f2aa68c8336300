package dev.sluice.end2end;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Fault;
import dev.sluice.emulator.fault.ScriptedFault;
import kafka.server.KafkaBroker;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * Tests for a broker that is away for a while.
 */
class BrokerAwayIntegrationTests {

	private static final String TOPIC = "orders";

	private static final Duration AWAY = Duration.ofSeconds(2);

	private final EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1);

	private Stage stage;

	@BeforeEach
	void setTheStage() {
		this.broker.brokerProperties(Map.of("group.initial.rebalance.delay.ms", "0", "offsets.topic.num.partitions",
				"1", "broker.session.timeout.ms", "1000", "broker.heartbeat.interval.ms", "200"));
		this.broker.afterPropertiesSet();
		this.stage = new Stage(this.broker.getBrokersAsString());
		this.stage.topic(TOPIC, 3);
		this.stage.table("shop", TOPIC, OnStage.BY_DAY);
	}

	@AfterEach
	void strike() {
		this.stage.close();
		this.broker.destroy();
	}

	private Census census() {
		return this.stage.census(TOPIC, "shop", TOPIC);
	}

	@Test
	void loadGoesOnByItselfWhenTheBrokerIsBack() {
		this.stage.start(TOPIC, "shop." + TOPIC, Census.COLUMNS.toArray(String[]::new));
		produce(0);
		Stage.eventually(() -> census().hasStoredEverythingBut(refused(0), Map.of()));
		ScriptedFault held = this.stage.emulator().faults().add(Fault.on("AppendRows", new Effect.Hold()));
		produce(1000);
		Stage.until(() -> held.holding() > 0);

		KafkaBroker server = this.broker.getCluster().brokers().get(0);
		server.shutdown();
		server.awaitShutdown();
		this.stage.emulator().faults().remove(held);
		Awaitility.await()
			.pollDelay(AWAY)
			.atMost(Duration.ofSeconds(60))
			.until(() -> this.stage.rows("shop", TOPIC).size() > 600);
		server.startup();
		produce(2000);

		Stage.eventually(() -> census().hasStoredEverythingBut(refused(0, 1000, 2000), Map.of()));
	}

	/** Six hundred records to all partitions alike, of which some are refused. */
	private void produce(int from) {
		Set<Long> refused = refused(from).keySet();
		for (int partition = 0; partition < 3; partition++) {
			this.stage.produce(TOPIC, partition,
					LongStream.range(from + 200L * partition, from + 200L * (partition + 1))
						.mapToObj((id) -> refused.contains(id) ? "{\"id\": " + id + ", \"day\": \"1900-01-01\"}"
								: Stage.record(id))
						.toList());
		}
	}

	private static Map<Long, String> refused(long... from) {
		return LongStream.of(from)
			.flatMap((first) -> LongStream.range(first, first + 600))
			.filter((id) -> id % 50 == 0)
			.boxed()
			.collect(Collectors.toMap((id) -> id, (id) -> "row-refused"));
	}

}

package dev.sluice.end2end;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;

import dev.sluice.emulator.Emulator;
import dev.sluice.fixtures.KafkaBroker;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * A stage for each test, with a topic of orders and one of others. Tables have the names
 * of their topics, and are not there at first.
 */
abstract class OnStage {

	/** A table of what {@link Stage#record} makes, with a note. */
	static final String PLAIN = "{'schema':{'fields':[{'name':'id','type':'INTEGER'},{'name':'note','type':'STRING'},"
			+ "{'name':'from_partition','type':'INTEGER'},{'name':'from_offset','type':'INTEGER'}]}}";

	/** A table that refuses days which are too long ago. */
	static final String BY_DAY = "{'schema':{'fields':[{'name':'id','type':'INTEGER'},{'name':'day','type':'DATE'},"
			+ "{'name':'from_partition','type':'INTEGER'},{'name':'from_offset','type':'INTEGER'}]},"
			+ "'timePartitioning':{'type':'DAY','field':'day'}}";

	/** The dataset of all tables. */
	static final String SHOP = "shop";

	/** A topic of three partitions. */
	final String orders = KafkaBroker.newName("orders");

	/** A topic of one partition. */
	final String others = KafkaBroker.newName("others");

	/** What the emulator keeps. */
	@TempDir
	Path bigQuery;

	Stage stage;

	@BeforeEach
	void setTheStage() {
		this.stage = new Stage(KafkaBroker.bootstrapServers(), Emulator.builder().directory(this.bigQuery).start());
		this.stage.topic(this.orders, 3);
		this.stage.topic(this.others, 1);
	}

	@AfterEach
	void strike() {
		this.stage.close();
	}

	/**
	 * Starts an instance whose rows say which record they come from.
	 * @param topics its topics, with commas in between
	 * @param table the name of its table in {@link #SHOP}
	 * @param properties as for {@link Stage#start}
	 */
	ConfigurableApplicationContext start(String topics, String table, String... properties) {
		List<String> all = new ArrayList<>(Census.COLUMNS);
		all.addAll(List.of(properties));
		return this.stage.start(topics, SHOP + "." + table, all.toArray(String[]::new));
	}

	Census orders() {
		return this.stage.census(this.orders, SHOP, this.orders);
	}

	Census others() {
		return this.stage.census(this.others, SHOP, this.others);
	}

	/**
	 * Writes records with nothing but their ids to the orders, in equal parts to the
	 * partitions.
	 * @param from the first id
	 * @param to the id after the last
	 */
	void order(int from, int to) {
		int third = (to - from) / 3;
		this.stage.produce(this.orders, 0, Stage.numbered(from, from + third));
		this.stage.produce(this.orders, 1, Stage.numbered(from + third, from + 2 * third));
		this.stage.produce(this.orders, 2, Stage.numbered(from + 2 * third, to));
	}

	/** Ten records of the second topic, in one transaction. */
	void transaction(int from, boolean commits) {
		Map<String, Object> properties = Map.of("bootstrap.servers", KafkaBroker.bootstrapServers(), "transactional.id",
				this.others);
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(properties, new StringSerializer(),
				new StringSerializer())) {
			producer.initTransactions();
			producer.beginTransaction();
			for (String record : Stage.numbered(from, from + 10)) {
				Future<?> unused = producer.send(new ProducerRecord<>(this.others, 0, null, record));
			}
			producer.flush();
			if (commits) {
				producer.commitTransaction();
			}
			else {
				producer.abortTransaction();
			}
		}
	}

}

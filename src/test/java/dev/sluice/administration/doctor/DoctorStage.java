package dev.sluice.administration.doctor;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sluice.administration.command.CommandLauncher;
import dev.sluice.emulator.Emulator;
import dev.sluice.emulator.catalog.DatasetId;
import dev.sluice.emulator.catalog.TableDefinition;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;

import org.springframework.boot.SpringApplication;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * A broker that lets everybody do what no rule speaks of, an emulator, and the doctor.
 */
final class DoctorStage implements AutoCloseable {

	private final EmbeddedKafkaBroker broker = new EmbeddedKafkaKraftBroker(1, 1).brokerProperties(Map
		.of("authorizer.class.name", StandardAuthorizer.class.getName(), "allow.everyone.if.no.acl.found", "true"));

	private final Emulator emulator = Emulator.start();

	private final Admin admin;

	private final KafkaProducer<byte[], byte[]> producer;

	DoctorStage() throws Exception {
		this.broker.afterPropertiesSet();
		Map<String, Object> address = Map.of("bootstrap.servers", this.broker.getBrokersAsString());
		this.admin = Admin.create(address);
		this.producer = new KafkaProducer<>(address, new ByteArraySerializer(), new ByteArraySerializer());
		this.admin.listConsumerGroupOffsets("nobody").all().get(60, TimeUnit.SECONDS);
		allow(ResourceType.CLUSTER, Resource.CLUSTER_NAME, AclOperation.ALL);
	}

	Emulator emulator() {
		return this.emulator;
	}

	Admin admin() {
		return this.admin;
	}

	/**
	 * Creates a table with a column, unless it is there.
	 */
	void table(String dataset, String table) {
		DatasetId id = new DatasetId("test", dataset);
		if (this.emulator.catalog().findDataset(id).isEmpty()) {
			this.emulator.catalog().createDataset(id, new JsonObject());
			this.emulator.catalog()
				.createTable(id.table(table),
						TableDefinition.parse(JsonParser
							.parseString("{\"schema\": {\"fields\": [{\"name\": \"id\", \"type\": \"INTEGER\"}]}}")
							.getAsJsonObject()));
		}
	}

	void topic(String name, int partitions) throws Exception {
		this.admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get(30, TimeUnit.SECONDS);
	}

	/**
	 * Allows one thing, and thereby nothing else.
	 */
	void allow(ResourceType type, String name, AclOperation operation) throws Exception {
		AccessControlEntry entry = new AccessControlEntry("User:ANONYMOUS", "*", operation, AclPermissionType.ALLOW);
		ResourcePattern resource = new ResourcePattern(type, name, PatternType.LITERAL);
		this.admin.createAcls(List.of(new AclBinding(resource, entry))).all().get(30, TimeUnit.SECONDS);
	}

	void send(String topic, String... values) {
		for (String value : values) {
			this.producer.send(new ProducerRecord<>(topic, value.getBytes(StandardCharsets.UTF_8)));
		}
		this.producer.flush();
	}

	/**
	 * Runs the doctor's command.
	 * @return its exit status
	 */
	int examine(String... arguments) {
		return run(this.broker.getBrokersAsString(), arguments);
	}

	int examineWithoutBroker(String... arguments) {
		return run("localhost:1", arguments);
	}

	private int run(String bootstrap, String... arguments) {
		List<String> all = new ArrayList<>(List.of("doctor"));
		all.addAll(List.of("--spring.profiles.active=test", "--spring.cloud.gcp.project-id=test",
				"--spring.kafka.bootstrap-servers=" + bootstrap,
				"--sluice.warehouse.rest-url=" + this.emulator.restHost(),
				"--sluice.warehouse.grpc-target=localhost:" + this.emulator.grpcPort()));
		all.addAll(List.of(arguments));
		return CommandLauncher.run(new SpringApplication(), all.toArray(String[]::new));
	}

	@Override
	public void close() {
		this.producer.close(Duration.ofSeconds(5));
		this.admin.close();
		this.emulator.close();
		this.broker.destroy();
	}

}

package dev.sluice.deadletter;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for letter topics on a broker that does not let everybody do everything.
 */
class LetterPermissionsIntegrationTests {

	private static final EmbeddedKafkaBroker broker = new EmbeddedKafkaKraftBroker(1, 1).brokerProperties(Map
		.of("authorizer.class.name", StandardAuthorizer.class.getName(), "allow.everyone.if.no.acl.found", "true"));

	private static LetterWorld world;

	@BeforeAll
	static void start() throws Exception {
		broker.afterPropertiesSet();
		ResourcePattern cluster = new ResourcePattern(ResourceType.CLUSTER, Resource.CLUSTER_NAME, PatternType.LITERAL);
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.getBrokersAsString()))) {
			admin.createTopics(List.of(new NewTopic("orders", 2, (short) 1), new NewTopic("hidden", 1, (short) 1)))
				.all()
				.get(30, TimeUnit.SECONDS);
			admin
				.createAcls(List.of(entry(cluster, AclOperation.ALL, AclPermissionType.ALLOW),
						entry(cluster, AclOperation.CREATE, AclPermissionType.DENY),
						entry(topic("orders-dlt"), AclOperation.DESCRIBE, AclPermissionType.ALLOW),
						entry(topic("orders-failed-inserts"), AclOperation.CREATE, AclPermissionType.ALLOW),
						entry(topic("hidden"), AclOperation.DESCRIBE, AclPermissionType.DENY)))
				.all()
				.get(30, TimeUnit.SECONDS);
		}
		world = LetterWorld.startOn(broker.getBrokersAsString());
	}

	private static ResourcePattern topic(String name) {
		return new ResourcePattern(ResourceType.TOPIC, name, PatternType.LITERAL);
	}

	private static AclBinding entry(ResourcePattern resource, AclOperation operation, AclPermissionType permission) {
		return new AclBinding(resource, new AccessControlEntry("User:ANONYMOUS", "*", operation, permission));
	}

	@AfterAll
	static void stop() {
		world.close();
		broker.destroy();
	}

	@Test
	void permissionsThatAreMissingToCreateOrSeeTopicsAreNamedOneByOne() {
		LetterBox box = world.box();

		box.prepare("orders");

		await().untilAsserted(() -> assertThat(box.problems()).containsExactlyInAnyOrder(
				"topic orders-dlt could not be created with 2 partitions: Sluice's user needs the permission to create it",
				"topic orders-failed-inserts cannot be checked:"
						+ " Sluice's user needs the permission to describe topic orders-failed-inserts"));
	}

	@Test
	void permissionThatIsMissingToSeeTheSourceIsNamed() {
		LetterBox box = world.box();

		box.prepare("hidden");

		await().untilAsserted(() -> assertThat(box.problems()).contains(
				"topic hidden-dlt cannot be checked: Sluice's user needs the permission to describe topic hidden"));
	}

}

package dev.sluice.end2end;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.sluice.administration.OperationRefusedException;
import dev.sluice.administration.PipelineState;
import dev.sluice.administration.control.OperationReport;
import dev.sluice.administration.control.PipelineReport;
import dev.sluice.administration.control.PipelinesEndpoint;
import dev.sluice.administration.control.Wanted;
import dev.sluice.administration.journal.JournalEndpoint;
import dev.sluice.administration.journal.JournalRecord;
import kafka.server.KafkaBroker;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for a control topic, a group or a journal that cannot be used, for a while or by
 * order, where brokers create no topic by themselves.
 */
class ControlTroubleIntegrationTests {

	private static final String TOPIC = "orders";

	private final EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1);

	private Stage stage;

	@BeforeEach
	void setTheStage() {
		this.broker.brokerProperties(Map.of("group.initial.rebalance.delay.ms", "0", "offsets.topic.num.partitions",
				"1", "broker.session.timeout.ms", "1000", "broker.heartbeat.interval.ms", "200",
				"auto.create.topics.enable", "false", "authorizer.class.name", StandardAuthorizer.class.getName(),
				"allow.everyone.if.no.acl.found", "true"));
		this.broker.afterPropertiesSet();
		this.stage = new Stage(this.broker.getBrokersAsString());
		this.stage.topic(TOPIC, 3);
		this.stage.table("shop", TOPIC, OnStage.PLAIN);
	}

	@AfterEach
	void strike() {
		this.stage.close();
		this.broker.destroy();
	}

	@Test
	void pipelineLoadsButCannotBeToldAnythingWithoutPermission() throws Exception {
		ResourcePattern topic = new ResourcePattern(ResourceType.TOPIC, this.stage.controlTopic(), PatternType.LITERAL);
		this.stage.admin()
			.createAcls(List.of(new AclBinding(topic, deny(AclOperation.ALL))))
			.all()
			.get(30, TimeUnit.SECONDS);

		ConfigurableApplicationContext instance = this.stage.start(TOPIC, "shop." + TOPIC);
		this.stage.produce(TOPIC, Stage.record(1));

		Stage.eventually(() -> assertThat(this.stage.rows("shop", TOPIC)).hasSize(1));
		assertThat(report(instance).findings()).anySatisfy((finding) -> {
			assertThat(finding.part()).isEqualTo("control");
			assertThat(finding.reason()).contains("Sluice's user may not describe topic " + this.stage.controlTopic());
			assertThat(finding.action()).contains("grant", "sluice.administration.control.enabled=false");
		});
		assertThatExceptionOfType(OperationRefusedException.class).isThrownBy(() -> act(instance, "pause"))
			.withMessageContaining("Sluice's user may not describe topic")
			.extracting(OperationRefusedException::why)
			.isEqualTo(OperationRefusedException.Why.UNAVAILABLE);
	}

	@Test
	void verbIsNotConfirmedWhileTheMembersOfTheGroupAreUnknown() throws Exception {
		ConfigurableApplicationContext instance = this.stage.start(TOPIC, "shop." + TOPIC);
		Stage.eventually(() -> assertThat(report(instance).instances().get(0).partitions()).hasSize(3));
		ResourcePattern group = new ResourcePattern(ResourceType.GROUP, "sluice-orders", PatternType.LITERAL);
		this.stage.admin()
			.createAcls(List.of(new AclBinding(group, allow(AclOperation.ALL)),
					new AclBinding(group, deny(AclOperation.DESCRIBE))))
			.all()
			.get(30, TimeUnit.SECONDS);

		WebEndpointResponse<OperationReport> response = instance.getBean(PipelinesEndpoint.class)
			.act("orders", "pause", null);

		assertThat(response.getStatus()).isEqualTo(202);
		OperationReport paused = response.getBody();
		assertThat(paused.outcome()).isEqualTo("paused; the group cannot be read, so there may be other instances");
		assertThat(paused.instances()).extracting(OperationReport.Confirmation::confirmed).containsExactly(true, false);
		assertThat(paused.instances().get(1).outcome()).contains("GroupAuthorizationException");
		assertThat(report(instance).wanted().wanted()).isEqualTo(Wanted.PAUSED);
		assertThat(report(instance).findings())
			.anySatisfy((finding) -> assertThat(finding.reason()).contains("the group cannot be read"));
	}

	@Test
	void pausedPipelineStaysPausedWhenKafkaComesAfterTheInstance() {
		ConfigurableApplicationContext before = this.stage.start(TOPIC, "shop." + TOPIC);
		act(before, "pause");
		this.stage.stop(before);
		KafkaBroker server = this.broker.getCluster().brokers().get(0);
		server.shutdown();
		server.awaitShutdown();

		ConfigurableApplicationContext instance = this.stage.start(TOPIC, "shop." + TOPIC);

		Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
			PipelineReport waiting = instance.getBean(PipelinesEndpoint.class).pipeline("orders", true);
			assertThat(waiting.state()).isEqualTo(PipelineState.BACKING_OFF);
			assertThat(waiting.findings()).anySatisfy(
					(finding) -> assertThat(finding.reason()).startsWith("it is not known yet whether it is to run"));
		});
		server.startup();
		Stage.eventually(() -> assertThat(report(instance).state()).isEqualTo(PipelineState.PAUSED));
		this.stage.produce(TOPIC, Stage.record(1));
		act(instance, "resume");
		Stage.eventually(() -> assertThat(this.stage.rows("shop", TOPIC)).hasSize(1));
	}

	@Test
	void pauseOutlivesTheTopicThatMayNotBeMadeAnew() throws Exception {
		ConfigurableApplicationContext instance = this.stage.start(TOPIC, "shop." + TOPIC);
		act(instance, "pause");
		List<AclBinding> rules = createIsDenied();
		this.stage.admin().createAcls(rules).all().get(30, TimeUnit.SECONDS);

		this.stage.admin().deleteTopics(List.of(this.stage.controlTopic())).all().get(30, TimeUnit.SECONDS);

		Stage.eventually(() -> assertThat(report(instance).findings()).anySatisfy((finding) -> {
			assertThat(finding.part()).isEqualTo("control");
			assertThat(finding.reason()).contains("Sluice's user may not create topic " + this.stage.controlTopic());
		}));
		assertThat(report(instance).wanted().wanted()).isEqualTo(Wanted.PAUSED);
		assertThatExceptionOfType(OperationRefusedException.class).isThrownBy(() -> act(instance, "resume"))
			.withMessageContaining("Sluice's user may not create topic");
		this.stage.admin()
			.deleteAcls(rules.stream().map(AclBinding::toFilter).toList())
			.all()
			.get(30, TimeUnit.SECONDS);
		Stage.eventually(() -> assertThat(report(instance).state()).isEqualTo(PipelineState.PAUSED));
		this.stage.stop(instance);
		ConfigurableApplicationContext again = this.stage.start(TOPIC, "shop." + TOPIC);
		assertThat(report(again).wanted().wanted()).isEqualTo(Wanted.PAUSED);
	}

	@Test
	void operationSaysThatTheJournalMayNotBeWritten() throws Exception {
		ConfigurableApplicationContext instance = this.stage.start(TOPIC, "shop." + TOPIC);
		ResourcePattern journal = new ResourcePattern(ResourceType.TOPIC, this.stage.journalTopic(),
				PatternType.LITERAL);
		List<AclBinding> rules = List.of(new AclBinding(journal, allow(AclOperation.ALL)),
				new AclBinding(journal, deny(AclOperation.WRITE)));
		this.stage.admin().createAcls(rules).all().get(30, TimeUnit.SECONDS);

		OperationReport paused = act(instance, "pause");

		String reason = "Sluice's user may not write topic " + this.stage.journalTopic();
		assertThat(paused.outcome()).isEqualTo("paused; not in the journal, but in the log: " + reason);
		assertThat(paused.confirmed()).isTrue();
		assertThat(report(instance).findings()).anySatisfy((finding) -> {
			assertThat(finding.part()).isEqualTo("journal");
			assertThat(finding.reason()).contains(reason);
			assertThat(finding.action()).contains("grant");
		});
		this.stage.admin()
			.deleteAcls(rules.stream().map(AclBinding::toFilter).toList())
			.all()
			.get(30, TimeUnit.SECONDS);
		assertThat(act(instance, "resume").outcome()).isEqualTo("running");
		assertThat(report(instance).findings()).isEmpty();
		assertThat(instance.getBean(JournalEndpoint.class).journal(10, "orders").entries())
			.extracting(JournalRecord::verb)
			.containsExactly("resume");
	}

	@Test
	void journalThatWasDeletedIsMadeAnew() throws Exception {
		ConfigurableApplicationContext instance = this.stage.start(TOPIC, "shop." + TOPIC);
		act(instance, "pause");

		this.stage.admin().deleteTopics(List.of(this.stage.journalTopic())).all().get(30, TimeUnit.SECONDS);
		act(instance, "resume");
		OperationReport paused = act(instance, "pause");

		assertThat(paused.outcome()).isEqualTo("paused");
		assertThat(instance.getBean(JournalEndpoint.class).journal(10, "orders").entries())
			.extracting(JournalRecord::verb)
			.startsWith("pause");
	}

	private List<AclBinding> createIsDenied() {
		return Stream
			.of(new ResourcePattern(ResourceType.CLUSTER, "kafka-cluster", PatternType.LITERAL),
					new ResourcePattern(ResourceType.TOPIC, this.stage.controlTopic(), PatternType.LITERAL))
			.flatMap((resource) -> Stream.of(new AclBinding(resource, allow(AclOperation.ALL)),
					new AclBinding(resource, deny(AclOperation.CREATE))))
			.toList();
	}

	private static AccessControlEntry allow(AclOperation operation) {
		return new AccessControlEntry("User:ANONYMOUS", "*", operation, AclPermissionType.ALLOW);
	}

	private static AccessControlEntry deny(AclOperation operation) {
		return new AccessControlEntry("User:ANONYMOUS", "*", operation, AclPermissionType.DENY);
	}

	private static PipelineReport report(ConfigurableApplicationContext instance) {
		return instance.getBean(PipelinesEndpoint.class).pipeline("orders", null);
	}

	private static OperationReport act(ConfigurableApplicationContext instance, String verb) {
		return instance.getBean(PipelinesEndpoint.class).act("orders", verb, null).getBody();
	}

}

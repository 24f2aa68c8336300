package dev.sluice.repeater;

import java.util.Collection;
import java.util.List;

import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.MockAdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class GroupProgressTests {

	private static final Node BROKER = new Node(0, "localhost", 1);

	private final MockAdminClient admin = new MockAdminClient(List.of(BROKER), BROKER) {

		@Override
		public synchronized CreateTopicsResult createTopics(Collection<NewTopic> topics, CreateTopicsOptions options) {
			throw new ClusterAuthorizationException("not authorized");
		}

	};

	private final GroupProgress groups = new GroupProgress(() -> this.admin);

	@Test
	void logThatIsThereIsUsedByWhoMayNotCreateTopics() {
		this.admin.addTopic(false, "replays",
				List.of(new TopicPartitionInfo(0, BROKER, List.of(BROKER), List.of(BROKER))), null);

		assertThatNoException().isThrownBy(() -> this.groups.createLog("replays"));
	}

	@Test
	void logThatIsMissingMustBeCreated() {
		assertThatExceptionOfType(ClusterAuthorizationException.class)
			.isThrownBy(() -> this.groups.createLog("replays"));
	}

}

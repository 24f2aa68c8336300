package dev.sluice.topic;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;

/**
 * The ids of topics, which tell a topic from one of the same name that was deleted.
 */
public final class TopicIds {

	private TopicIds() {
	}

	/**
	 * The ids of topics by their names.
	 * @throws KafkaException what the client reports, also if one of the topics does not
	 * exist
	 */
	public static Map<String, String> of(Admin admin, Collection<String> topics) {
		return Answers.await(admin.describeTopics(topics).allTopicNames())
			.values()
			.stream()
			.collect(Collectors.toMap(TopicDescription::name, (topic) -> topic.topicId().toString()));
	}

}

package dev.sluice.repeater.deadend;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;

import com.google.cloud.storage.Storage;
import dev.sluice.deadletter.LetterBoxes;
import dev.sluice.repeater.BucketUrl;
import dev.sluice.repeater.RepeaterProperties;
import dev.sluice.retry.RetryProperties;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the dead ends that the configuration names.
 */
@Configuration(proxyBeanMethods = false)
class DeadEndConfiguration {

	private static final String UNKNOWN = "0.0.0-development";

	@Bean
	RecoveryErrors recoveryErrors() {
		return new RecoveryErrors("sluice-repeater",
				Objects.requireNonNullElse(RecoveryErrors.class.getPackage().getImplementationVersion(), UNKNOWN));
	}

	@Bean
	@ConditionalOnProperty("sluice.repeater.dead-end")
	FileDeadEnd fileDeadEnd(RepeaterProperties properties, RecoveryErrors badRows, RetryProperties patience,
			ObjectProvider<Storage> storage, Clock clock) {
		String place = Objects.requireNonNull(properties.deadEnd());
		String instance = UUID.randomUUID().toString();
		FileDeadEnd.Batching batching = new FileDeadEnd.Batching(properties.buffer(), properties.window());
		if (!BucketUrl.looksLikeOne(place)) {
			Path directory = place.startsWith("file:") ? Path.of(URI.create(place)) : Path.of(place);
			return new FileDeadEnd(badRows, new DirectoryFiles(directory), new FileNames("", instance), batching,
					patience.outage().clock(), clock);
		}
		BucketUrl url = BucketUrl.parse(place);
		BadRowFiles files = new BucketFiles(url.bucket(), storage::getObject);
		return new FileDeadEnd(badRows, files, new FileNames(url.prefix(), instance), batching,
				patience.outage().clock(), clock);
	}

	@Bean
	@ConditionalOnProperty("sluice.repeater.dead-end-topic")
	TopicDeadEnd topicDeadEnd(RepeaterProperties properties, RecoveryErrors badRows, LetterBoxes letters) {
		return new TopicDeadEnd(badRows, letters.topic(Objects.requireNonNull(properties.deadEndTopic())));
	}

}

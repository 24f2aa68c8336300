package dev.sluice.administration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

import dev.sluice.record.Reason;
import dev.sluice.record.SourcePosition;
import dev.sluice.repeater.Replay;
import dev.sluice.repeater.ReplayChoice;
import dev.sluice.repeater.ReplayStatus;
import dev.sluice.repeater.Replays;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * The dead letters of pipelines: {@code GET /actuator/deadletters/<pipeline>}, and
 * {@code POST /actuator/deadletters/<pipeline>/<verb>} with replay or stop.
 */
@WebEndpoint(id = "deadletters")
public class DeadLettersEndpoint {

	private final Replays replays;

	DeadLettersEndpoint(Replays replays) {
		this.replays = replays;
	}

	/**
	 * The dead letters of one pipeline, or nothing (404) if there is none of that name.
	 */
	@ReadOperation
	public @Nullable DeadLettersDescriptor deadLetters(@Selector String pipeline) {
		Replay replay = this.replays.of(pipeline);
		return (replay != null) ? DeadLettersDescriptor.of(replay) : null;
	}

	/**
	 * Begins or stops a replay on this instance.
	 * @param pipeline the pipeline's name
	 * @param verb replay or stop
	 * @param reason replays the letters of this reason alone
	 * @param topic replays one letter, on this dead-letter topic
	 * @param partition the one letter's partition there
	 * @param offset the one letter's offset there
	 * @return how the replay fares; 404 if there is no such pipeline, 409 if a replay is
	 * running already, 503 if Kafka does not answer
	 */
	@WriteOperation
	public WebEndpointResponse<Object> act(@Selector String pipeline, @Selector String verb, @Nullable String reason,
			@Nullable String topic, @Nullable Integer partition, @Nullable Long offset) {
		Replay replay = this.replays.of(pipeline);
		if (replay == null) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		switch (verb.toLowerCase(Locale.ROOT)) {
			case "replay" -> {
				return begin(replay, new ReplayChoice(reason(reason), position(topic, partition, offset)));
			}
			case "stop" -> replay.stop();
			default -> throw new InvalidEndpointRequestException("unknown verb '" + verb + "'",
					"the verb must be replay or stop");
		}
		return new WebEndpointResponse<>(DeadLettersDescriptor.of(replay));
	}

	private static WebEndpointResponse<Object> begin(Replay replay, ReplayChoice choice) {
		try {
			replay.begin(choice);
			return new WebEndpointResponse<>(DeadLettersDescriptor.of(replay));
		}
		catch (IllegalArgumentException ex) {
			throw invalid(String.valueOf(ex.getMessage()));
		}
		catch (IllegalStateException ex) {
			return new WebEndpointResponse<>(Map.of("error", String.valueOf(ex.getMessage())), 409);
		}
		catch (KafkaException ex) {
			return new WebEndpointResponse<>(Map.of("error", "Kafka does not answer: " + ex.getMessage()),
					WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
		}
	}

	private static @Nullable Reason reason(@Nullable String code) {
		if (code == null) {
			return null;
		}
		return Arrays.stream(Reason.values())
			.filter((reason) -> reason.code().equals(code))
			.findFirst()
			.orElseThrow(() -> invalid("there is no reason '" + code + "'"));
	}

	private static @Nullable SourcePosition position(@Nullable String topic, @Nullable Integer partition,
			@Nullable Long offset) {
		if (topic == null && partition == null && offset == null) {
			return null;
		}
		if (topic == null || partition == null || offset == null) {
			throw invalid("a position is a topic, a partition and an offset");
		}
		return new SourcePosition(topic, partition, offset);
	}

	private static InvalidEndpointRequestException invalid(String message) {
		return new InvalidEndpointRequestException(message, message);
	}

	/**
	 * The dead letters of a pipeline.
	 *
	 * @param topics the dead-letter topics that can be used, with their partition counts
	 * @param replay the replay that runs on this instance or was the last to, if any
	 */
	public record DeadLettersDescriptor(Map<String, Integer> topics, @Nullable ReplayStatus replay) {

		static DeadLettersDescriptor of(Replay replay) {
			return new DeadLettersDescriptor(replay.topics(), replay.status());
		}

	}

}

package dev.sluice.administration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import dev.sluice.record.Reason;
import dev.sluice.record.SourcePosition;
import dev.sluice.repeater.Replay;
import dev.sluice.repeater.ReplayChoice;
import dev.sluice.repeater.ReplayStatus;
import dev.sluice.repeater.Replays;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

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

	private static final int CONFLICT = 409;

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
	 * @return how the replay fares; 400 if there is no such verb, reason or letter, 404
	 * if there is no such pipeline, 409 if a replay is running, 503 if Kafka does not
	 * answer
	 */
	@WriteOperation
	public WebEndpointResponse<Object> act(@Selector String pipeline, @Selector String verb, @Nullable String reason,
			@Nullable String topic, @Nullable Integer partition, @Nullable Long offset) {
		Replay replay = this.replays.of(pipeline);
		if (replay == null) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		return switch (verb.toLowerCase(Locale.ROOT)) {
			case "replay" -> begin(replay, () -> new ReplayChoice(reason(reason), position(topic, partition, offset)));
			case "stop" -> stop(replay);
			default -> refused("the verb must be replay or stop", WebEndpointResponse.STATUS_BAD_REQUEST);
		};
	}

	private static WebEndpointResponse<Object> stop(Replay replay) {
		replay.stop();
		return new WebEndpointResponse<>(DeadLettersDescriptor.of(replay));
	}

	private static WebEndpointResponse<Object> begin(Replay replay, Supplier<ReplayChoice> choice) {
		try {
			replay.begin(choice.get());
			return new WebEndpointResponse<>(DeadLettersDescriptor.of(replay));
		}
		catch (IllegalArgumentException ex) {
			return refused(ex.getMessage(), WebEndpointResponse.STATUS_BAD_REQUEST);
		}
		catch (IllegalStateException ex) {
			return refused(ex.getMessage(), CONFLICT);
		}
		catch (KafkaException ex) {
			return refused("Kafka does not answer: " + ex.getMessage(), WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
		}
	}

	private static WebEndpointResponse<Object> refused(@Nullable String why, int status) {
		return new WebEndpointResponse<>(Map.of("error", String.valueOf(why)), status);
	}

	private static @Nullable Reason reason(@Nullable String code) {
		if (code == null) {
			return null;
		}
		return Arrays.stream(Reason.values())
			.filter((reason) -> reason.code().equals(code))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("there is no reason '" + code + "'"));
	}

	private static @Nullable SourcePosition position(@Nullable String topic, @Nullable Integer partition,
			@Nullable Long offset) {
		if (topic == null && partition == null && offset == null) {
			return null;
		}
		if (topic == null || partition == null || offset == null) {
			throw new IllegalArgumentException("a position is a topic, a partition and an offset");
		}
		return new SourcePosition(topic, partition, offset);
	}

	/**
	 * The dead letters of a pipeline.
	 *
	 * @param topics the dead-letter topics that can be used, with their partition counts
	 * @param guarantee what a replay promises, whatever the pipeline does
	 * @param replay the replay that runs on this instance or was the last to, if any
	 */
	public record DeadLettersDescriptor(Map<String, Integer> topics, String guarantee, @Nullable ReplayStatus replay) {

		private static final String AT_LEAST_ONCE = "at-least-once";

		static DeadLettersDescriptor of(Replay replay) {
			return new DeadLettersDescriptor(replay.topics(), AT_LEAST_ONCE, replay.status());
		}

	}

}

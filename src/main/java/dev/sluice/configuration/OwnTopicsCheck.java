package dev.sluice.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.sluice.intake.IntakeSource;
import dev.sluice.pipeline.SluiceProperties;

import org.springframework.core.env.Environment;

/**
 * Refuses pipelines that would load what Sluice notes for itself.
 */
final class OwnTopicsCheck implements StartupCheck {

	private static final Map<String, String> TOPICS = Map.of("sluice.administration.control.topic", "sluice-control",
			"sluice.administration.journal.topic", "sluice-journal", "sluice.administration.schema-history.topic",
			"sluice-schema-history", "sluice.replay.topic", "sluice-replays");

	private final Environment environment;

	OwnTopicsCheck(Environment environment) {
		this.environment = environment;
	}

	@Override
	public List<Refusal> check(SluiceProperties properties) {
		List<Refusal> refusals = new ArrayList<>();
		new TreeMap<>(TOPICS).forEach((property, standard) -> {
			String topic = this.environment.getProperty(property, standard);
			properties.pipelines().forEach((name, pipeline) -> {
				if (IntakeSource.of(name, pipeline).reads(topic)) {
					refusals.add(new Refusal(property, topic,
							"Pipeline '%s' reads this topic, so that what Sluice notes there would become rows."
								.formatted(name),
							"Write another topic, or have pipeline '%s' leave it out.".formatted(name)));
				}
			});
		});
		return refusals;
	}

}

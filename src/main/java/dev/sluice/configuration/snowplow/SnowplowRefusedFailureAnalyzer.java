package dev.sluice.configuration.snowplow;

import java.util.stream.Collectors;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a {@link SnowplowRefusedException}.
 */
class SnowplowRefusedFailureAnalyzer extends AbstractFailureAnalyzer<SnowplowRefusedException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SnowplowRefusedException cause) {
		String reasons = cause.reasons()
			.stream()
			.map((reason) -> "    Reason: " + reason)
			.collect(Collectors.joining("\n"));
		return new FailureAnalysis(
				"This configuration of Snowplow's loader cannot be used:\n\n    Source: " + cause.source() + "\n"
						+ reasons,
				"Mend it, or write Sluice's own properties in its place; docs/from-snowplow.md says which.", cause);
	}

}

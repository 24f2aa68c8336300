package dev.sluice.configuration.snowplow;

import java.nio.file.Path;

import dev.sluice.conformance.Results;
import dev.sluice.conformance.Rules;
import dev.sluice.conformance.VectorGroup;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Configurations of loader 0.4, {@code config/bigquery_config_1-0-0}. By the rules of
 * parity they are held to their schema; by Sluice's own, {@code frequence} may stand for
 * {@code frequency}, and settings of the mode that is not chosen are refused.
 */
public final class BigQueryConfigVectors implements VectorGroup {

	@Override
	public String name() {
		return "config/bigquery_config_1-0-0";
	}

	@Override
	public String path() {
		return "config/bigquery_config_1-0-0.json";
	}

	@Override
	public void check(Path path, Rules rules, Results results) {
		for (JsonNode vector : JsonMapper.shared().readTree(path)) {
			String name = vector.path("name").stringValue();
			JsonNode config = vector.path("config");
			boolean valid = vector.path("valid").booleanValue();
			if (rules == Rules.PARITY) {
				results.check(name, valid, () -> BigQueryConfigReader.read(config).deviations().isEmpty());
			}
			else {
				JsonNode load = config.path("data").path("load");
				boolean expected = (valid || isRespelt(load)) && !isMixed(load);
				results.check(name, expected, () -> isUsed(config));
			}
		}
	}

	private static boolean isRespelt(JsonNode load) {
		int seconds = load.path("frequence").asInt(0);
		return "FILE_LOADS".equals(load.path("mode").asString("")) && !load.has("frequency") && seconds >= 100
				&& seconds <= 86_400;
	}

	private static boolean isMixed(JsonNode load) {
		return "FILE_LOADS".equals(load.path("mode").asString("")) ? load.has("retry") : load.has("frequency");
	}

	private static boolean isUsed(JsonNode config) {
		try {
			return !BigQueryConfigReader.read(config).config("vector").table().isEmpty();
		}
		catch (SnowplowRefusedException ex) {
			return false;
		}
	}

}

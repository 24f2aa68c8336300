package dev.sluice.configuration;

import java.util.ArrayList;
import java.util.List;

import dev.sluice.pipeline.SluiceProperties;
import dev.sluice.schema.iglu.IgluFormatException;
import dev.sluice.schema.iglu.SchemaCriterion;

/**
 * Refuses criteria of schemas that are none.
 */
final class SchemaCriteriaCheck implements StartupCheck {

	@Override
	public List<Refusal> check(SluiceProperties properties) {
		List<Refusal> refusals = new ArrayList<>();
		properties.pipelines().forEach((name, pipeline) -> {
			String prefix = "sluice.pipelines." + name + ".snowplow.";
			check(prefix + "skip-schemas", pipeline.snowplow().skipSchemas(), refusals);
			check(prefix + "legacy-columns", pipeline.snowplow().legacyColumns(), refusals);
		});
		return refusals;
	}

	private static void check(String property, List<String> criteria, List<Refusal> refusals) {
		for (String criterion : criteria) {
			try {
				SchemaCriterion.parse(criterion);
			}
			catch (IgluFormatException ex) {
				refusals.add(new Refusal(property, criterion, ex.getMessage() + ".",
						"Write criteria such as iglu:com.acme/item/jsonschema/1-*-* for " + property + "."));
			}
		}
	}

}

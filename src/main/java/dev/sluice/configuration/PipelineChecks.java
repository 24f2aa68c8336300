package dev.sluice.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.sluice.mutator.MutatorProperties;
import dev.sluice.pipeline.PipelineProperties;
import dev.sluice.pipeline.PipelineProperties.Format;
import dev.sluice.pipeline.SluiceProperties;
import dev.sluice.transform.OnTypeConflict;
import dev.sluice.transform.OnUnknownField;

/**
 * Refuses what a pipeline cannot do.
 */
final class PipelineChecks implements StartupCheck {

	private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_-]{0,63}");

	@Override
	public List<Refusal> check(SluiceProperties properties) {
		List<Refusal> refusals = new ArrayList<>();
		properties.pipelines().forEach((name, pipeline) -> {
			String prefix = "sluice.pipelines." + name + ".";
			name(name, refusals);
			implemented(prefix, pipeline, refusals);
			mutator(prefix, pipeline, refusals);
			overflow(prefix, pipeline, refusals);
			memory(prefix, pipeline, properties, refusals);
			refusals.addAll(new TableTemplateCheck(prefix + "table", pipeline).refusals());
			refusals.addAll(new ColumnNamesCheck(prefix + "columns.", pipeline.columns()).refusals());
		});
		return refusals;
	}

	private static void name(String name, List<Refusal> refusals) {
		if (!NAME.matcher(name).matches()) {
			refusals.add(new Refusal("sluice.pipelines." + name, null,
					"A pipeline's name stands in the name of its consumer group, in metrics and in headers.",
					"Name it with letters, digits, '-' and '_', up to 64 of them."));
		}
	}

	private static void implemented(String prefix, PipelineProperties pipeline, List<Refusal> refusals) {
		if (pipeline.format() != Format.SNOWPLOW) {
			only(Format.JSON, pipeline.format(), prefix + "format", refusals);
		}
	}

	private static <E extends Enum<E>> void only(E implemented, E value, String property, List<Refusal> refusals) {
		if (value != implemented) {
			String instead = implemented.name().toLowerCase(Locale.ROOT).replace('_', '-');
			refusals.add(new Refusal(property, null, "This is not implemented yet.",
					"Write %s for %s.".formatted(instead, property)));
		}
	}

	private static void mutator(String prefix, PipelineProperties pipeline, List<Refusal> refusals) {
		if (pipeline.mutator().mode() != MutatorProperties.Mode.TOPIC) {
			return;
		}
		if (pipeline.format() != Format.SNOWPLOW) {
			refusals.add(new Refusal(prefix + "mutator.mode", "topic",
					"A types topic names columns by Iglu keys, which only format snowplow has.",
					"Write inline or off for %smutator.mode.".formatted(prefix)));
		}
		if (pipeline.topics().isEmpty()) {
			refusals.add(new Refusal(prefix + "topic-pattern", pipeline.topicPattern(),
					"With mutator.mode=topic, the types topic is made like the topics that are read.",
					"Name them in %stopics.".formatted(prefix)));
		}
	}

	private static void overflow(String prefix, PipelineProperties pipeline, List<Refusal> refusals) {
		String reason = "The schemas of Snowplow's events say which columns they need, so that nothing is left over.";
		if (pipeline.format() == Format.SNOWPLOW && pipeline.onUnknownField() == OnUnknownField.OVERFLOW) {
			refusals.add(new Refusal(prefix + "on-unknown-field", "overflow", reason,
					"Write add, ignore or dead-letter for %son-unknown-field.".formatted(prefix)));
		}
		if (pipeline.format() == Format.SNOWPLOW && pipeline.onTypeConflict() == OnTypeConflict.OVERFLOW) {
			refusals.add(new Refusal(prefix + "on-type-conflict", "overflow", reason,
					"Write dead-letter for %son-type-conflict.".formatted(prefix)));
		}
	}

	private static void memory(String prefix, PipelineProperties pipeline, SluiceProperties properties,
			List<Refusal> refusals) {
		long needed = 2 * pipeline.batch().bytes().toBytes();
		if (properties.memory().inFlight().toBytes() < needed) {
			refusals.add(new Refusal(prefix + "batch.bytes", pipeline.batch().bytes(),
					"Two requests of this size are larger than sluice.memory.in-flight, so nothing could be sent while another is filled.",
					"Write at least %dB for sluice.memory.in-flight, or less for %sbatch.bytes.".formatted(needed,
							prefix)));
		}
	}

}

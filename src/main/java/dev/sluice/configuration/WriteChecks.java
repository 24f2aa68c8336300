package dev.sluice.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.sluice.mutator.MutatorProperties;
import dev.sluice.pipeline.InstanceRole;
import dev.sluice.pipeline.PipelineProperties;
import dev.sluice.pipeline.SluiceProperties;
import dev.sluice.warehouse.WriteProperties.Guarantee;
import dev.sluice.warehouse.WriteProperties.Mode;

import org.springframework.core.env.Environment;

/**
 * Refuses what does not go with a pipeline's mode and guarantee. The table of
 * {@code docs/guarantees.md} is held against this class and {@link FileLoadsCheck}.
 */
final class WriteChecks implements StartupCheck {

	/** The most rows that BigQuery takes in a streaming insert. */
	private static final int MOST_INSERTED_ROWS = 50_000;

	private final InstanceRole role;

	WriteChecks(Environment environment) {
		this(InstanceRole.of(environment));
	}

	WriteChecks(InstanceRole role) {
		this.role = role;
	}

	@Override
	public List<Refusal> check(SluiceProperties properties) {
		List<Refusal> refusals = new ArrayList<>();
		properties.pipelines().forEach((name, pipeline) -> {
			String prefix = "sluice.pipelines." + name + ".";
			if (pipeline.write().guarantee() == Guarantee.EXACTLY_ONCE) {
				exactlyOnce(prefix, pipeline, refusals);
			}
			inserts(prefix, pipeline, refusals);
		});
		sidePaths(properties, refusals);
		return refusals;
	}

	private static void exactlyOnce(String prefix, PipelineProperties pipeline, List<Refusal> refusals) {
		if (pipeline.write().mode() != Mode.STORAGE_WRITE) {
			refusals.add(new Refusal(prefix + "write.guarantee", "exactly-once",
					"Only the Storage Write API has streams whose rows become visible together with their offsets.",
					"Write storage-write for %1$swrite.mode, or at-least-once for %1$swrite.guarantee."
						.formatted(prefix)));
		}
		if (pipeline.mutator().mode() == MutatorProperties.Mode.TOPIC) {
			refusals.add(new Refusal(prefix + "mutator.mode", "topic",
					"It makes failed inserts of rows whose columns are missing, and these are stored at least once.",
					"Write inline for %1$smutator.mode, or at-least-once for %1$swrite.guarantee.".formatted(prefix)));
		}
	}

	private static void inserts(String prefix, PipelineProperties pipeline, List<Refusal> refusals) {
		boolean inserts = pipeline.write().mode() == Mode.STREAMING_INSERTS;
		if (!inserts && !pipeline.write().retry()) {
			refusals.add(new Refusal(prefix + "write.retry", "false",
					"Only streaming inserts judge each row by itself, so that others need not wait for a row that is not taken for now.",
					"Write true for %1$swrite.retry, or streaming-inserts for %1$swrite.mode.".formatted(prefix)));
		}
		int rows = pipeline.batch().rows(pipeline.write().mode());
		if (inserts && rows > MOST_INSERTED_ROWS) {
			refusals.add(new Refusal(prefix + "batch.rows", rows,
					"BigQuery takes at most 50,000 rows in a streaming insert, and recommends 500.",
					"Write at most 50000 for %sbatch.rows, or leave it out.".formatted(prefix)));
		}
	}

	/**
	 * An instance that repeats or drains failed inserts needs a pipeline that has some.
	 */
	private void sidePaths(SluiceProperties properties, List<Refusal> refusals) {
		boolean none = !properties.pipelines().isEmpty() && properties.pipelines()
			.values()
			.stream()
			.allMatch((pipeline) -> pipeline.write().guarantee() == Guarantee.EXACTLY_ONCE);
		if (none) {
			Stream
				.of(this.role.repeats() ? InstanceRole.REPEATER : "",
						this.role.forwards() ? InstanceRole.FORWARDER : "")
				.filter((profile) -> !profile.isEmpty())
				.forEach((profile) -> refusals.add(new Refusal("spring.profiles.active", profile,
						"With write.guarantee=exactly-once no row becomes a failed insert, so that there is nothing to do.",
						"Take the profile out, or give the instance a pipeline with write.guarantee=at-least-once.")));
		}
	}

}

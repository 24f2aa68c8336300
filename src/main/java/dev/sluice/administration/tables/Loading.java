package dev.sluice.administration.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import dev.sluice.administration.OperationRefusedException;
import dev.sluice.administration.OperationRefusedException.Why;
import dev.sluice.administration.offsets.TableUse;
import dev.sluice.intake.PipelineIntake;
import dev.sluice.intake.PipelineIntakes;
import dev.sluice.repeater.Replay;
import dev.sluice.repeater.ReplayStatus;
import dev.sluice.table.TableName;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * All that loads rows of pipelines: the pipelines themselves, what repeats their failed
 * inserts, and replays of their dead letters, on whatever instance. Blocks. Thread-safe.
 *
 * @param pipelines the pipelines
 * @param repeaters what reads the failed inserts of a pipeline
 * @param replays replays the dead letters of a pipeline
 * @param use knows what hangs on a table
 */
record Loading(PipelineIntakes pipelines, Function<String, @Nullable PipelineIntake> repeaters,
		Function<String, @Nullable Replay> replays, TableUse use) {

	/**
	 * What may load rows of a pipeline to a table, or has some that are not known to be
	 * visible, and what to do.
	 * @throws OperationRefusedException if Kafka does not answer
	 */
	List<String> obstacles(String pipeline, TableName table) {
		List<String> obstacles = new ArrayList<>();
		PipelineIntake intake = this.pipelines.find(pipeline);
		if (intake != null) {
			obstacles.addAll(this.use.obstacles(intake, table));
		}
		PipelineIntake repeater = this.repeaters.apply(pipeline);
		if (repeater != null) {
			obstacles.addAll(this.use.obstaclesOfRepeater(repeater, table));
		}
		Replay replay = this.replays.apply(pipeline);
		ReplayStatus status = (replay != null) ? status(replay) : null;
		if (status != null && !status.state().over()) {
			obstacles.add(replaying(pipeline, status));
		}
		return obstacles;
	}

	private static @Nullable ReplayStatus status(Replay replay) {
		try {
			return replay.status();
		}
		catch (KafkaException ex) {
			throw new OperationRefusedException(Why.UNAVAILABLE,
					"whether dead letters are being replayed cannot be told: " + ex.getMessage());
		}
	}

	private static String replaying(String pipeline, ReplayStatus status) {
		return "a replay of dead letters of pipeline '" + pipeline + "' is "
				+ status.state().name().toLowerCase(Locale.ROOT) + " on instance " + status.instance()
				+ ": cancel it, or wait for its end";
	}

}

package dev.sluice.intake;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import dev.sluice.pipeline.Publishing;
import dev.sluice.pipeline.SimulatedPipelines;
import dev.sluice.retry.RetryClock;
import dev.sluice.warehouse.StoredPositions;
import dev.sluice.warehouse.WriteProperties.Unconfirmed;

/**
 * What outlives the owners of a simulated partition: Kafka, BigQuery, the topic of dead
 * letters, and time.
 */
final class Surroundings {

	private final Set<Long> letters = new TreeSet<>();

	private final SimulatedTime time = new SimulatedTime();

	private final Chance chance;

	private final Consumer<Hazard> hazards;

	private final SimulatedStreams streams;

	private final SimulatedGroup group;

	private final SimulatedPipelines pipelines;

	private final Publishing publishing;

	Surroundings(long seed, Consumer<Hazard> hazards) {
		this.chance = new Chance(seed);
		this.hazards = hazards;
		int metadata = this.chance.oneIn(2) ? 520 : 4096;
		this.streams = new SimulatedStreams(this.chance, hazards);
		this.group = new SimulatedGroup(metadata, hazards);
		this.pipelines = new SimulatedPipelines(this.streams, this.time, this.time::nanoTime, metadata);
		this.publishing = new Publishing(true, this.streams, this.streams,
				new StoredPositions.Columns(null, "partition", "offset"), Unconfirmed.STOP,
				Duration.ofSeconds(this.chance.oneIn(4) ? 5 : 1),
				new RetryClock(Duration.ofSeconds(1), 1, Duration.ofSeconds(1)));
	}

	/** The records whose dead letters are kept. */
	Set<Long> letters() {
		return this.letters;
	}

	SimulatedTime time() {
		return this.time;
	}

	Chance chance() {
		return this.chance;
	}

	void met(Hazard hazard) {
		this.hazards.accept(hazard);
	}

	SimulatedStreams streams() {
		return this.streams;
	}

	SimulatedGroup group() {
		return this.group;
	}

	SimulatedPipelines pipelines() {
		return this.pipelines;
	}

	Publishing publishing() {
		return this.publishing;
	}

	/** A new member of the group. */
	SimulatedConsumer consumer() {
		return new SimulatedConsumer(this.group, this.chance, this.hazards);
	}

}

package dev.sluice.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.sluice.record.SourcePartition;
import org.jspecify.annotations.Nullable;

/**
 * The partitions of one listener thread that stand still. Owned by that thread.
 */
final class Parks {

	private final Map<SourcePartition, Park> parks = new LinkedHashMap<>();

	private final Intake intake;

	Parks(Intake intake) {
		this.intake = intake;
	}

	void park(Park park) {
		this.parks.put(park.partition(), park);
		this.intake.park(park.partition(), park.offset());
	}

	/**
	 * Resumes partitions whose cause is gone.
	 */
	void tick() {
		List<Park> over = this.parks.values().stream().filter((park) -> park.over().getAsBoolean()).toList();
		for (Park park : over) {
			this.parks.remove(park.partition());
			this.intake.resume(park.partition());
		}
	}

	/**
	 * Lets a partition go that is given up or taken over anew, whatever its cause.
	 */
	void forget(SourcePartition partition) {
		if (this.parks.remove(partition) != null) {
			this.intake.resume(partition);
		}
	}

	@Nullable Park of(SourcePartition partition) {
		return this.parks.get(partition);
	}

	boolean any(ParkCause cause) {
		return this.parks.values().stream().anyMatch((park) -> park.cause() == cause);
	}

}

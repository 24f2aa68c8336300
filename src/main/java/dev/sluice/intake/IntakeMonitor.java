package dev.sluice.intake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import dev.sluice.pipeline.AppendStatus;
import dev.sluice.pipeline.PartitionStatus;
import dev.sluice.pipeline.WorkerStatus;
import dev.sluice.record.SourcePartition;
import org.jspecify.annotations.Nullable;

/**
 * How the listener threads of a pipeline fare, as they last reported. Thread-safe.
 */
public final class IntakeMonitor {

	private final Map<Object, Report> reports = new ConcurrentHashMap<>();

	private final Map<SourcePartition, Long> ends = new ConcurrentHashMap<>();

	void report(Object worker, WorkerStatus status, Function<PartitionStatus, OwnedPartition> completed) {
		List<OwnedPartition> partitions = new ArrayList<>();
		for (PartitionStatus partition : status.partitions()) {
			partitions.add(completed.apply(partition));
		}
		this.reports.put(worker, new Report(status, List.copyOf(partitions)));
	}

	void forget(Object worker) {
		this.reports.remove(worker);
	}

	/**
	 * The partitions that this instance owns now.
	 */
	public List<OwnedPartition> partitions() {
		return this.reports.values()
			.stream()
			.flatMap((report) -> report.partitions().stream())
			.map((owned) -> owned.atLeast(this.ends.get(owned.status().partition())))
			.sorted(Comparator.comparing((OwnedPartition owned) -> owned.status().partition().topic())
				.thenComparing((owned) -> owned.status().partition().partition()))
			.toList();
	}

	/**
	 * Notes where partitions end. A consumer that fetches knows by itself, but not one
	 * that is paused or waits for an outage to pass.
	 * @param found the offset of the record written next, by partition
	 */
	public void ends(Map<SourcePartition, Long> found) {
		this.ends.putAll(found);
	}

	/**
	 * How each listener thread fares with each table.
	 */
	public List<AppendStatus> tables() {
		return this.reports.values().stream().flatMap((report) -> report.status().tables().stream()).toList();
	}

	/**
	 * A partition and what is committed for it.
	 *
	 * @param status how it fares
	 * @param committed the offset that Kafka has, or {@code null} before the first commit
	 * @param end the offset of the record written next, or {@code null} while unknown
	 * @param problem what keeps settled records from being committed or published, if
	 * something does
	 */
	public record OwnedPartition(PartitionStatus status, @Nullable Long committed, @Nullable Long end,
			@Nullable String problem) {

		/**
		 * Offsets that are not settled yet, or {@code null} while unknown.
		 */
		public @Nullable Long lag() {
			return (this.end != null) ? Math.max(0, this.end - this.status.settled()) : null;
		}

		private OwnedPartition atLeast(@Nullable Long end) {
			boolean further = end != null && (this.end == null || end > this.end);
			return (further) ? new OwnedPartition(this.status, this.committed, end, this.problem) : this;
		}

	}

	private record Report(WorkerStatus status, List<OwnedPartition> partitions) {

	}

}

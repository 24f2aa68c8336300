package dev.sluice.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that was measured with one kind of record.
 */
final class Figures {

	/** The subject of {@link ConsumerCeiling}. */
	static final String CONSUMER = "consumer only";

	/** The subject of {@link EncodingCeiling}. */
	static final String ENCODING = "encoding only";

	static final String BAD_RECORDS = "loader, 10 % of the records bad";

	static final String BROKEN_TABLE = "loader, beside a broken table";

	private final RecordShape shape;

	private final Map<String, List<Run>> runs = new LinkedHashMap<>();

	private final Map<Duration, Latency> latencies = new LinkedHashMap<>();

	Figures(RecordShape shape) {
		this.shape = shape;
	}

	RecordShape shape() {
		return this.shape;
	}

	void add(String subject, Run run) {
		this.runs.computeIfAbsent(subject, (name) -> new ArrayList<>()).add(run);
	}

	void add(Duration delay, Latency latency) {
		this.latencies.put(delay, latency);
	}

	/** What was measured, in the order of the first runs. */
	Map<String, List<Run>> runs() {
		return this.runs;
	}

	Map<Duration, Latency> latencies() {
		return this.latencies;
	}

	Spread rowsPerSecond(String subject) {
		return Spread.of(this.runs.get(subject).stream().map((run) -> run.rate().rowsPerSecond()).toList());
	}

	Spread cpuMicros(String subject) {
		return Spread.of(this.runs.get(subject).stream().map((run) -> run.rate().cpuMicros()).toList());
	}

	/** In seconds. */
	Spread firstRow(String subject) {
		return Spread.of(this.runs.get(subject).stream().map((run) -> run.start().time().toMillis() / 1000.0).toList());
	}

	/** The CPU time until then, in seconds. */
	Spread firstRowCpu(String subject) {
		return Spread.of(this.runs.get(subject).stream().map((run) -> run.start().cpu().toMillis() / 1000.0).toList());
	}

	static String loader(Duration delay) {
		return "loader, acknowledged after " + delay.toMillis() + " ms";
	}

	static String consumer(TopicSet topics) {
		return CONSUMER + ", " + topics.size() + " partitions";
	}

	static String append(Duration delay) {
		return "append only, acknowledged after " + delay.toMillis() + " ms";
	}

	/**
	 * One run of one process.
	 *
	 * @param rate how fast it was
	 * @param start what it took to come to the first row
	 * @param peakHeap the most that its heap held, in MiB; 0 if it did not say
	 * @param peakResident the most memory it had resident, in MiB
	 */
	record Run(Progress.Rate rate, Progress.Start start, long peakHeap, long peakResident) {

	}

	/**
	 * The time from record to acknowledgement.
	 *
	 * @param rate the rows per second that were produced
	 * @param counts what the warehouse measured
	 */
	record Latency(double rate, WarehouseCounts counts) {

	}

}

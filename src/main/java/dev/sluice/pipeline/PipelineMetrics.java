package dev.sluice.pipeline;

import java.time.Duration;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import dev.sluice.record.Outcome;
import dev.sluice.record.Reason;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.AppendResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one pipeline's path from record to row. Looked up once, not per record;
 * tags are bounded by the pipeline's tables and the closed list of reasons. Thread-safe.
 */
public final class PipelineMetrics {

	private final MeterRegistry registry;

	private final InstantSource clock;

	private final Tags tags;

	private final Map<Outcome, Counter> records = new EnumMap<>(Outcome.class);

	private final Map<Reason, Counter> badRows = new ConcurrentHashMap<>();

	private final Map<TableName, TableMeters> tables = new ConcurrentHashMap<>();

	private final Counter consumed;

	private final Counter released;

	private final Counter batches;

	private final Counter gaps;

	private final Counter lost;

	private final Timer transform;

	private final Timer wait;

	private final Timer receive;

	private final Timer freshness;

	/**
	 * Registers the meters.
	 * @param registry takes them
	 * @param pipeline the pipeline's name, a tag of all
	 * @param clock tells how fresh a stored record is
	 */
	public PipelineMetrics(MeterRegistry registry, String pipeline, InstantSource clock) {
		this.registry = registry;
		this.clock = clock;
		this.tags = Tags.of("pipeline", pipeline);
		this.consumed = counter("sluice.records.consumed", "Records that the listener has been handed");
		this.released = counter("sluice.records.released", "Records given back to be delivered again");
		this.batches = counter("sluice.batches", "Slices of polls, one per partition");
		this.gaps = counter("sluice.offsets.gaps", "Offsets passed over without a record");
		this.lost = counter("sluice.offsets.lost", "Offsets that retention deleted before they were read");
		for (Outcome outcome : Outcome.values()) {
			this.records.put(outcome,
					Counter.builder("sluice.records.settled")
						.description("Records settled, by what became of them")
						.tags(this.tags.and("outcome", outcome.name().toLowerCase(java.util.Locale.ROOT)))
						.register(registry));
		}
		this.receive = step("receive");
		this.transform = step("transform");
		this.wait = step("wait");
		this.freshness = Timer.builder("sluice.freshness")
			.description("From a record's timestamp to the acknowledgement of its row")
			.tags(this.tags)
			.publishPercentiles(0.5, 0.99)
			.distributionStatisticExpiry(Duration.ofMinutes(2))
			.register(registry);
	}

	private Counter counter(String name, String description) {
		return Counter.builder(name).description(description).tags(this.tags).register(this.registry);
	}

	private Timer step(String step) {
		return Timer.builder("sluice.step")
			.description("Time of the listener threads by step: its rate is the share of time that a step is busy")
			.tags(this.tags.and("step", step))
			.register(this.registry);
	}

	void consumed(int count) {
		this.batches.increment();
		this.consumed.increment(count);
	}

	void released(long count) {
		this.released.increment((double) count);
	}

	void settled(Totals before, Totals after) {
		add(Outcome.STORED, after.stored() - before.stored());
		add(Outcome.DEAD, after.dead() - before.dead());
		add(Outcome.FILTERED, after.filtered() - before.filtered());
		add(Outcome.WAITING, after.waiting() - before.waiting());
		if (after.gaps() > before.gaps()) {
			this.gaps.increment((double) (after.gaps() - before.gaps()));
		}
	}

	private void add(Outcome outcome, long count) {
		Counter counter = this.records.get(outcome);
		if (count > 0 && counter != null) {
			counter.increment((double) count);
		}
	}

	/**
	 * Counts offsets that retention deleted before they were read.
	 */
	public void lost(long count) {
		this.lost.increment((double) count);
	}

	void bad(Reason reason) {
		this.badRows
			.computeIfAbsent(reason,
					(key) -> Counter.builder("sluice.bad.rows")
						.description("Records that can never be loaded, by reason")
						.tags(this.tags.and("reason", key.code()))
						.register(this.registry))
			.increment();
	}

	void transformed(long nanos) {
		this.transform.record(nanos, TimeUnit.NANOSECONDS);
	}

	void waited(long nanos) {
		this.wait.record(nanos, TimeUnit.NANOSECONDS);
	}

	/**
	 * Counts time spent in polls.
	 */
	public void received(long nanos) {
		this.receive.record(nanos, TimeUnit.NANOSECONDS);
	}

	void cut(TableName table, RowSlab slab) {
		TableMeters meters = table(table);
		meters.requestRows.increment(slab.count());
		meters.requestBytes.increment(slab.bytes());
	}

	void answered(TableName table, RowSlab slab, AppendResult result, long nanos) {
		TableMeters meters = table(table);
		meters.append.record(nanos, TimeUnit.NANOSECONDS);
		if (result instanceof AppendResult.Stored || result instanceof AppendResult.PartlyStored) {
			BitSet others = (result instanceof AppendResult.PartlyStored partly) ? partly.others() : new BitSet();
			meters.rows.increment((double) slab.count() - others.cardinality());
			meters.bytes.increment((double) slab.bytes() - others.stream().map(slab::length).sum());
			long now = this.clock.millis();
			for (long timestamp : slab.sampledTimestamps()) {
				if (timestamp >= 0) {
					this.freshness.record(Math.max(0, now - timestamp), TimeUnit.MILLISECONDS);
				}
			}
		}
		else {
			meters.failures.increment();
		}
	}

	/**
	 * Records settled since the start of the process.
	 */
	public long settled() {
		return this.records.values().stream().mapToLong((counter) -> (long) counter.count()).sum();
	}

	/**
	 * Records that became dead letters since the start of the process.
	 */
	public long dead() {
		Counter counter = this.records.get(Outcome.DEAD);
		return (counter != null) ? (long) counter.count() : 0;
	}

	/**
	 * Records that became failed inserts since the start of the process.
	 */
	public long waiting() {
		Counter counter = this.records.get(Outcome.WAITING);
		return (counter != null) ? (long) counter.count() : 0;
	}

	/**
	 * Rows that BigQuery has acknowledged since the start of the process.
	 */
	public long stored() {
		return this.tables.values().stream().mapToLong((meters) -> (long) meters.rows.count()).sum();
	}

	/**
	 * Bad rows since the start of the process, those of parts of records too.
	 */
	public long bad() {
		return this.badRows.values().stream().mapToLong((counter) -> (long) counter.count()).sum();
	}

	/**
	 * How long the records stored in the last minutes took from their timestamps on.
	 */
	public Freshness freshness() {
		HistogramSnapshot recent = this.freshness.takeSnapshot();
		Duration p99 = Duration.ZERO;
		for (ValueAtPercentile value : recent.percentileValues()) {
			p99 = (value.percentile() > 0.5) ? Duration.ofMillis((long) value.value(TimeUnit.MILLISECONDS)) : p99;
		}
		return new Freshness(p99, Duration.ofMillis((long) recent.max(TimeUnit.MILLISECONDS)));
	}

	/**
	 * Counts the appenders of a table by the state of their circuit breakers.
	 * @param before the state that one leaves, or {@code null} if it is new
	 * @param after the state that it comes to, or {@code null} if it ends
	 */
	void breaker(TableName table, @Nullable BreakerState before, @Nullable BreakerState after) {
		table(table).breakers.moved(before, after);
	}

	private TableMeters table(TableName table) {
		return this.tables.computeIfAbsent(table,
				(key) -> new TableMeters(this.registry, this.tags.and("table", key.toString())));
	}

	/**
	 * From a record's timestamp to the acknowledgement of its row.
	 *
	 * @param p99 99 of 100 records took no longer
	 * @param max no record took longer
	 */
	public record Freshness(Duration p99, Duration max) {

	}

	private static final class TableMeters {

		private final Counter requestRows;

		private final Counter requestBytes;

		private final Counter rows;

		private final Counter bytes;

		private final Counter failures;

		private final Timer append;

		private final BreakerMeters breakers;

		private TableMeters(MeterRegistry registry, Tags tags) {
			this.requestRows = counter(registry, tags, "sluice.request.rows", "Rows put into append requests");
			this.requestBytes = counter(registry, tags, "sluice.request.bytes", "Bytes put into append requests");
			this.rows = counter(registry, tags, "sluice.rows.stored", "Rows that BigQuery has acknowledged");
			this.bytes = counter(registry, tags, "sluice.bytes.stored", "Bytes of rows that BigQuery has acknowledged");
			this.failures = counter(registry, tags, "sluice.append.failures", "Append requests not answered by stored");
			this.append = Timer.builder("sluice.append")
				.description("From sending an append request to its answer; its count is the number of requests")
				.tags(tags)
				.publishPercentiles(0.5, 0.99)
				.register(registry);
			this.breakers = new BreakerMeters(registry, tags);
		}

		private static Counter counter(MeterRegistry registry, Tags tags, String name, String description) {
			return Counter.builder(name).description(description).tags(tags).register(registry);
		}

	}

}

package dev.sluice.repeater;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

import dev.sluice.deadletter.LetterFacts;
import dev.sluice.pipeline.RecordGate;
import dev.sluice.record.RecordBatch;
import dev.sluice.record.SourcePartition;
import org.jspecify.annotations.Nullable;

/**
 * The rest that failed inserts need: the first time as long as configured, and twice as
 * long each further time. The head of a partition holds up what comes behind it.
 * <p>
 * A failed insert that does not tell when it failed, since another loader wrote it, rests
 * from its row's {@code etl_tstamp} or from its own time, whichever is earlier, as with
 * Snowplow's repeater. What is no row needs no rest, which would not make it one.
 */
final class BackOff implements RecordGate {

	/** So far ahead may the clock of another instance be. */
	private static final Duration SKEW = Duration.ofMinutes(5);

	private final Duration first;

	private final InstantSource clock;

	private final Map<SourcePartition, Instant> resting = new ConcurrentHashMap<>();

	/** Inserts that failed up to then need no more rest. */
	private volatile Instant hurried = Instant.MIN;

	BackOff(Duration first, InstantSource clock) {
		this.first = first;
		this.clock = clock;
	}

	@Override
	public int open(RecordBatch batch) {
		int open = 0;
		while (open < batch.size()) {
			Rest rest = rest(batch, open);
			if (!over(rest)) {
				this.resting.put(new SourcePartition(batch.topic(), batch.partition()), rest.firstFailedAt());
				return open;
			}
			open++;
		}
		this.resting.remove(new SourcePartition(batch.topic(), batch.partition()));
		return open;
	}

	@Override
	public BooleanSupplier opening(RecordBatch batch, int record) {
		Rest rest = rest(batch, record);
		return () -> over(rest);
	}

	private boolean over(Rest rest) {
		return this.clock.instant().isAfter(rest.end()) || !rest.failedAt().isAfter(this.hurried);
	}

	private Rest rest(RecordBatch batch, int record) {
		LetterFacts facts = LetterFacts.of(batch, record);
		Instant told = facts.failedAt();
		Instant failedAt = possible((told != null) ? told : elsewhereAt(batch, record));
		return new Rest(failedAt, Objects.requireNonNullElse(facts.firstFailedAt(), failedAt),
				failedAt.plus(this.first.multipliedBy(1L << Math.min(facts.attempts() - 1, 30))));
	}

	private static Instant elsewhereAt(RecordBatch batch, int record) {
		byte[] value = batch.value(record);
		FlatRow row = (value != null) ? FlatRow.read(value) : null;
		if (row == null) {
			return Instant.EPOCH;
		}
		Instant written = Instant.ofEpochMilli(Math.max(0, batch.timestamp(record)));
		Instant etlTimestamp = row.etlTimestamp();
		return (etlTimestamp != null && etlTimestamp.isBefore(written)) ? etlTimestamp : written;
	}

	/** A time that cannot be since it lies ahead asks for no rest. */
	private Instant possible(Instant time) {
		return (time.isAfter(this.clock.instant().plus(SKEW))) ? Instant.EPOCH : time;
	}

	/**
	 * Lets all that has failed so far be tried at once.
	 */
	void hurry() {
		this.hurried = this.clock.instant();
	}

	/**
	 * Since when the oldest of the heads that rest has been failing.
	 */
	@Nullable Instant oldest() {
		return this.resting.values().stream().min(Instant::compareTo).orElse(null);
	}

	void forget() {
		this.resting.clear();
	}

	/**
	 * The rest of one failed insert.
	 *
	 * @param failedAt since when it rests
	 * @param firstFailedAt since when it has been failing
	 * @param end until when it rests
	 */
	private record Rest(Instant failedAt, Instant firstFailedAt, Instant end) {

	}

}

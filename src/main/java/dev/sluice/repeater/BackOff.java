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
			LetterFacts facts = LetterFacts.of(batch, open);
			if (!rested(failedAt(facts), end(facts))) {
				Instant since = Objects.requireNonNullElse(facts.firstFailedAt(), failedAt(facts));
				this.resting.put(new SourcePartition(batch.topic(), batch.partition()), since);
				return open;
			}
			open++;
		}
		this.resting.remove(new SourcePartition(batch.topic(), batch.partition()));
		return open;
	}

	@Override
	public BooleanSupplier opening(RecordBatch batch, int record) {
		LetterFacts facts = LetterFacts.of(batch, record);
		Instant failedAt = failedAt(facts);
		Instant end = end(facts);
		return () -> rested(failedAt, end);
	}

	private boolean rested(Instant failedAt, Instant end) {
		return !this.clock.instant().isBefore(end) || !failedAt.isAfter(this.hurried);
	}

	private Instant end(LetterFacts facts) {
		return failedAt(facts).plus(this.first.multipliedBy(1L << Math.min(facts.attempts() - 1, 30)));
	}

	/** A time that is missing, or cannot be since it lies ahead, asks for no rest. */
	private Instant failedAt(LetterFacts facts) {
		Instant failedAt = Objects.requireNonNullElse(facts.failedAt(), Instant.EPOCH);
		return (failedAt.isAfter(this.clock.instant().plus(SKEW))) ? Instant.EPOCH : failedAt;
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

}

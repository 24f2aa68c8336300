package dev.sluice.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import dev.sluice.deadletter.DeadLetters;
import dev.sluice.deadletter.LateInserts;
import dev.sluice.record.Failure;
import dev.sluice.record.Outcome;
import dev.sluice.record.RecordBatch;
import dev.sluice.record.SourcePosition;
import dev.sluice.retry.RetryClock;
import dev.sluice.table.TableName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Dead letters of one listener thread on their way, and failed inserts that were appended
 * in vain: a record is settled when Kafka has acknowledged its letter, and not before. A
 * letter that could not be kept is tried again by the clock, from its source, for as long
 * as it takes; a part of a record and a row are kept in memory meanwhile.
 */
final class Letters implements RefusedRows {

	/**
	 * Above this many letters without an acknowledgement no further records are taken.
	 */
	static final int MOST = 10_000;

	private static final Logger logger = LoggerFactory.getLogger(Letters.class);

	private final DeadLetters deadLetters;

	private final Mailbox mailbox;

	private final PipelineMetrics metrics;

	private final InstantSource clock;

	private final RetryClock retries;

	private final List<Later> later = new ArrayList<>();

	private int outstanding;

	private boolean failing;

	Letters(DeadLetters deadLetters, Mailbox mailbox, PipelineMetrics metrics, InstantSource clock,
			RetryClock retries) {
		this.deadLetters = deadLetters;
		this.mailbox = mailbox;
		this.metrics = metrics;
		this.clock = clock;
		this.retries = retries;
	}

	/**
	 * Keeps a bad record that is at hand.
	 */
	void keep(RecordBatch batch, SliceReceipt receipt, int record, @Nullable TableName table, Failure failure) {
		Letter letter = open(receipt, record, failure, () -> keepAgain(receipt.position(record), table, failure));
		this.mailbox.deliver(this.deadLetters.keep(batch, record, table, failure).thenApply(Letters::dead),
				(outcome, problem) -> done(letter, outcome, problem, 1));
	}

	/**
	 * Keeps bad parts of a record that is at hand, each as a letter of its own.
	 */
	void keepParts(RecordBatch batch, SliceReceipt receipt, int record, @Nullable TableName table,
			List<BadPart> parts) {
		for (BadPart bad : parts) {
			PartView part = new PartView(batch, record, bad.value());
			again(open(receipt, record, bad.failure(),
					() -> this.deadLetters.keep(part, 0, table, bad.failure()).thenApply(Letters::dead)), 0);
		}
	}

	@Override
	public void refused(RowSlab.Origin origin, TableName table, Failure failure) {
		SourcePosition position = origin.receipt().position(origin.record());
		again(open(origin.receipt(), origin.record(), failure, () -> keepAgain(position, table, failure)), 0);
	}

	private CompletionStage<Outcome> keepAgain(SourcePosition position, @Nullable TableName table, Failure failure) {
		return this.deadLetters.keepAgain(position, table, failure).thenApply(Letters::dead);
	}

	private static Outcome dead(@Nullable Void kept) {
		return Outcome.DEAD;
	}

	/**
	 * Keeps rows that BigQuery does not take for now as failed inserts.
	 * @param lateInserts the pipeline's failed inserts
	 */
	PostponedRows postponedTo(LateInserts lateInserts) {
		return (origin, table, row, cause) -> {
			SourcePosition position = origin.receipt().position(origin.record());
			again(open(origin.receipt(), origin.record(), () -> lateInserts.keep(position, table, row, cause)), 0);
		};
	}

	private Letter open(SliceReceipt receipt, int record, Failure failure, Supplier<CompletionStage<Outcome>> keeping) {
		this.metrics.bad(failure.reason());
		return open(receipt, record, keeping);
	}

	private Letter open(SliceReceipt receipt, int record, Supplier<CompletionStage<Outcome>> keeping) {
		receipt.hold();
		this.outstanding++;
		return new Letter(receipt, record, keeping);
	}

	private void again(Letter letter, int failures) {
		if (letter.receipt().abandoned()) {
			this.outstanding--;
			letter.receipt().release();
			return;
		}
		this.mailbox.deliver(letter.keeping().get(),
				(outcome, problem) -> done(letter, outcome, problem, failures + 1));
	}

	private void done(Letter letter, @Nullable Outcome outcome, @Nullable Throwable problem, int failures) {
		if (outcome != null) {
			if (this.failing) {
				logger.info("letters are acknowledged again");
			}
			this.failing = false;
			this.outstanding--;
			letter.receipt().settle(letter.record(), outcome);
			letter.receipt().release();
			return;
		}
		Duration delay = this.retries.delay(failures);
		logger.atLevel((this.failing) ? Level.DEBUG : Level.WARN)
			.addKeyValue("cause", String.valueOf(problem))
			.addKeyValue("position", letter.receipt().position(letter.record()))
			.addKeyValue("attempt", failures)
			.addKeyValue("retryInMillis", delay.toMillis())
			.log("letter not acknowledged, it and others are tried again");
		this.failing = true;
		this.later.add(new Later(letter, failures, this.clock.instant().plus(delay)));
	}

	/**
	 * Tries letters again that are due.
	 */
	void tick() {
		if (this.later.isEmpty()) {
			return;
		}
		Instant now = this.clock.instant();
		List<Later> due = this.later.stream().filter((candidate) -> !now.isBefore(candidate.at())).toList();
		this.later.removeAll(due);
		due.forEach((candidate) -> again(candidate.letter(), candidate.failures()));
	}

	/**
	 * The number of letters without an acknowledgement.
	 */
	int outstanding() {
		return this.outstanding;
	}

	/**
	 * A letter without an acknowledgement.
	 *
	 * @param receipt the receipt of its record's slice
	 * @param record the index of its record there
	 * @param keeping tries to keep it again
	 */
	private record Letter(SliceReceipt receipt, int record, Supplier<CompletionStage<Outcome>> keeping) {

	}

	private record Later(Letter letter, int failures, Instant at) {

	}

}

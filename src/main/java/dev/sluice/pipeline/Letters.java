package dev.sluice.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

import dev.sluice.deadletter.DeadLetters;
import dev.sluice.record.Failure;
import dev.sluice.record.Outcome;
import dev.sluice.record.RecordBatch;
import dev.sluice.retry.RetryClock;
import dev.sluice.table.TableName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Dead letters of one listener thread on their way: a record is settled as dead when
 * Kafka has acknowledged its letter, and not before. A letter that could not be kept is
 * tried again by the clock, from its source, for as long as it takes; that of a part of a
 * record is kept in memory meanwhile.
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
		this.metrics.bad(failure.reason());
		receipt.hold();
		this.outstanding++;
		Letter letter = new Letter(receipt, record, table, failure, null);
		this.mailbox.deliver(this.deadLetters.keep(batch, record, table, failure),
				(kept, problem) -> done(letter, problem, 1));
	}

	/**
	 * Keeps bad parts of a record that is at hand, each as a letter of its own.
	 */
	void keepParts(RecordBatch batch, SliceReceipt receipt, int record, @Nullable TableName table,
			List<BadPart> parts) {
		for (BadPart part : parts) {
			this.metrics.bad(part.failure().reason());
			receipt.hold();
			this.outstanding++;
			again(new Letter(receipt, record, table, part.failure(), new PartView(batch, record, part.value())), 0);
		}
	}

	@Override
	public void refused(RowSlab.Origin origin, TableName table, Failure failure) {
		this.metrics.bad(failure.reason());
		origin.receipt().hold();
		this.outstanding++;
		again(new Letter(origin.receipt(), origin.record(), table, failure, null), 0);
	}

	private void again(Letter letter, int failures) {
		if (letter.receipt().abandoned()) {
			this.outstanding--;
			letter.receipt().release();
			return;
		}
		this.mailbox.deliver(keep(letter), (kept, problem) -> done(letter, problem, failures + 1));
	}

	private CompletionStage<Void> keep(Letter letter) {
		PartView part = letter.part();
		return (part != null) ? this.deadLetters.keep(part, 0, letter.table(), letter.failure()) : this.deadLetters
			.keepAgain(letter.receipt().position(letter.record()), letter.table(), letter.failure());
	}

	private void done(Letter letter, @Nullable Throwable problem, int failures) {
		if (problem == null) {
			if (this.failing) {
				logger.info("dead letters are acknowledged again");
			}
			this.failing = false;
			this.outstanding--;
			letter.receipt().settle(letter.record(), Outcome.DEAD);
			letter.receipt().release();
			return;
		}
		Duration delay = this.retries.delay(failures);
		logger.atLevel((this.failing) ? Level.DEBUG : Level.WARN)
			.addKeyValue("cause", String.valueOf(problem))
			.addKeyValue("position", letter.receipt().position(letter.record()))
			.addKeyValue("attempt", failures)
			.addKeyValue("retryInMillis", delay.toMillis())
			.log("dead letter not acknowledged, it and others are tried again");
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

	private record Letter(SliceReceipt receipt, int record, @Nullable TableName table, Failure failure,
			@Nullable PartView part) {

	}

	private record Later(Letter letter, int failures, Instant at) {

	}

}

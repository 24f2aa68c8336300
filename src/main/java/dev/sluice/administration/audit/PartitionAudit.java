package dev.sluice.administration.audit;

import dev.sluice.administration.audit.NamedPositions.Named;

/**
 * The comparison of one partition: it is shown the records of the topic in their order,
 * and the offsets without one, and finds for each what became of it. For one thread.
 */
final class PartitionAudit {

	private final PartitionScope scope;

	private final RowCursor rows;

	private final LetterPositions letters;

	private final Verdicts verdicts;

	private long next;

	private long records;

	private long stored;

	private long dead;

	private long waiting;

	private long filtered;

	private long missing;

	private long doubled;

	private long unexpected;

	private long gaps;

	private long expiredMeanwhile;

	/**
	 * A comparison that has not begun.
	 * @param scope what is compared
	 * @param rows the rows, which this enters the partition of
	 * @param letters the partition's dead letters and failed inserts
	 * @param verdicts takes what is found
	 */
	PartitionAudit(PartitionScope scope, RowCursor rows, LetterPositions letters, Verdicts verdicts) {
		this.scope = scope;
		this.rows = rows;
		this.letters = letters;
		this.verdicts = verdicts;
		this.next = scope.comparedFrom();
		rows.enter(scope.partition());
		rows.pass(this.next, PartitionAudit::nothing);
	}

	private static void nothing(long offset, int rowsThere) {
	}

	/**
	 * A record; there is none between this one and the one before.
	 */
	void record(long offset, RecordLook look) {
		passed(offset);
		this.next = offset + 1;
		this.records++;
		int there = this.rows.rows(offset);
		if (look.canMakeSeveralRows()) {
			several(offset, there, look.expectation());
		}
		else if (there > 0) {
			this.stored++;
			doubled(offset, there, 1);
		}
		else {
			none(offset, look);
		}
	}

	/**
	 * There is no record below an offset but those that were shown.
	 */
	void passed(long to) {
		this.gaps += Math.max(0, to - this.next);
		this.rows.pass(to, (this.scope.compacted()) ? PartitionAudit::nothing : this::unexpected);
		this.next = Math.max(this.next, to);
	}

	/**
	 * The topic has lost all below an offset while it was read.
	 */
	void expired(long to) {
		this.expiredMeanwhile += Math.max(0, to - this.next);
		this.rows.pass(to, PartitionAudit::nothing);
		this.next = Math.max(this.next, to);
	}

	/**
	 * Ends the comparison; rows behind its end are unexpected from an offset on.
	 * @param end where no record has been yet, or the largest number if that is not asked
	 */
	Counts end(long end) {
		passed(this.scope.comparedTo());
		this.rows.pass(end, PartitionAudit::nothing);
		if (end < Long.MAX_VALUE) {
			this.rows.pass(Long.MAX_VALUE, this::unexpected);
		}
		return new Counts(this.records, this.stored, this.dead, this.waiting, this.filtered, this.missing, this.doubled,
				this.unexpected, this.gaps, this.scope.expired() + this.expiredMeanwhile, this.scope.lost(),
				this.scope.inFlight());
	}

	/** A record without rows that makes one at most. */
	private void none(long offset, RecordLook look) {
		if (this.letters.waiting(offset) > 0) {
			this.waiting++;
		}
		else if (this.letters.dead(offset) > 0) {
			this.dead++;
		}
		else {
			Expectation expected = look.expectation();
			if (expected.kind() == Expectation.Kind.FILTERED) {
				this.filtered++;
			}
			else {
				missing(offset, expected.words());
			}
		}
	}

	/**
	 * A record of several rows. A dead letter can be of a part of it, of one row, or of
	 * all of it: without any row, one letter more than it has bad parts stands for all.
	 * By what settings of today make of it, rows of other times are not too many.
	 */
	private void several(long offset, int there, Expectation expected) {
		int deadLetters = this.letters.dead(offset);
		int inserts = this.letters.waiting(offset);
		int lettersOfAll = Math.max(1, expected.badParts() + ((expected.rows() > 0) ? 1 : 0));
		boolean wholeIsDead = there == 0 && deadLetters >= lettersOfAll;
		if (!wholeIsDead && there + deadLetters + inserts < expected.outcomes()) {
			if (expected.kind() == Expectation.Kind.FILTERED) {
				this.filtered++;
			}
			else {
				missing(offset, "%s; there are %d rows of %d, %d dead letters, %d failed inserts"
					.formatted(expected.words(), there, expected.rows(), deadLetters, inserts));
			}
		}
		else if (inserts > 0 && there < expected.rows()) {
			this.waiting++;
		}
		else if (deadLetters > 0 && (there == 0 || there < expected.outcomes())) {
			this.dead++;
		}
		else {
			this.stored++;
		}
		if (expected.kind() == Expectation.Kind.ROWS) {
			doubled(offset, there, Math.max(1, expected.rows()));
		}
	}

	private void missing(long offset, String words) {
		this.missing++;
		boolean repeated = this.letters.repeated().of(offset) > 0;
		this.verdicts.missing()
			.add(() -> name(offset, repeated ? words + "; its failed insert has been settled" : words));
	}

	private void doubled(long offset, int there, int expected) {
		if (there > expected) {
			this.doubled++;
			this.verdicts.doubled().add(() -> name(offset, there + " rows, not " + expected));
		}
	}

	private void unexpected(long offset, int there) {
		this.unexpected++;
		this.verdicts.unexpected()
			.add(() -> name(offset, there + ((there == 1) ? " row" : " rows") + ", but no record"));
	}

	private Named name(long offset, String what) {
		return Named.of(this.scope.partition().at(offset), what);
	}

	/**
	 * What is found over all partitions.
	 *
	 * @param missing records without an outcome
	 * @param doubled records with too many rows
	 * @param unexpected positions that rows come from, but no record
	 */
	record Verdicts(Findings missing, Findings doubled, Findings unexpected) {

		static Verdicts of(int limit) {
			return new Verdicts(new Findings(limit), new Findings(limit), new Findings(limit));
		}

	}

}

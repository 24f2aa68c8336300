package dev.sluice.administration.audit;

/**
 * What became of the positions of a range. Each record between its bounds is one of
 * stored, dead, waiting, filtered and missing.
 *
 * @param records records that the topic has, as far as they are settled
 * @param stored records whose rows the tables have
 * @param dead records that are dead letters
 * @param waiting records that wait as failed inserts
 * @param filtered records that a rule of the pipeline drops
 * @param missing records without any outcome, or with fewer rows than they make
 * @param doubled records that have more rows than they make
 * @param unexpected positions that rows come from, but where the topic never had a record
 * to load
 * @param gaps offsets without a record: removed by compaction, aborted, or markers of
 * transactions
 * @param expired offsets that the topic has lost since they were read
 * @param lost offsets that the topic has lost before they were read
 * @param inFlight offsets that are not settled yet
 */
public record Counts(long records, long stored, long dead, long waiting, long filtered, long missing, long doubled,
		long unexpected, long gaps, long expired, long lost, long inFlight) {

	static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

	Counts plus(Counts other) {
		return new Counts(this.records + other.records, this.stored + other.stored, this.dead + other.dead,
				this.waiting + other.waiting, this.filtered + other.filtered, this.missing + other.missing,
				this.doubled + other.doubled, this.unexpected + other.unexpected, this.gaps + other.gaps,
				this.expired + other.expired, this.lost + other.lost, this.inFlight + other.inFlight);
	}

}

package dev.sluice.pipeline;

import dev.sluice.record.Outcome;

/**
 * What became of the offsets of a partition from a base up to a commit:
 * {@code committed - base = stored + dead + filtered + waiting + gaps}.
 *
 * @param base the offset at which the counting began
 * @param stored records whose rows BigQuery has acknowledged
 * @param dead records whose dead letter Kafka has acknowledged
 * @param filtered records that a rule dropped
 * @param waiting records handed over to the failed-inserts topic
 * @param gaps offsets passed over without a record (compaction, transaction markers,
 * retention)
 */
public record Totals(long base, long stored, long dead, long filtered, long waiting, long gaps) {

	public static Totals startingAt(long base) {
		return new Totals(base, 0, 0, 0, 0, 0);
	}

	/**
	 * The offset up to which these totals account for everything.
	 */
	public long accountedUpTo() {
		return this.base + records() + this.gaps;
	}

	/**
	 * The number of records settled.
	 */
	public long records() {
		return this.stored + this.dead + this.filtered + this.waiting;
	}

	Totals plus(Outcome outcome, long count) {
		return switch (outcome) {
			case STORED ->
				new Totals(this.base, this.stored + count, this.dead, this.filtered, this.waiting, this.gaps);
			case DEAD -> new Totals(this.base, this.stored, this.dead + count, this.filtered, this.waiting, this.gaps);
			case FILTERED ->
				new Totals(this.base, this.stored, this.dead, this.filtered + count, this.waiting, this.gaps);
			case WAITING ->
				new Totals(this.base, this.stored, this.dead, this.filtered, this.waiting + count, this.gaps);
		};
	}

	Totals plusGaps(long count) {
		return new Totals(this.base, this.stored, this.dead, this.filtered, this.waiting, this.gaps + count);
	}

	/**
	 * The sums of two accounts of different partitions or assignments; the base has no
	 * meaning then.
	 */
	public Totals plus(Totals other) {
		return new Totals(Math.min(this.base, other.base), this.stored + other.stored, this.dead + other.dead,
				this.filtered + other.filtered, this.waiting + other.waiting, this.gaps + other.gaps);
	}

}

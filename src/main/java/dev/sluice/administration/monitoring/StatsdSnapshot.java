package dev.sluice.administration.monitoring;

import org.jspecify.annotations.Nullable;

/**
 * What pipelines have counted, over all of them.
 *
 * @param good rows that BigQuery has acknowledged
 * @param failedInserts records handed over to the repeater
 * @param bad bad rows
 * @param underWay milliseconds from the timestamp of the oldest record: of those in
 * flight now, and of those stored lately
 * @param stored longest time in milliseconds that a record stored lately took from its
 * timestamp on; {@code null} if none was stored
 */
record StatsdSnapshot(long good, long failedInserts, long bad, long underWay, @Nullable Long stored) {

	static final StatsdSnapshot NOTHING = new StatsdSnapshot(0, 0, 0, 0, null);

	/**
	 * These counts and those of another pipeline.
	 */
	StatsdSnapshot plus(StatsdSnapshot other) {
		return new StatsdSnapshot(this.good + other.good, this.failedInserts + other.failedInserts,
				this.bad + other.bad, Math.max(this.underWay, other.underWay), later(this.stored, other.stored));
	}

	/**
	 * What has been counted since an earlier time; the times are those of now.
	 */
	StatsdSnapshot since(StatsdSnapshot earlier) {
		return new StatsdSnapshot(this.good - earlier.good, this.failedInserts - earlier.failedInserts,
				this.bad - earlier.bad, this.underWay, this.stored);
	}

	private static @Nullable Long later(@Nullable Long one, @Nullable Long other) {
		if (one == null || other == null) {
			return (one != null) ? one : other;
		}
		return Math.max(one, other);
	}

}

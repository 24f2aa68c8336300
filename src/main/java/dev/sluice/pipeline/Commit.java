package dev.sluice.pipeline;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What is committed for a partition: the offset at which the next instance continues and,
 * in the metadata of the same commit, the totals up to it. One write carries both, so
 * totals are exact across restarts.
 *
 * @param offset everything below it is settled
 * @param totals account for everything from their base up to {@code offset}
 */
public record Commit(long offset, Totals totals) {

	private static final Pattern METADATA = Pattern
		.compile("sluice1 base=(\\d+) stored=(\\d+) dead=(\\d+) filtered=(\\d+) waiting=(\\d+) gaps=(\\d+)");

	public Commit {
		if (totals.accountedUpTo() != offset) {
			throw new IllegalArgumentException(
					"totals account for offsets up to " + totals.accountedUpTo() + ", not up to " + offset);
		}
	}

	/**
	 * The totals as the commit's metadata, at most 150 characters.
	 */
	public String metadata() {
		return "sluice1 base=%d stored=%d dead=%d filtered=%d waiting=%d gaps=%d".formatted(this.totals.base(),
				this.totals.stored(), this.totals.dead(), this.totals.filtered(), this.totals.waiting(),
				this.totals.gaps());
	}

	/**
	 * Reads what was committed. Metadata of other tools, or totals that do not fit the
	 * offset (it was reset), begin a new count at the offset.
	 * @param offset the committed offset
	 * @param metadata the commit's metadata, if any
	 */
	public static Commit read(long offset, @Nullable String metadata) {
		Matcher matcher = METADATA.matcher((metadata != null) ? metadata : "");
		if (matcher.matches()) {
			Totals totals = new Totals(number(matcher, 1), number(matcher, 2), number(matcher, 3), number(matcher, 4),
					number(matcher, 5), number(matcher, 6));
			if (totals.accountedUpTo() == offset) {
				return new Commit(offset, totals);
			}
		}
		return new Commit(offset, Totals.startingAt(offset));
	}

	private static long number(Matcher matcher, int group) {
		try {
			return Long.parseLong(matcher.group(group));
		}
		catch (NumberFormatException ex) {
			return Long.MIN_VALUE;
		}
	}

}

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
 * @param intent what is done to BigQuery once this is committed, or {@code null} if
 * nothing is left to do
 */
public record Commit(long offset, Totals totals, @Nullable Intent intent) {

	private static final String INTENT = " | ";

	private static final Pattern METADATA = Pattern
		.compile("sluice1 base=(\\d+) stored=(\\d+) dead=(\\d+) filtered=(\\d+) waiting=(\\d+) gaps=(\\d+)");

	public Commit {
		if (totals.accountedUpTo() != offset) {
			throw new IllegalArgumentException(
					"totals account for offsets up to " + totals.accountedUpTo() + ", not up to " + offset);
		}
	}

	/** A commit that leaves nothing to do. */
	public Commit(long offset, Totals totals) {
		this(offset, totals, null);
	}

	/**
	 * The same with something to do.
	 */
	public Commit with(Intent toDo) {
		return new Commit(this.offset, this.totals, toDo);
	}

	/**
	 * The same with nothing left to do.
	 */
	public Commit done() {
		return new Commit(this.offset, this.totals);
	}

	/**
	 * The commit's metadata: the totals, in at most 150 characters, and the intent.
	 */
	public String metadata() {
		String intended = (this.intent != null) ? INTENT + this.intent.text() : "";
		return "sluice1 base=%d stored=%d dead=%d filtered=%d waiting=%d gaps=%d".formatted(this.totals.base(),
				this.totals.stored(), this.totals.dead(), this.totals.filtered(), this.totals.waiting(),
				this.totals.gaps()) + intended;
	}

	/**
	 * Reads what was committed. Metadata of other tools, or totals that do not fit the
	 * offset (it was reset), begin a new count at the offset.
	 * @param offset the committed offset
	 * @param metadata the commit's metadata, if any
	 */
	public static Commit read(long offset, @Nullable String metadata) {
		String text = (metadata != null) ? metadata : "";
		int cut = text.indexOf(INTENT);
		Matcher matcher = METADATA.matcher((cut < 0) ? text : text.substring(0, cut));
		if (matcher.matches()) {
			Totals totals = new Totals(number(matcher, 1), number(matcher, 2), number(matcher, 3), number(matcher, 4),
					number(matcher, 5), number(matcher, 6));
			if (totals.accountedUpTo() == offset) {
				return new Commit(offset, totals,
						(cut < 0) ? null : Intent.read(text.substring(cut + INTENT.length())));
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

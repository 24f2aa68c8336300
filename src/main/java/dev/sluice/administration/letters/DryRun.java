package dev.sluice.administration.letters;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.sluice.pipeline.Rehearsal;
import dev.sluice.record.Failure;
import dev.sluice.repeater.LetterCause;
import dev.sluice.repeater.ReplayChoice;
import dev.sluice.warehouse.CatalogException;
import org.jspecify.annotations.Nullable;

/**
 * A rehearsal of a replay: what would become of letters with the schema and the settings
 * of now. Writes nothing. For one thread.
 */
public final class DryRun {

	private static final int MOST_GROUPS = 100;

	private final Map<String, Long> fates = new HashMap<>();

	private final Map<String, Outcome> outcomes = new HashMap<>();

	private @Nullable String passing;

	private long letters;

	private DryRun() {
	}

	/**
	 * Rehearses a replay.
	 * @param letters the letters of the pipeline
	 * @param choice which of them
	 * @param limit how long it may take; if that is not enough the result is not complete
	 * @throws CatalogException if a table cannot be looked up
	 */
	static Result of(PipelineLetters letters, ReplayChoice choice, Duration limit) {
		DryRun run = new DryRun();
		Rehearsal rehearsal = letters.replay().rehearsal();
		boolean complete = letters.read(choice, null, limit, (letter) -> {
			run.judge(letter, rehearsal.of(new LetterRecord(letter.record()), 0));
			return true;
		}).all();
		return run.result(complete);
	}

	private void judge(Letter letter, Rehearsal.Prospect prospect) {
		this.letters++;
		this.fates.merge(prospect.fate().name(), 1L, Long::sum);
		String position = letter.position().toString();
		Failure failure = prospect.failure();
		if (prospect.fate() == Rehearsal.Fate.STORED) {
			this.passing = (this.passing != null) ? this.passing : position;
		}
		else if (failure != null) {
			LetterCause cause = LetterCause.of(failure, prospect.table());
			add("dead " + cause.id(), new Outcome(cause.reason(), cause.id(), cause.field(), cause.table(),
					failure.message(), 1, position));
		}
		else if (prospect.fate() == Rehearsal.Fate.WAITING) {
			String cause = String.valueOf(prospect.note());
			add("waits " + cause,
					new Outcome(null, null, null, Objects.toString(prospect.table(), null), cause, 1, position));
		}
	}

	private void add(String key, Outcome outcome) {
		if (this.outcomes.size() < MOST_GROUPS || this.outcomes.containsKey(key)) {
			this.outcomes.merge(key, outcome, (some, more) -> some.plusOne());
		}
	}

	private Result result(boolean complete) {
		return new Result(this.letters, fate(Rehearsal.Fate.STORED), fate(Rehearsal.Fate.DEAD),
				fate(Rehearsal.Fate.WAITING), fate(Rehearsal.Fate.FILTERED), this.passing,
				sorted(this.outcomes.values().stream().filter((outcome) -> outcome.reason() != null).toList()),
				sorted(this.outcomes.values().stream().filter((outcome) -> outcome.reason() == null).toList()),
				complete);
	}

	private long fate(Rehearsal.Fate fate) {
		return this.fates.getOrDefault(fate.name(), 0L);
	}

	private static List<Outcome> sorted(Collection<Outcome> outcomes) {
		return outcomes.stream().sorted(Comparator.comparingLong(Outcome::letters).reversed()).toList();
	}

	/**
	 * What would become of letters.
	 *
	 * @param letters how many were judged
	 * @param wouldPass how many could be stored, as far as Sluice can tell, once the
	 * columns are added that the pipeline adds for them
	 * @param wouldFail how many would be dead again
	 * @param wouldWait how many would wait, or become failed inserts
	 * @param wouldBeFiltered how many a rule would drop
	 * @param example one that would pass, if any
	 * @param failures why those would fail that would; at most a hundred causes
	 * @param waits what those would wait for that would; at most a hundred
	 * @param complete whether all were judged
	 */
	public record Result(long letters, long wouldPass, long wouldFail, long wouldWait, long wouldBeFiltered,
			@Nullable String example, List<Outcome> failures, List<Outcome> waits, boolean complete) {

	}

	/**
	 * What would become of some of them.
	 *
	 * @param reason the reason's code, if they would fail
	 * @param cause the cause's id, if they would fail
	 * @param field the field that is to blame, if one is
	 * @param table the table, if known
	 * @param message why, or what they would wait for
	 * @param letters how many
	 * @param example one of them
	 */
	public record Outcome(@Nullable String reason, @Nullable String cause, @Nullable String field,
			@Nullable String table, String message, long letters, String example) {

		Outcome plusOne() {
			return new Outcome(this.reason, this.cause, this.field, this.table, this.message, this.letters + 1,
					this.example);
		}

	}

}

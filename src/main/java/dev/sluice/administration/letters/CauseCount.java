package dev.sluice.administration.letters;

import java.time.Instant;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;

import dev.sluice.deadletter.LetterFacts;
import dev.sluice.record.SourcePosition;
import dev.sluice.repeater.LetterCause;
import org.jspecify.annotations.Nullable;

/**
 * The open letters of one cause.
 *
 * @param id names the cause, everywhere and for ever
 * @param reason the reason's code
 * @param field the path of the field that is to blame, if one is
 * @param table the table, if known
 * @param letters how many there are
 * @param firstSeen when the first of them failed
 * @param lastSeen when the last of them failed
 * @param topics the topics that their records come from, at most ten
 * @param example one of them
 */
public record CauseCount(String id, String reason, @Nullable String field, @Nullable String table, long letters,
		Instant firstSeen, Instant lastSeen, NavigableSet<String> topics, Example example) {

	private static final int TOPICS = 10;

	static CauseCount first(LetterCause cause, LetterFacts facts, Instant failedAt, SourcePosition position) {
		NavigableSet<String> topics = new TreeSet<>();
		if (facts.position() != null) {
			topics.add(facts.position().topic());
		}
		return new CauseCount(cause.id(), cause.reason(), cause.field(), cause.table(), 1, failedAt, failedAt, topics,
				new Example(position.toString(), Objects.toString(facts.position(), null), facts.message()));
	}

	/**
	 * With those of another part of the same topics; the example is the later one.
	 */
	CauseCount plus(CauseCount other) {
		boolean later = other.lastSeen.isAfter(this.lastSeen);
		return new CauseCount(this.id, this.reason, this.field, this.table, this.letters + other.letters,
				(other.firstSeen.isBefore(this.firstSeen)) ? other.firstSeen : this.firstSeen,
				(later) ? other.lastSeen : this.lastSeen, union(this.topics, other.topics),
				(later) ? other.example : this.example);
	}

	private static NavigableSet<String> union(NavigableSet<String> some, NavigableSet<String> more) {
		if (some.containsAll(more) || some.size() >= TOPICS) {
			return some;
		}
		NavigableSet<String> all = new TreeSet<>(some);
		more.stream().limit(TOPICS - some.size()).forEach(all::add);
		return all;
	}

	/**
	 * A letter.
	 *
	 * @param position where it stands
	 * @param original where its record stands, or stood
	 * @param message why it is dead, for people
	 */
	public record Example(String position, @Nullable String original, @Nullable String message) {

	}

}

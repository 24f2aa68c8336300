package dev.sluice.torture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import dev.sluice.record.SourcePosition;
import dev.sluice.torture.Produced.Fate;

/**
 * What the comparison of every position says.
 *
 * @param records the records in the topics
 * @param rows the rows in the tables
 * @param lost records below a committed offset of which nothing has become
 * @param doubled records that are more than one row of a table
 * @param unaccounted records above the committed offsets of which nothing has become
 * although there was time, and rows and letters of records that there are not
 * @param wrong records that became what they must not: rows with the content of another
 * record, rows of bad records, dead letters of good ones
 */
record Verdict(int records, int rows, List<SourcePosition> lost, List<SourcePosition> doubled,
		List<SourcePosition> unaccounted, List<SourcePosition> wrong) {

	private static final Comparator<SourcePosition> ORDER = Comparator.comparing(SourcePosition::topic)
		.thenComparing(SourcePosition::partition)
		.thenComparing(SourcePosition::offset);

	static Verdict of(Findings found) {
		List<SourcePosition> open = some(found.produced().keySet(), (position) -> !found.isSettled(position));
		Set<SourcePosition> outcomes = new HashSet<>(found.rows().keySet());
		outcomes.addAll(found.dead().keySet());
		outcomes.addAll(found.waiting());
		List<SourcePosition> unaccounted = new ArrayList<>(
				some(outcomes, (position) -> !found.produced().containsKey(position)));
		open.stream().filter((position) -> !found.isCommitted(position)).forEach(unaccounted::add);
		return new Verdict(found.produced().size(), found.rows().values().stream().mapToInt(List::size).sum(),
				some(open, found::isCommitted),
				some(found.rows().keySet(), (position) -> found.rows().get(position).size() > 1), unaccounted,
				some(found.produced().keySet(), (position) -> isWrong(position, found)));
	}

	private static List<SourcePosition> some(Iterable<SourcePosition> positions, Predicate<SourcePosition> which) {
		List<SourcePosition> some = new ArrayList<>();
		positions.forEach((position) -> {
			if (which.test(position)) {
				some.add(position);
			}
		});
		some.sort(ORDER);
		return some;
	}

	private static boolean isWrong(SourcePosition position, Findings found) {
		Produced produced = found.produced().get(position);
		if (produced.fate() == Fate.DEAD) {
			return found.isStored(position) || found.waiting().contains(position);
		}
		return found.dead().containsKey(position) || differs(found.rows(), position, produced)
				|| differs(found.gone(), position, produced);
	}

	private static boolean differs(Map<SourcePosition, List<Content>> rows, SourcePosition position,
			Produced produced) {
		return !rows.getOrDefault(position, List.of()).stream().allMatch(produced.content()::equals);
	}

	/**
	 * Whether a guarantee was kept.
	 */
	boolean keeps(boolean exactlyOnce) {
		return this.lost.isEmpty() && this.unaccounted.isEmpty() && this.wrong.isEmpty()
				&& (!exactlyOnce || this.doubled.isEmpty());
	}

	@Override
	public String toString() {
		return "%d records, %d rows, lost %d, doubled %d, unaccounted for %d, wrong %d".formatted(this.records,
				this.rows, this.lost.size(), this.doubled.size(), this.unaccounted.size(), this.wrong.size());
	}

	/**
	 * The first positions of each list that is not as it should be.
	 */
	String details(boolean exactlyOnce) {
		StringBuilder details = new StringBuilder();
		tell(details, "lost", this.lost);
		if (exactlyOnce) {
			tell(details, "doubled", this.doubled);
		}
		tell(details, "unaccounted for", this.unaccounted);
		tell(details, "wrong", this.wrong);
		return details.toString();
	}

	private static void tell(StringBuilder details, String what, List<SourcePosition> positions) {
		if (!positions.isEmpty()) {
			details.append("; ").append(what).append(": ").append(positions.subList(0, Math.min(8, positions.size())));
		}
	}

}

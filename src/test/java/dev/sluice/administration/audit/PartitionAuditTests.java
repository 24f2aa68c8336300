package dev.sluice.administration.audit;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;

import dev.sluice.administration.audit.NamedPositions.Named;
import dev.sluice.administration.audit.PartitionAudit.Verdicts;
import dev.sluice.record.SourcePartition;
import dev.sluice.warehouse.PositionBlock;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PartitionAuditTests {

	private static final SourcePartition ORDERS = new SourcePartition("orders", 0);

	private static final PartitionScope UP_TO_300 = new PartitionScope(ORDERS, 0, Long.MAX_VALUE, 0, 400, 300L, 300,
			false);

	private final Verdicts verdicts = Verdicts.of(1000);

	private final LetterPositions letters = LetterPositions.none(false);

	private final Map<Long, Integer> rows = new TreeMap<>();

	@Test
	void recordThatIsNowhereIsMissing() {
		stored(0, 1, 3);

		Counts counts = audit(UP_TO_300, LongStream.range(0, 4).toArray());

		assertThat(offsets(this.verdicts.missing())).containsExactly(2L);
		assertThat(counts.stored()).isEqualTo(3);
	}

	@Test
	void recordWithTwoRowsIsDoubled() {
		stored(0, 1, 1, 1);

		audit(UP_TO_300, 0, 1);

		assertThat(this.verdicts.doubled().all().named()).containsExactly(new Named("orders", 0, 1, "3 rows, not 1"));
	}

	@Test
	void deadLettersFailedInsertsAndFilteredRecordsAreAccountedFor() {
		this.letters.dead().add(0);
		this.letters.waiting().add(1);
		stored(2);
		this.letters.dead().add(2);

		Counts counts = audit(UP_TO_300, Expectation.filtered("null-value"), 0, 1, 2, 3);

		assertThat(counts.dead()).isOne();
		assertThat(counts.waiting()).isOne();
		assertThat(counts.stored()).as("a replayed dead letter").isOne();
		assertThat(counts.filtered()).isOne();
	}

	@Test
	void failedInsertThatTheRepeaterHasSettledProvesNothing() {
		this.letters.repeated().add(0);

		Counts counts = audit(UP_TO_300, 0);

		assertThat(counts.missing()).isOne();
		assertThat(this.verdicts.missing().all().named().get(0).what()).contains("its failed insert has been settled");
	}

	@Test
	void failedInsertThatWasGivenUpIsAtTheDeadEndIfThereIsOne() {
		LetterPositions atDeadEnd = LetterPositions.none(true);
		atDeadEnd.repeated().add(0);
		PartitionAudit audit = new PartitionAudit(UP_TO_300, cursor(), atDeadEnd, this.verdicts);

		audit.record(0, look(Expectation.rows(1, 0), false));

		assertThat(audit.end(400).dead()).isOne();
	}

	@Test
	void rowWithoutARecordIsUnexpectedUnlessTheTopicIsCompacted() {
		stored(0, 1, 2);
		PartitionScope compacted = new PartitionScope(ORDERS, 0, Long.MAX_VALUE, 0, 400, 300L, 300, true);

		assertThat(audit(UP_TO_300, 0, 2).unexpected()).isOne();
		assertThat(offsets(this.verdicts.unexpected())).containsExactly(1L);
		assertThat(audit(compacted, 0, 2).unexpected()).isZero();
	}

	@Test
	void rowsInFlightAreExpectedAndRowsBehindTheEndAreNot() {
		stored(0, 299, 300, 399, 400, 5000);

		Counts counts = audit(UP_TO_300, 0, 299);

		assertThat(offsets(this.verdicts.unexpected())).containsExactly(400L, 5000L);
		assertThat(counts.inFlight()).isEqualTo(100);
		assertThat(counts.gaps()).isEqualTo(298);
	}

	@Test
	void whatRetentionTookIsExpiredIfItWasReadAndElseLost() {
		PartitionScope scope = new PartitionScope(ORDERS, 10, Long.MAX_VALUE, 100, 400, 60L, 60, false);
		stored(10, 20, 70);

		Counts counts = audit(scope);

		assertThat(counts.expired()).isEqualTo(50);
		assertThat(counts.lost()).isEqualTo(40);
		assertThat(counts.inFlight()).isEqualTo(300);
		assertThat(counts.unexpected()).isZero();
	}

	@Test
	void announcedRowsAreInFlightUntilTheyArePublished() {
		PartitionScope scope = new PartitionScope(ORDERS, 0, Long.MAX_VALUE, 0, 400, 300L, 250, false);

		assertThat(scope.comparedTo()).isEqualTo(250);
		assertThat(scope.inFlight()).isEqualTo(150);
	}

	@Test
	void everyRowOfARecordHasToBeThere() {
		stored(0, 0, 0, 1, 1, 2, 2, 2, 2, 3, 3, 4, 4);
		this.letters.dead().add(3);
		this.letters.waiting().add(4);
		this.letters.dead().add(5);

		PartitionAudit audit = new PartitionAudit(UP_TO_300, cursor(), this.letters, this.verdicts);
		for (long offset = 0; offset < 6; offset++) {
			audit.record(offset, look(Expectation.rows(3, 0), true));
		}
		Counts counts = audit.end(400);

		assertThat(offsets(this.verdicts.missing())).containsExactly(1L);
		assertThat(offsets(this.verdicts.doubled())).containsExactly(2L);
		assertThat(counts.stored()).isEqualTo(2);
		assertThat(counts.dead()).isEqualTo(2);
		assertThat(counts.waiting()).isOne();
	}

	@Test
	void badPartsOfARecordHaveToBeDeadLetters() {
		stored(0, 0, 1, 1);
		this.letters.dead().add(0);

		PartitionAudit audit = new PartitionAudit(UP_TO_300, cursor(), this.letters, this.verdicts);
		audit.record(0, look(Expectation.rows(2, 1), true));
		audit.record(1, look(Expectation.rows(2, 1), true));

		assertThat(audit.end(400).dead()).isOne();
		assertThat(offsets(this.verdicts.missing())).containsExactly(1L);
	}

	@Test
	void deadLetterOfAPartDoesNotAccountForTheRowsOfTheOthers() {
		this.letters.dead().add(0);
		this.letters.dead().add(1);
		this.letters.dead().add(1);

		PartitionAudit audit = new PartitionAudit(UP_TO_300, cursor(), this.letters, this.verdicts);
		audit.record(0, look(Expectation.rows(2, 1), true));
		audit.record(1, look(Expectation.rows(2, 1), true));

		assertThat(audit.end(400).dead()).isOne();
		assertThat(offsets(this.verdicts.missing())).containsExactly(0L);
	}

	@Test
	void rowsOfARecordThatIsBadBySettingsOfTodayAreNotTooMany() {
		stored(0, 0, 0);

		PartitionAudit audit = new PartitionAudit(UP_TO_300, cursor(), this.letters, this.verdicts);
		audit.record(0, look(Expectation.bad("not-json"), true));

		assertThat(audit.end(400).stored()).isOne();
		assertThat(offsets(this.verdicts.doubled())).isEmpty();
	}

	@RepeatedTest(300)
	void findsWhatSetsOfAllPositionsTell(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		int span = 1 + random.nextInt(700);
		long begin = random.nextInt(100);
		long settled = random.nextInt(span);
		long from = random.nextInt(span);
		long to = random.nextBoolean() ? Long.MAX_VALUE : from + random.nextInt(span);
		PartitionScope scope = new PartitionScope(ORDERS, from, to, begin, span, settled, settled, false);
		TreeSet<Long> records = chosen(random, begin, span);
		TreeSet<Long> dead = chosen(random, 0, span);
		TreeSet<Long> waiting = chosen(random, 0, span);
		chosen(random, 0, span + 50L).forEach((offset) -> this.rows.put(offset, 1 + random.nextInt(3)));
		dead.forEach(this.letters.dead()::add);
		waiting.forEach(this.letters.waiting()::add);

		TreeSet<Long> compared = new TreeSet<>(records);
		compared.removeIf((offset) -> offset < from || offset >= Math.min(to, settled));
		Counts counts = audit(scope, compared.stream().mapToLong(Long::longValue).toArray());

		TreeSet<Long> missing = new TreeSet<>(compared);
		missing.removeAll(this.rows.keySet());
		missing.removeAll(dead);
		missing.removeAll(waiting);
		assertThat(offsets(this.verdicts.missing())).containsExactlyElementsOf(missing);
		assertThat(offsets(this.verdicts.doubled())).containsExactlyElementsOf(
				compared.stream().filter((offset) -> this.rows.getOrDefault(offset, 0) > 1).toList());
		assertThat(offsets(this.verdicts.unexpected())).containsExactlyElementsOf(this.rows.keySet()
			.stream()
			.filter((offset) -> (to == Long.MAX_VALUE && offset >= Math.max(span, scope.comparedTo()))
					|| (offset >= scope.comparedFrom() && offset < scope.comparedTo() && !records.contains(offset)))
			.toList());
		assertThat(counts.stored())
			.isEqualTo(compared.stream().filter((offset) -> this.rows.containsKey(offset)).count());
		assertThat(counts.records())
			.isEqualTo(counts.stored() + counts.dead() + counts.waiting() + counts.filtered() + counts.missing());
		assertThat(counts.gaps()).isEqualTo(scope.comparedTo() - scope.comparedFrom() - compared.size());
	}

	private static TreeSet<Long> chosen(Random random, long from, long to) {
		int percent = random.nextInt(101);
		TreeSet<Long> chosen = new TreeSet<>();
		for (long offset = from; offset < to; offset++) {
			if (random.nextInt(100) < percent) {
				chosen.add(offset);
			}
		}
		return chosen;
	}

	private void stored(long... offsets) {
		for (long offset : offsets) {
			this.rows.merge(offset, 1, Integer::sum);
		}
	}

	private Counts audit(PartitionScope scope, long... records) {
		return audit(scope, Expectation.rows(1, 0), records);
	}

	private Counts audit(PartitionScope scope, Expectation expectation, long... records) {
		PartitionAudit audit = new PartitionAudit(scope, cursor(), this.letters, this.verdicts);
		for (long offset : records) {
			audit.record(offset, look(expectation, false));
		}
		return audit.end((scope.to() == Long.MAX_VALUE) ? scope.end() : Long.MAX_VALUE);
	}

	private RowCursor cursor() {
		return new RowCursor(blocks(this.rows), (stray) -> {
			throw new AssertionError(stray);
		});
	}

	private static Iterator<PositionBlock> blocks(Map<Long, Integer> rows) {
		Map<Long, List<Map.Entry<Long, Integer>>> byBlock = new TreeMap<>();
		rows.entrySet()
			.forEach((entry) -> byBlock.computeIfAbsent(entry.getKey() / PositionBlock.SPAN, (key) -> new ArrayList<>())
				.add(entry));
		return byBlock.entrySet().stream().map((block) -> block(block.getKey(), block.getValue())).iterator();
	}

	private static PositionBlock block(long number, List<Map.Entry<Long, Integer>> rows) {
		long present = 0;
		List<String> several = new ArrayList<>();
		for (Map.Entry<Long, Integer> entry : rows) {
			long index = entry.getKey() % PositionBlock.SPAN;
			present |= 1L << index;
			if (entry.getValue() > 1) {
				several.add(index + ":" + entry.getValue());
			}
		}
		return PositionBlock.of("orders", 0, number, present, several.isEmpty() ? null : String.join(",", several));
	}

	private static List<Long> offsets(Findings findings) {
		return findings.all().named().stream().map(Named::offset).toList();
	}

	private static RecordLook look(Expectation expectation, boolean several) {
		return new RecordLook() {

			@Override
			public boolean canMakeSeveralRows() {
				return several;
			}

			@Override
			public Expectation expectation() {
				return expectation;
			}

		};
	}

}

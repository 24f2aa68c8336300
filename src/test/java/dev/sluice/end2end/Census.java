package dev.sluice.end2end;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What has become of every record of a topic, position by position: the topic itself is
 * compared with the rows of a table, the dead letters, the failed inserts and the
 * committed offsets. Every record is to hold a number {@code id}, and the table the
 * columns of {@link #COLUMNS}.
 *
 * @param records the ids of the records
 * @param rows the ids of the rows that say they come from a record
 * @param dead the reasons of the dead letters
 * @param waiting the causes of the failed inserts
 * @param committed the committed offsets by partition
 */
record Census(Map<Position, Long> records, Map<Position, List<Long>> rows, Map<Position, String> dead,
		Map<Position, String> waiting, Map<Integer, Long> committed) {

	private static final String PARTITION = "from_partition";

	private static final String OFFSET = "from_offset";

	/** The properties of a pipeline whose rows say which record they come from. */
	static final List<String> COLUMNS = List.of("columns.partition=" + PARTITION, "columns.offset=" + OFFSET);

	private static final Pattern ID = Pattern.compile("\"id\": (\\d+)");

	static Census take(Stage stage, String topic, List<Map<String, @Nullable Object>> rows) {
		Map<Position, Long> records = new TreeMap<>();
		stage.records(topic)
			.forEach((record) -> records.put(new Position(record.partition(), record.offset()), id(record)));
		Map<Position, List<Long>> stored = new TreeMap<>();
		for (Map<String, @Nullable Object> row : rows) {
			Position position = new Position(number(row, PARTITION), number(row, OFFSET));
			stored.computeIfAbsent(position, (key) -> new ArrayList<>()).add(number(row, "id"));
		}
		Map<Integer, Long> committed = new TreeMap<>();
		stage.committedByPartition(topic).forEach((partition, offset) -> committed.put(partition, offset.offset()));
		return new Census(records, stored, letters(stage, topic + "-dlt", "sluice-reason"),
				letters(stage, topic + "-failed-inserts", "sluice-message"), committed);
	}

	private static long id(ConsumerRecord<byte[], byte[]> record) {
		Matcher matcher = ID.matcher(new String(record.value(), StandardCharsets.UTF_8));
		assertThat(matcher.find()).isTrue();
		return Long.parseLong(matcher.group(1));
	}

	private static long number(Map<String, @Nullable Object> row, String column) {
		assertThat(row.get(column)).as(column).isInstanceOf(Long.class);
		return (Long) row.get(column);
	}

	private static Map<Position, String> letters(Stage stage, String topic, String header) {
		Map<Position, String> letters = new TreeMap<>();
		for (ConsumerRecord<byte[], byte[]> letter : stage.records(topic)) {
			Position position = new Position(Long.parseLong(header(letter, "sluice-partition")),
					Long.parseLong(header(letter, "sluice-offset")));
			letters.put(position, header(letter, header));
		}
		return letters;
	}

	private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
		return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
	}

	/**
	 * The same for those records whose ids are not below a first one.
	 */
	Census since(long first) {
		Set<Position> earlier = new TreeSet<>(this.records.keySet());
		earlier.removeIf((position) -> this.records.get(position) >= first);
		return new Census(without(earlier, this.records), without(earlier, this.rows), without(earlier, this.dead),
				without(earlier, this.waiting), this.committed);
	}

	private static <T> Map<Position, T> without(Set<Position> some, Map<Position, T> all) {
		Map<Position, T> rest = new TreeMap<>(all);
		rest.keySet().removeAll(some);
		return rest;
	}

	/**
	 * Asserts that every record is a row with its own content, and committed.
	 */
	Census hasStoredEverything() {
		return hasStoredEverythingBut(Map.of(), Map.of());
	}

	/**
	 * Asserts that every record is a row with its own content, but for some that are
	 * nothing but dead letters or failed inserts, and that all are committed.
	 * @param asDead the reason codes of dead records, by their ids
	 * @param asWaiting a part of the causes of failed inserts, by their ids
	 */
	Census hasStoredEverythingBut(Map<Long, String> asDead, Map<Long, String> asWaiting) {
		Map<Position, Long> expectedRows = new TreeMap<>();
		Map<Position, String> expectedDead = new TreeMap<>();
		Map<Position, String> expectedWaiting = new TreeMap<>();
		Map<Integer, Long> ends = new TreeMap<>();
		this.records.forEach((position, id) -> {
			if (asDead.containsKey(id)) {
				expectedDead.put(position, asDead.get(id));
			}
			else if (asWaiting.containsKey(id)) {
				expectedWaiting.put(position, asWaiting.get(id));
			}
			else {
				expectedRows.put(position, id);
			}
			ends.merge((int) position.partition(), position.offset() + 1, Math::max);
		});
		assertThat(this.rows.keySet()).as("rows").isEqualTo(expectedRows.keySet());
		this.rows.forEach(
				(position, ids) -> assertThat(ids).as("row of " + position).containsOnly(expectedRows.get(position)));
		assertThat(this.dead).as("dead letters").isEqualTo(expectedDead);
		assertThat(this.waiting.keySet()).as("failed inserts").isEqualTo(expectedWaiting.keySet());
		this.waiting.forEach((position, cause) -> assertThat(cause).contains(expectedWaiting.get(position)));
		assertThat(this.committed).as("committed offsets").isEqualTo(ends);
		return this;
	}

	/**
	 * Asserts that no record below a committed offset is without an outcome.
	 */
	Census hasCommittedNothingElse() {
		assertThat(settled()).containsAll(belowCommitted());
		return this;
	}

	/**
	 * Asserts that the records below the committed offsets are those with an outcome, and
	 * that none has two.
	 */
	Census hasCommittedAllThatIsSettled() {
		assertThat(belowCommitted()).isEqualTo(settled());
		assertThat(doubled()).isEmpty();
		return this;
	}

	private Set<Position> belowCommitted() {
		return this.records.keySet()
			.stream()
			.filter((position) -> position.offset() < this.committed.getOrDefault((int) position.partition(), 0L))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private Set<Position> settled() {
		Set<Position> settled = new TreeSet<>(this.rows.keySet());
		settled.addAll(this.dead.keySet());
		settled.addAll(this.waiting.keySet());
		return settled;
	}

	/**
	 * The records that are rows more than once.
	 */
	Set<Position> doubled() {
		Set<Position> doubled = new TreeSet<>();
		this.rows.forEach((position, ids) -> {
			if (ids.size() > 1) {
				doubled.add(position);
			}
		});
		return doubled;
	}

	/**
	 * Where a record is in its topic.
	 */
	record Position(long partition, long offset) implements Comparable<Position> {

		@Override
		public int compareTo(Position other) {
			return (this.partition != other.partition) ? Long.compare(this.partition, other.partition)
					: Long.compare(this.offset, other.offset);
		}

	}

}

package dev.sluice.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

import dev.sluice.record.Failure;
import dev.sluice.record.SourcePartition;
import dev.sluice.table.TableName;
import org.jspecify.annotations.Nullable;

/**
 * Rows whose fate is known although their records are done again: those of tables that
 * have all rows below an offset, while other tables do not; and those that BigQuery has
 * refused. Owned by one listener thread.
 */
final class KnownRows {

	private final Map<SourcePartition, Map<TableName, Stored>> stored = new HashMap<>();

	private final Map<SourcePartition, NavigableMap<Long, Map<Row, Failure>>> refused = new HashMap<>();

	/**
	 * Notes that a job, with others before it, has loaded all rows of a table below an
	 * offset.
	 */
	void loaded(SourcePartition partition, Intent.TableJob job) {
		stored(partition, job.table(), new Stored(job.end(), job, null));
	}

	/**
	 * Notes which tables have their rows of a partition's next records.
	 */
	void stored(SourcePartition partition, StoredBefore before) {
		before.streams()
			.forEach((stream) -> stored(partition, stream.table(), new Stored(before.until(), null, stream)));
	}

	private void stored(SourcePartition partition, TableName table, Stored what) {
		this.stored.computeIfAbsent(partition, (key) -> new HashMap<>())
			.merge(table, what, (known, next) -> (next.end > known.end) ? next : known);
	}

	/**
	 * Notes that BigQuery refuses a row for ever.
	 */
	void refused(RowSlab.Origin row, TableName table, Failure failure) {
		this.refused.computeIfAbsent(row.receipt().partition(), (key) -> new TreeMap<>())
			.computeIfAbsent(row.receipt().offset(row.record()), (key) -> new HashMap<>())
			.put(new Row(table, row.part()), failure);
	}

	boolean isEmpty() {
		return this.stored.isEmpty() && this.refused.isEmpty();
	}

	/**
	 * Whether a record's rows for a table are stored.
	 */
	boolean isStored(RowSlab.Origin row, TableName table) {
		Stored its = this.stored.getOrDefault(row.receipt().partition(), Map.of()).get(table);
		return its != null && row.receipt().offset(row.record()) < its.end;
	}

	/**
	 * The offset below which some tables have all rows of a partition that were
	 * published; {@link Long#MAX_VALUE} if there are none.
	 */
	long seam(SourcePartition partition) {
		return this.stored.getOrDefault(partition, Map.of())
			.values()
			.stream()
			.filter((its) -> its.stream != null)
			.mapToLong(Stored::end)
			.min()
			.orElse(Long.MAX_VALUE);
	}

	/**
	 * The streams that have made rows of a partition's records from an offset on visible.
	 */
	List<Intent.TableStream> streams(SourcePartition partition, long offset) {
		return this.stored.getOrDefault(partition, Map.of())
			.values()
			.stream()
			.filter((its) -> its.end > offset)
			.map(Stored::stream)
			.filter(Objects::nonNull)
			.toList();
	}

	/**
	 * Why a record's row for a table is refused, or {@code null} if it is not.
	 */
	@Nullable Failure refusal(RowSlab.Origin row, TableName table) {
		NavigableMap<Long, Map<Row, Failure>> its = this.refused.get(row.receipt().partition());
		long offset = row.receipt().offset(row.record());
		return (its != null) ? its.getOrDefault(offset, Map.of()).get(new Row(table, row.part())) : null;
	}

	/**
	 * Whether rows of a partition's next records are refused.
	 */
	boolean refusesAny(SourcePartition partition) {
		return this.refused.containsKey(partition);
	}

	/**
	 * The jobs that matter for the records of a partition from an offset on.
	 */
	List<Intent.TableJob> jobs(SourcePartition partition, long offset) {
		List<Intent.TableJob> jobs = new ArrayList<>();
		this.stored.getOrDefault(partition, Map.of()).values().forEach((its) -> {
			if (its.job != null && its.end > offset) {
				jobs.add(its.job);
			}
		});
		return jobs;
	}

	/**
	 * Forgets what concerns records below an offset.
	 */
	void settled(SourcePartition partition, long offset) {
		Map<TableName, Stored> tables = this.stored.get(partition);
		if (tables != null) {
			tables.values().removeIf((its) -> its.end <= offset);
			if (tables.isEmpty()) {
				this.stored.remove(partition);
			}
		}
		NavigableMap<Long, Map<Row, Failure>> refusals = this.refused.get(partition);
		if (refusals != null) {
			refusals.headMap(offset, false).clear();
			if (refusals.isEmpty()) {
				this.refused.remove(partition);
			}
		}
	}

	/**
	 * Forgets a partition.
	 */
	void forget(SourcePartition partition) {
		settled(partition, Long.MAX_VALUE);
	}

	/**
	 * What is stored of a table.
	 *
	 * @param end the offset below which it has all rows
	 * @param job the job that has loaded them, which commits name, or {@code null}
	 * @param stream the stream that has made them visible, or {@code null}
	 */
	private record Stored(long end, Intent.@Nullable TableJob job, Intent.@Nullable TableStream stream) {

	}

	/**
	 * A row of a record.
	 *
	 * @param table its table
	 * @param part which of the record's rows it is
	 */
	private record Row(TableName table, int part) {

	}

}

package dev.sluice.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import dev.sluice.record.Failure;
import dev.sluice.record.SourcePartition;
import dev.sluice.table.TableName;
import org.jspecify.annotations.Nullable;

/**
 * Rows whose fate is known although their records are done again: those of tables that a
 * load job has loaded up to an offset, while rows of other tables were not; and those
 * that BigQuery has refused. Owned by one listener thread.
 */
final class KnownRows {

	private final Map<SourcePartition, Map<TableName, Intent.TableJob>> loaded = new HashMap<>();

	private final Map<SourcePartition, StoredBefore> stored = new HashMap<>();

	private final Map<SourcePartition, NavigableMap<Long, Map<Row, Failure>>> refused = new HashMap<>();

	/**
	 * Notes that a job, with others before it, has loaded all rows of a table below an
	 * offset.
	 */
	void loaded(SourcePartition partition, Intent.TableJob job) {
		this.loaded.computeIfAbsent(partition, (key) -> new HashMap<>())
			.merge(job.table(), job, (known, next) -> (next.end() > known.end()) ? next : known);
	}

	/**
	 * Notes which tables have their rows of a partition's next records.
	 */
	void stored(SourcePartition partition, StoredBefore before) {
		this.stored.put(partition, before);
		if (before.tables().isEmpty()) {
			this.stored.remove(partition);
		}
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
		return this.loaded.isEmpty() && this.refused.isEmpty() && this.stored.isEmpty();
	}

	/**
	 * Whether a record's rows for a table are stored.
	 */
	boolean isLoaded(RowSlab.Origin row, TableName table) {
		SourcePartition partition = row.receipt().partition();
		long offset = row.receipt().offset(row.record());
		Intent.TableJob job = this.loaded.getOrDefault(partition, Map.of()).get(table);
		return (job != null && offset < job.end())
				|| this.stored.getOrDefault(partition, StoredBefore.NOTHING).holds(offset, table);
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
		this.loaded.getOrDefault(partition, Map.of()).values().forEach((job) -> {
			if (job.end() > offset) {
				jobs.add(job);
			}
		});
		return jobs;
	}

	/**
	 * Forgets what concerns records below an offset.
	 */
	void settled(SourcePartition partition, long offset) {
		this.stored.computeIfPresent(partition, (key, before) -> (before.until() <= offset) ? null : before);
		Map<TableName, Intent.TableJob> jobs = this.loaded.get(partition);
		if (jobs != null) {
			jobs.values().removeIf((job) -> job.end() <= offset);
			if (jobs.isEmpty()) {
				this.loaded.remove(partition);
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
	 * A row of a record.
	 *
	 * @param table its table
	 * @param part which of the record's rows it is
	 */
	private record Row(TableName table, int part) {

	}

}

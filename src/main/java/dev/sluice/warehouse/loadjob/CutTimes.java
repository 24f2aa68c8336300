package dev.sluice.warehouse.loadjob;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

import dev.sluice.table.TableName;
import dev.sluice.warehouse.FilesProperties;
import dev.sluice.warehouse.LoadSchedule;
import org.jspecify.annotations.Nullable;

/**
 * When the rows in a spool are loaded: when a table has enough of them, or when it is
 * time, unless they are few and may wait for more. The job quota may put it off. Owned by
 * one listener thread.
 */
final class CutTimes {

	private final FilesProperties files;

	private final @Nullable LoadSchedule schedule;

	private final JobQuota quota;

	private final LoadTroubles troubles;

	private final InstantSource clock;

	/** As many rows as the disk had room for, if that is less than wanted. */
	private long rows;

	private boolean overdue;

	private @Nullable Instant since;

	CutTimes(LoadParts parts) {
		this.files = parts.files();
		this.rows = parts.files().rows();
		this.schedule = parts.schedule();
		this.quota = parts.quota();
		this.troubles = parts.troubles();
		this.clock = parts.clock();
	}

	/**
	 * Notes that there are rows.
	 */
	void added() {
		if (this.since == null) {
			this.since = this.clock.instant();
		}
	}

	/**
	 * Notes that there are none.
	 */
	void cut() {
		this.since = null;
		this.overdue = false;
		this.rows = Math.min(this.files.rows(), this.rows + this.rows / 8 + 1);
	}

	/**
	 * Notes that rows have waited before.
	 */
	void overdue() {
		this.overdue = true;
	}

	/**
	 * Notes that there is no room for more rows: half of what there is is enough, and a
	 * little more each time.
	 */
	void cramped(Map<TableName, SpoolSum> sums) {
		long most = sums.values().stream().mapToLong(SpoolSum::rows).max().orElse(0);
		if (most > 0) {
			this.rows = Math.max(1, Math.min(this.rows, most) / 2);
		}
	}

	/**
	 * Whether rows are to be loaded now.
	 * @param sums what there is by table
	 */
	boolean due(Map<TableName, SpoolSum> sums) {
		Instant first = this.since;
		if (first == null) {
			return false;
		}
		Instant now = this.clock.instant();
		return (this.overdue || enough(sums) || inTime(first, now, sums)) && allowed(sums, now);
	}

	private boolean enough(Map<TableName, SpoolSum> sums) {
		return sums.values()
			.stream()
			.anyMatch((sum) -> sum.rows() >= this.rows || sum.bytes() >= this.files.bytes().toBytes());
	}

	private boolean inTime(Instant first, Instant now, Map<TableName, SpoolSum> sums) {
		LoadSchedule times = this.schedule;
		Instant at = (times != null) ? times.next(first) : first.plus(this.files.frequency());
		if (now.isBefore(at)) {
			return false;
		}
		long bytes = sums.values().stream().mapToLong(SpoolSum::bytes).sum();
		return bytes >= this.files.minimum().toBytes() || !now.isBefore(first.plus(this.files.minimumWait()));
	}

	private boolean allowed(Map<TableName, SpoolSum> sums, Instant now) {
		boolean allowed = true;
		for (TableName table : sums.keySet()) {
			Instant next = this.quota.next(table, now);
			if (next.isAfter(now)) {
				allowed = false;
				this.troubles.passing(table,
						"load jobs per day are running out (files.jobs-per-day), the next one begins at " + next, next);
			}
		}
		return allowed;
	}

}

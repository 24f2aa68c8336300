package dev.sluice.warehouse.loadjob;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sluice.table.TableName;

/**
 * Watches BigQuery's quota of load jobs per table and day, as far as this process uses
 * it, or others have before it began: what is left of a day is shared out evenly once
 * half of the quota is used up.
 * <p>
 * Asked once per cut, so one lock serves all threads.
 */
final class JobQuota {

	static final Duration DAY = Duration.ofDays(1);

	private final int perDay;

	@GuardedBy("this")
	private final Map<TableName, Deque<Instant>> jobs = new HashMap<>();

	JobQuota(int perDay) {
		this.perDay = perDay;
	}

	/**
	 * Counts a job.
	 */
	synchronized void used(TableName table, Instant now) {
		recent(table, now).addLast(now);
	}

	/**
	 * Counts jobs of before this process, in any order.
	 */
	synchronized void earlier(TableName table, Collection<Instant> times) {
		Deque<Instant> its = this.jobs.computeIfAbsent(table, (key) -> new ArrayDeque<>());
		List<Instant> all = new ArrayList<>(its);
		all.addAll(times);
		its.clear();
		all.stream().sorted().forEach(its::addLast);
	}

	@GuardedBy("this")
	private Deque<Instant> recent(TableName table, Instant now) {
		Deque<Instant> recent = this.jobs.computeIfAbsent(table, (key) -> new ArrayDeque<>());
		while (!recent.isEmpty() && !recent.getFirst().isAfter(now.minus(DAY))) {
			recent.removeFirst();
		}
		return recent;
	}

	/**
	 * When the next job of a table may be submitted; the past if now.
	 */
	synchronized Instant next(TableName table, Instant now) {
		Deque<Instant> recent = recent(table, now);
		int left = this.perDay - recent.size();
		if (recent.isEmpty() || left > this.perDay / 2) {
			return Instant.MIN;
		}
		Instant renewed = recent.getFirst().plus(DAY);
		return (left < 1) ? renewed : recent.getLast().plus(Duration.between(now, renewed).dividedBy(left));
	}

	/**
	 * How many jobs of the table that has used most are left for the day.
	 */
	synchronized int headroom(Instant now) {
		int most = 0;
		for (TableName table : this.jobs.keySet()) {
			most = Math.max(most, recent(table, now).size());
		}
		return Math.max(0, this.perDay - most);
	}

}

package dev.sluice.emulator.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import dev.sluice.emulator.call.ApiError;

/**
 * The limit on changes of one table's metadata within ten seconds.
 */
final class UpdateQuota {

	private static final Duration WINDOW = Duration.ofSeconds(10);

	private final Map<TableId, Deque<Instant>> updates = new HashMap<>();

	void use(TableId table, int limit, Instant now) {
		if (limit == 0) {
			return;
		}
		Deque<Instant> recent = this.updates.computeIfAbsent(table, (id) -> new ArrayDeque<>());
		while (!recent.isEmpty() && !recent.peekFirst().plus(WINDOW).isAfter(now)) {
			recent.removeFirst();
		}
		if (recent.size() >= limit) {
			throw ApiError.rateLimitExceeded("Exceeded rate limits: too many table update operations for this table. "
					+ "For more information, see https://cloud.google.com/bigquery/docs/troubleshoot-quotas");
		}
		recent.addLast(now);
	}

}

package dev.sluice.warehouse;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.cloud.bigquery.BigQueryException;
import dev.sluice.warehouse.CatalogException.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the catalog's client throws into our own exception: by HTTP status and
 * BigQuery's reason.
 */
final class CatalogFailures {

	/**
	 * The permission that BigQuery misses, in a message such as "Access Denied: Table
	 * p:d.t: Permission bigquery.tables.get denied on table p:d.t (or it may not exist)."
	 * or "Access Denied: Project p: User does not have bigquery.jobs.create permission in
	 * project p." BigQuery names it nowhere else.
	 */
	static final Pattern PERMISSION = Pattern
		.compile("(?:Permission|does not have) (bigquery(?:\\.[A-Za-z]+)+) (?:denied|permission)");

	private static final Set<String> RATE_LIMITS = Set.of("rateLimitExceeded", "quotaExceeded", "jobRateLimitExceeded");

	private static final int SERVER_ERROR = 500;

	private CatalogFailures() {
	}

	/**
	 * Our exception for one of the client's.
	 * @param failure what the client has thrown
	 * @param permission the permission that the call needs above all
	 */
	static CatalogException toException(BigQueryException failure, String permission) {
		Problem problem = problem(failure);
		String message = String.valueOf(failure.getMessage());
		boolean permissionMissing = problem == Problem.DENIED && failure.getCode() == 403;
		return new CatalogException(problem, message, permissionMissing ? permission(message, permission) : null,
				failure);
	}

	private static Problem problem(BigQueryException failure) {
		int status = failure.getCode();
		if (status == 0 || status >= SERVER_ERROR || status == 408) {
			return Problem.OUTAGE;
		}
		if (status == 429 || isRateLimit(failure.getReason())) {
			return Problem.RATE_LIMITED;
		}
		return switch (status) {
			case 401, 403 -> Problem.DENIED;
			case 404 -> Problem.MISSING;
			case 409, 412 -> Problem.CHANGED;
			case 400, 413, 501 -> Problem.REFUSED;
			default -> Problem.OUTAGE;
		};
	}

	private static boolean isRateLimit(@Nullable String reason) {
		return reason != null && RATE_LIMITS.contains(reason);
	}

	private static String permission(String message, String permission) {
		Matcher matcher = PERMISSION.matcher(message);
		return matcher.find() ? matcher.group(1) : permission;
	}

}

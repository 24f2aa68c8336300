package dev.sluice.warehouse.insertall;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.auth.Retryable;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.AppendResult.Cause;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a call of {@code insertAll} throws into results: by HTTP status and
 * BigQuery's reason; by text only where BigQuery gives nothing else.
 */
final class InsertAllFailures {

	private static final Set<String> QUOTAS = Set.of("rateLimitExceeded", "quotaExceeded", "userRateLimitExceeded");

	/**
	 * BigQuery's answers to a request above the size it takes, such as "Request payload
	 * size exceeds the limit: 10485760 bytes." and "too many rows present in the request,
	 * limit: 50000 row count: 50001." ({@code BigQueryErrorResponses} of
	 * confluentinc/kafka-connect-bigquery).
	 */
	static final List<String> TOO_LARGE = List.of("exceeds the limit", "too large", "too many rows");

	private static final int SERVER_ERROR = 500;

	private InsertAllFailures() {
	}

	/**
	 * The result that a failed call comes to.
	 */
	static AppendResult toResult(IOException failure) {
		if (failure instanceof GoogleJsonResponseException answer) {
			return byStatus(answer);
		}
		boolean denied = failure instanceof Retryable credentials && !credentials.isRetryable();
		return new AppendResult.Unavailable(denied ? Cause.DENIED : Cause.OUTAGE, failure.toString(), null);
	}

	private static AppendResult byStatus(GoogleJsonResponseException answer) {
		int status = answer.getStatusCode();
		String message = message(answer);
		if (status == 429 || QUOTAS.contains(reason(answer))) {
			return new AppendResult.Unavailable(Cause.QUOTA, message, retryAfter(answer));
		}
		if (status >= SERVER_ERROR) {
			return new AppendResult.Unavailable(Cause.OUTAGE, message, retryAfter(answer));
		}
		return switch (status) {
			case 401, 403 -> new AppendResult.Unavailable(Cause.DENIED, message, null);
			case 404 -> new AppendResult.TableGone(message);
			case 413 -> new AppendResult.TooLarge();
			case 400 -> isTooLarge(message) ? new AppendResult.TooLarge() : new AppendResult.RequestRefused(message);
			default -> new AppendResult.Unavailable(Cause.OUTAGE, message, null);
		};
	}

	private static boolean isTooLarge(String message) {
		String text = message.toLowerCase(Locale.ROOT);
		return TOO_LARGE.stream().anyMatch(text::contains);
	}

	private static String reason(GoogleJsonResponseException answer) {
		GoogleJsonError details = answer.getDetails();
		if (details == null || details.getErrors() == null || details.getErrors().isEmpty()) {
			return "";
		}
		return Objects.requireNonNullElse(details.getErrors().get(0).getReason(), "");
	}

	private static String message(GoogleJsonResponseException answer) {
		GoogleJsonError details = answer.getDetails();
		return (details != null && details.getMessage() != null) ? details.getMessage()
				: answer.getStatusCode() + " " + answer.getStatusMessage();
	}

	/** As far as it is a number of seconds, not a date. */
	private static @Nullable Duration retryAfter(GoogleJsonResponseException answer) {
		String header = (answer.getHeaders() != null) ? answer.getHeaders().getRetryAfter() : null;
		return (header != null && header.matches("\\d{1,6}")) ? Duration.ofSeconds(Long.parseLong(header)) : null;
	}

}

package dev.sluice.warehouse.insertall;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import com.google.api.services.bigquery.model.ErrorProto;
import com.google.api.services.bigquery.model.TableDataInsertAllResponse;
import com.google.api.services.bigquery.model.TableDataInsertAllResponse.InsertErrors;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.AppendResult.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Turns answers of {@code insertAll} into results, row by row. A row that an answer does
 * not name is stored.
 */
final class InsertAllAnswers {

	/** The reason of a good row that was kept back because of others. */
	private static final String STOPPED = "stopped";

	/**
	 * Reasons for which a row is refused for ever; any other passes. From
	 * {@code InsertRetryPolicy} of Apache Beam, whose streaming inserts are Google's own.
	 */
	private static final Set<String> FOR_EVER = Set.of("invalid", "invalidQuery", "notImplemented", "row-too-large",
			"parsing-error");

	/**
	 * What BigQuery says of a row with a column that it does not know, such as "no such
	 * field: note." The row was written for the table's own columns, so that BigQuery
	 * just does not know this one yet, or any more.
	 */
	static final String UNKNOWN_COLUMN = "no such field";

	private InsertAllAnswers() {
	}

	/**
	 * The result that an answer comes to.
	 */
	static AppendResult toResult(TableDataInsertAllResponse answer) {
		List<InsertErrors> errors = answer.getInsertErrors();
		if (errors == null || errors.isEmpty()) {
			return new AppendResult.Stored();
		}
		List<Refusal> refused = new ArrayList<>();
		List<Refusal> later = new ArrayList<>();
		List<Refusal> stopped = new ArrayList<>();
		errors.stream().sorted(Comparator.comparing(InsertErrors::getIndex)).forEach((row) -> {
			ErrorProto why = decisive(row);
			List<Refusal> kind = isStopped(why) ? stopped : isRefused(why) ? refused : later;
			kind.add(new Refusal(Math.toIntExact(row.getIndex()), message(why)));
		});
		if (refused.isEmpty() && later.isEmpty()) {
			return new AppendResult.PartlyStored(refused, stopped, List.of());
		}
		return new AppendResult.PartlyStored(refused, later, stopped.stream().map(Refusal::row).toList());
	}

	/**
	 * The error that decides on a row: one that lasts before one that passes, and either
	 * before having been stopped.
	 */
	private static @Nullable ErrorProto decisive(InsertErrors row) {
		return Objects.requireNonNullElse(row.getErrors(), List.<ErrorProto>of())
			.stream()
			.max(Comparator.comparingInt((error) -> isRefused(error) ? 2 : isStopped(error) ? 0 : 1))
			.orElse(null);
	}

	private static boolean isStopped(@Nullable ErrorProto error) {
		return error != null && STOPPED.equals(error.getReason());
	}

	private static boolean isRefused(@Nullable ErrorProto error) {
		if (error == null || error.getReason() == null) {
			return false;
		}
		boolean unknownColumn = error.getMessage() != null && error.getMessage().startsWith(UNKNOWN_COLUMN);
		return FOR_EVER.contains(error.getReason()) && !unknownColumn;
	}

	/**
	 * BigQuery's words or, where it has none, its reason.
	 */
	private static String message(@Nullable ErrorProto error) {
		if (error == null) {
			return "no reason given";
		}
		boolean silent = error.getMessage() == null || error.getMessage().isEmpty();
		return silent ? String.valueOf(error.getReason()) : error.getMessage();
	}

}

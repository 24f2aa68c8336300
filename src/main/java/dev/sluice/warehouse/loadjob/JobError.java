package dev.sluice.warehouse.loadjob;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * An error that a job reports.
 *
 * @param location what it is about, such as the URI of a file, if anything
 * @param message BigQuery's words
 */
record JobError(@Nullable String location, String message) {

	/**
	 * Names the row in errors of newline JSON, such as "Error while reading data, error
	 * message: JSON parsing error in row starting at position 4096: No such field: x."
	 * BigQuery names it nowhere else (googleapis/google-cloud-php#1233).
	 */
	private static final Pattern POSITION = Pattern.compile("row starting at position (\\d{1,18})");

	/**
	 * Where the row begins in its file, in bytes, if the error is about a row.
	 */
	OptionalLong position() {
		Matcher matcher = POSITION.matcher(this.message);
		return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
	}

}

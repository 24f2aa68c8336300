package dev.sluice.emulator.rest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.sluice.emulator.call.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * The part of a content that a {@code Range} header asks for.
 *
 * @param from the first byte
 * @param to the byte after the last, above {@code from}
 */
record ByteRange(long from, long to) {

	private static final Pattern HEADER = Pattern.compile("bytes=(\\d*)-(\\d*)");

	/**
	 * Reads a header.
	 * @return {@code null} if it asks for no single range, which stands for all
	 * @throws ApiError with status 416 if the content has no such part
	 */
	static @Nullable ByteRange of(@Nullable String header, long size) {
		Matcher matcher = HEADER.matcher((header != null) ? header : "");
		if (!matcher.matches() || matcher.group().equals("bytes=-")) {
			return null;
		}
		boolean tail = matcher.group(1).isEmpty();
		long from = tail ? Math.max(0, size - Long.parseLong(matcher.group(2))) : Long.parseLong(matcher.group(1));
		boolean open = tail || matcher.group(2).isEmpty();
		long to = open ? size : Math.min(size, Long.parseLong(matcher.group(2)) + 1);
		if (from >= to) {
			throw new ApiError(416, "requestedRangeNotSatisfiable", "OUT_OF_RANGE", "Request range not satisfiable",
					null);
		}
		return new ByteRange(from, to);
	}

	Response answer(Response whole) {
		return new Response(206, whole.headers(), whole.body().part(this.from, this.to)).with("Content-Range",
				"bytes " + this.from + '-' + (this.to - 1) + '/' + whole.body().length());
	}

}

package dev.sluice.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

import dev.sluice.record.RecordBatch;
import dev.sluice.record.SourcePosition;
import dev.sluice.table.TableName;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a dead letter or failed insert tell. Anything may be missing, since
 * others can write to these topics too.
 *
 * @param pipeline the pipeline's name
 * @param table the table
 * @param reason the reason's code
 * @param message why, for people
 * @param field the path of the field that is to blame
 * @param position where the original stands
 * @param timestamp the original's timestamp, in milliseconds since the epoch, or -1
 * @param failedAt when it failed last
 * @param firstFailedAt when it failed first
 * @param attempts how often it has been tried, at least 1
 * @param omitted why the original's value is not here
 */
public record LetterFacts(@Nullable String pipeline, @Nullable TableName table, @Nullable String reason,
		@Nullable String message, @Nullable String field, @Nullable SourcePosition position, long timestamp,
		@Nullable Instant failedAt, @Nullable Instant firstFailedAt, int attempts, @Nullable String omitted) {

	/**
	 * Reads the headers of a record.
	 */
	public static LetterFacts of(RecordBatch batch, int index) {
		RecordHeaders headers = new RecordHeaders();
		batch.headers(index, headers::add);
		return of(headers);
	}

	/**
	 * Reads headers.
	 */
	public static LetterFacts of(Headers headers) {
		Header[] all = headers.toArray();
		Map<String, String> own = new HashMap<>();
		for (int i = LetterHeaders.begin(all); i < all.length; i++) {
			if (all[i].value() != null) {
				own.putIfAbsent(all[i].key(), new String(all[i].value(), StandardCharsets.UTF_8));
			}
		}
		return of(own);
	}

	private static LetterFacts of(Map<String, String> own) {
		Instant timestamp = read(own.get(DeadLetterHeaders.TIMESTAMP), Instant::parse);
		Integer attempts = read(own.get(DeadLetterHeaders.ATTEMPTS), Integer::valueOf);
		return new LetterFacts(own.get(DeadLetterHeaders.PIPELINE),
				read(own.get(DeadLetterHeaders.TABLE), (name) -> TableName.parse(name, "")),
				own.get(DeadLetterHeaders.REASON), own.get(DeadLetterHeaders.MESSAGE), own.get(DeadLetterHeaders.FIELD),
				position(own), (timestamp != null) ? timestamp.toEpochMilli() : -1,
				read(own.get(DeadLetterHeaders.FAILED_AT), Instant::parse),
				read(own.get(DeadLetterHeaders.FIRST_FAILED_AT), Instant::parse),
				(attempts != null) ? Math.max(1, attempts) : 1, own.get(DeadLetterHeaders.OMITTED));
	}

	private static @Nullable SourcePosition position(Map<String, String> own) {
		String topic = own.get(DeadLetterHeaders.TOPIC);
		Integer partition = read(own.get(DeadLetterHeaders.PARTITION), Integer::valueOf);
		Long offset = read(own.get(DeadLetterHeaders.OFFSET), Long::valueOf);
		return (topic != null && partition != null && offset != null) ? new SourcePosition(topic, partition, offset)
				: null;
	}

	/** What cannot be read counts as missing. */
	private static <T> @Nullable T read(@Nullable String text, Function<String, T> reader) {
		try {
			return (text != null) ? reader.apply(text) : null;
		}
		catch (IllegalArgumentException | DateTimeException ex) {
			return null;
		}
	}

}

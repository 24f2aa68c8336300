package dev.sluice.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.sluice.table.TableName;
import dev.sluice.warehouse.StreamPosition;
import org.jspecify.annotations.Nullable;

/**
 * What is done to BigQuery once a commit has been acknowledged, kept in the metadata of
 * that commit, so that whoever takes over the partition can do it again.
 */
public sealed interface Intent {

	/**
	 * The intent as text, without line breaks.
	 */
	String text();

	/**
	 * Reads an intent.
	 * @param text what {@link #text()} has written, here or in another version
	 */
	static Intent read(String text) {
		Intent flush = Flush.parse(text);
		return (flush != null) ? flush : new Unknown(text);
	}

	/**
	 * Something that this version does not know.
	 *
	 * @param text the intent as text
	 */
	record Unknown(String text) implements Intent {

	}

	/**
	 * Rows are made visible: those of the records from an offset up to the committed one.
	 *
	 * @param from the offset of the first record
	 * @param streams the streams to flush
	 */
	record Flush(long from, List<TableStream> streams) implements Intent {

		private static final Pattern TEXT = Pattern
			.compile("flush from=(\\d{1,18}) ((?:[^;]+/[^/;]+/[^/;]+/[^/;]+/\\d{1,18};)+)");

		private static final Pattern STREAM = Pattern.compile("([^;]+)/([^/;]+)/([^/;]+)/([^/;]+)/(\\d{1,18});");

		public Flush {
			streams = List.copyOf(streams);
		}

		@Override
		public String text() {
			StringBuilder text = new StringBuilder("flush from=").append(this.from).append(' ');
			this.streams.forEach((stream) -> text.append(stream.text()));
			return text.toString();
		}

		private static @Nullable Flush parse(String text) {
			Matcher whole = TEXT.matcher(text);
			if (!whole.matches()) {
				return null;
			}
			List<TableStream> streams = new ArrayList<>();
			Matcher part = STREAM.matcher(whole.group(2));
			while (part.find()) {
				streams.add(new TableStream(new TableName(part.group(1), part.group(2), part.group(3)),
						new StreamPosition(part.group(4), Long.parseLong(part.group(5)))));
			}
			return new Flush(Long.parseLong(whole.group(1)), streams);
		}

	}

	/**
	 * A place in a table's stream.
	 *
	 * @param table the table
	 * @param upTo the rows of the stream before this place
	 */
	record TableStream(TableName table, StreamPosition upTo) {

		/** Neither names of tables nor ids of streams hold a slash or a semicolon. */
		String text() {
			return "%s/%s/%s/%s/%d;".formatted(this.table.project(), this.table.dataset(), this.table.table(),
					this.upTo.stream(), this.upTo.end());
		}

	}

}

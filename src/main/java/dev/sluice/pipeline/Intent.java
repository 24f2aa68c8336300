package dev.sluice.pipeline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
		Intent known = (flush != null) ? flush : Load.parse(text);
		return (known != null) ? known : new Unknown(text);
	}

	/**
	 * The parts that a text consists of, one by one, since there may be thousands; none
	 * if it consists of anything else.
	 */
	private static <T> List<T> parts(String text, Pattern pattern, Function<Matcher, T> read) {
		List<T> parts = new ArrayList<>();
		Matcher part = pattern.matcher(text);
		while (part.lookingAt()) {
			parts.add(read.apply(part));
			part.region(part.end(), text.length());
		}
		return (part.regionStart() == text.length()) ? parts : List.of();
	}

	private static TableName table(Matcher part) {
		return new TableName(part.group(1), part.group(2), part.group(3));
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

		private static final Pattern HEAD = Pattern.compile("flush from=(\\d{1,18}) ");

		private static final Pattern STREAM = Pattern.compile("([^;]+)/([^/;]+)/([^/;]+)/([^/;]+)/(\\d{1,18});");

		public Flush {
			streams = List.copyOf(streams);
		}

		/**
		 * The same without some streams.
		 */
		public Flush without(Collection<TableStream> others) {
			return new Flush(this.from, this.streams.stream().filter((stream) -> !others.contains(stream)).toList());
		}

		@Override
		public String text() {
			StringBuilder text = new StringBuilder("flush from=").append(this.from).append(' ');
			this.streams.forEach((stream) -> text.append(stream.text()));
			return text.toString();
		}

		private static @Nullable Flush parse(String text) {
			Matcher head = HEAD.matcher(text);
			List<TableStream> streams = head.lookingAt()
					? parts(text.substring(head.end()), STREAM, (part) -> new TableStream(table(part),
							new StreamPosition(part.group(4), Long.parseLong(part.group(5)))))
					: List.of();
			return streams.isEmpty() ? null : new Flush(Long.parseLong(head.group(1)), streams);
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

	/**
	 * Rows are loaded by jobs: those of the records from the committed offset on. What a
	 * job that has succeeded covers is not to be loaded again.
	 *
	 * @param jobs the jobs
	 */
	record Load(List<TableJob> jobs) implements Intent {

		private static final String HEAD = "load ";

		private static final Pattern JOB = Pattern.compile("([^;]+)/([^/;]+)/([^/;]+)/([\\w-]+)/(\\d{1,18});");

		public Load {
			jobs = List.copyOf(jobs);
		}

		@Override
		public String text() {
			return this.jobs.stream().map(TableJob::text).collect(Collectors.joining("", HEAD, ""));
		}

		/**
		 * An intent, if there is one, and another job.
		 */
		static Load and(@Nullable Intent intent, TableJob job) {
			List<TableJob> jobs = new ArrayList<>((intent instanceof Load load) ? load.jobs() : List.of());
			jobs.add(job);
			return new Load(jobs);
		}

		private static @Nullable Load parse(String text) {
			List<TableJob> jobs = text.startsWith(HEAD)
					? parts(text.substring(HEAD.length()), JOB,
							(part) -> new TableJob(table(part), part.group(4), Long.parseLong(part.group(5))))
					: List.of();
			return jobs.isEmpty() ? null : new Load(jobs);
		}

	}

	/**
	 * A job that loads all of a partition's rows for a table up to an offset.
	 *
	 * @param table the table
	 * @param job the job's id
	 * @param end the offset after the last record
	 */
	record TableJob(TableName table, String job, long end) {

		/** Neither names of tables nor ids of jobs hold a slash or a semicolon. */
		String text() {
			return "%s/%s/%s/%s/%d;".formatted(this.table.project(), this.table.dataset(), this.table.table(), this.job,
					this.end);
		}

	}

}

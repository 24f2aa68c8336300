package dev.sluice.administration.offsets;

import java.util.stream.Collectors;

import dev.sluice.pipeline.Commit;
import dev.sluice.pipeline.Intent;
import dev.sluice.pipeline.PipelineProperties.FirstPosition;
import dev.sluice.pipeline.Totals;
import org.jspecify.annotations.Nullable;

/**
 * What commits say, in words.
 */
final class CommitWords {

	private CommitWords() {
	}

	/**
	 * What is committed for a partition.
	 * @param otherwise where the pipeline begins if that is nothing
	 */
	static String of(PartitionOffsets offsets, FirstPosition otherwise) {
		Commit commit = offsets.commit();
		if (commit == null) {
			return "nothing is committed, so the pipeline begins with "
					+ ((otherwise == FirstPosition.EARLIEST) ? "the oldest record" : "records that come later");
		}
		String open = (commit.intent() != null) ? "; still open: " + of(commit.intent(), commit.offset()) : "";
		if (offsets.madeAnew()) {
			return "the topic ends before what is committed: it was made anew, or Kafka has lost records" + open;
		}
		String expired = (offsets.expired() > 0)
				? "; retention has deleted " + offsets.expired() + " offsets before they were read" : "";
		return of(commit.totals(), commit.offset()) + expired + open;
	}

	private static String of(Totals totals, long offset) {
		if (offset == totals.base()) {
			return "the count begins at offset " + offset;
		}
		return "of the offsets from %d to %d are %d stored, %d dead-lettered, %d filtered, %d waiting in failed inserts, %d without a record"
			.formatted(totals.base(), offset - 1, totals.stored(), totals.dead(), totals.filtered(), totals.waiting(),
					totals.gaps());
	}

	/**
	 * What is left to do.
	 * @param offset the committed offset
	 */
	static String of(@Nullable Intent intent, long offset) {
		if (intent instanceof Intent.Flush flush) {
			return flush.streams()
				.stream()
				.map((stream) -> stream.table() + " up to row " + stream.upTo().end() + " of stream "
						+ stream.upTo().stream())
				.collect(Collectors.joining(", ", "rows of the records from offset " + flush.from() + " to "
						+ (offset - 1) + " are to become visible in ", ""));
		}
		if (intent instanceof Intent.Load load) {
			return load.jobs()
				.stream()
				.map((job) -> "job " + job.job() + " loads the rows of the records from offset " + offset + " to "
						+ (job.end() - 1) + " into " + job.table())
				.collect(Collectors.joining(", "));
		}
		return (intent instanceof Intent.Unknown unknown) ? "something of another version: " + unknown.text()
				: "nothing";
	}

}

package dev.sluice.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;

import dev.sluice.pipeline.Commit;
import dev.sluice.pipeline.Intent;
import dev.sluice.pipeline.Intent.TableStream;
import dev.sluice.pipeline.Publishing;
import dev.sluice.pipeline.StoredBefore;
import dev.sluice.pipeline.Totals;
import dev.sluice.record.SourcePartition;
import dev.sluice.warehouse.CatalogException;
import dev.sluice.warehouse.CatalogException.Problem;
import dev.sluice.warehouse.StoredPositions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes what the last owner of a partition has committed to, and finds out where to
 * begin. Flushing again is harmless; where a stream is gone, so that it cannot be told
 * whether its rows had become visible, the table itself is asked for them: one flush
 * makes all rows visible or none. Owned by one consumer thread.
 */
final class IntentRecovery {

	private static final Logger logger = LoggerFactory.getLogger(IntentRecovery.class);

	private final SourcePartition partition;

	private final Commit commit;

	private final Intent.Flush intent;

	private final Publishing publishing;

	private final LongSupplier ticker;

	private final Flushes flushes;

	private final List<Question> questions = new ArrayList<>();

	private final List<TableStream> visible = new ArrayList<>();

	private final List<TableStream> invisible = new ArrayList<>();

	private @Nullable String undecided;

	private boolean asked;

	IntentRecovery(SourcePartition partition, Commit commit, Intent.Flush intent, Publishing publishing,
			LongSupplier ticker) {
		this.partition = partition;
		this.commit = commit;
		this.intent = intent;
		this.publishing = publishing;
		this.ticker = ticker;
		this.flushes = new Flushes(intent, publishing, ticker);
	}

	/**
	 * Goes on.
	 * @return whether it is clear where to begin
	 */
	boolean advance() {
		if (!this.flushes.advance()) {
			return false;
		}
		if (!this.asked) {
			this.asked = true;
			this.visible.addAll(this.flushes.flushed());
			this.flushes.impossible().forEach((stream) -> ask(stream, 0));
		}
		List.copyOf(this.questions).forEach(this::answer);
		return this.questions.isEmpty();
	}

	private void ask(TableStream stream, int failures) {
		StoredPositions.Columns columns = this.publishing.columns();
		if (columns == null) {
			decide(stream, "the rows have no columns for partition and offset by which to look for them");
			return;
		}
		StoredPositions.Range range = new StoredPositions.Range(this.partition.topic(), this.partition.partition(),
				this.intent.from(), this.commit.offset());
		this.questions.add(new Question(stream, failures,
				this.publishing.positions().any(stream.table(), columns, range).toCompletableFuture(), 0));
	}

	private void answer(Question question) {
		CompletableFuture<Boolean> answer = question.answer();
		if (answer == null) {
			if (this.ticker.getAsLong() - question.due() >= 0) {
				this.questions.remove(question);
				ask(question.stream(), question.failures());
			}
			return;
		}
		if (!answer.isDone()) {
			return;
		}
		this.questions.remove(question);
		try {
			(answer.join() ? this.visible : this.invisible).add(question.stream());
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof CatalogException failure && passes(failure.problem())) {
				askLater(question, failure);
			}
			else {
				decide(question.stream(), "the table cannot be asked for them: " + ex.getCause());
			}
		}
	}

	private static boolean passes(Problem problem) {
		return problem == Problem.OUTAGE || problem == Problem.RATE_LIMITED;
	}

	private void askLater(Question question, CatalogException failure) {
		logger.atWarn()
			.addKeyValue("table", question.stream().table())
			.addKeyValue("cause", failure.toString())
			.log("a table cannot be asked yet which rows it has");
		int failures = question.failures() + 1;
		this.questions.add(new Question(question.stream(), failures, null,
				this.ticker.getAsLong() + this.publishing.outages().delay(failures).toNanos()));
	}

	private void decide(TableStream stream, String why) {
		switch (this.publishing.unconfirmed()) {
			case REPLAY -> this.invisible.add(stream);
			case SKIP -> this.visible.add(stream);
			default -> this.undecided = "stream " + stream.upTo().stream() + " of " + stream.table()
					+ " is gone, so that it cannot be told whether the rows of the records from offset "
					+ this.intent.from() + " to " + (this.commit.offset() - 1) + " are visible, and " + why
					+ ". Look into the table; then restart with write.unconfirmed=replay to load these records"
					+ " (again), or with write.unconfirmed=skip to go on behind them, and set it back to stop";
		}
	}

	/**
	 * Why a person has to decide, or {@code null} if {@link #takeover()} says where to
	 * begin.
	 */
	@Nullable String undecided() {
		return this.undecided;
	}

	/**
	 * What keeps it from going on, if something does.
	 */
	@Nullable String problem() {
		return this.flushes.problem();
	}

	/**
	 * Where the partition is taken up.
	 */
	Takeover takeover() {
		if (this.invisible.isEmpty()) {
			return new Takeover(this.commit.done(), true, true, StoredBefore.NOTHING);
		}
		logger.atWarn()
			.addKeyValue("partition", this.partition)
			.addKeyValue("from", this.intent.from())
			.addKeyValue("to", this.commit.offset())
			.addKeyValue("tables", this.invisible.stream().map(TableStream::table).toList())
			.log("rows never became visible, their records are done again; their totals begin anew");
		StoredBefore before = this.visible.isEmpty() ? StoredBefore.NOTHING
				: new StoredBefore(this.visible, this.commit.offset());
		return new Takeover(new Commit(this.intent.from(), Totals.startingAt(this.intent.from())), true, true, before);
	}

	/**
	 * Whether a table has rows of the records.
	 *
	 * @param stream the stream that is gone
	 * @param failures failures so far
	 * @param answer the answer to come, or {@code null} until it is asked again
	 * @param due when it is asked again, in nanoseconds
	 */
	private record Question(TableStream stream, int failures, @Nullable CompletableFuture<Boolean> answer, long due) {

	}

}

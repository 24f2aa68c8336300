package dev.sluice.administration.letters;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import dev.sluice.administration.Journal;
import dev.sluice.administration.OperationRefusedException;
import dev.sluice.administration.OperationRefusedException.Why;
import dev.sluice.record.SourcePosition;
import dev.sluice.repeater.ReplayChoice;
import dev.sluice.repeater.ReplayStatus;
import dev.sluice.warehouse.CatalogException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * What people do with the dead letters of pipelines. Blocks. Thread-safe.
 * <p>
 * What cannot be done is refused by {@link OperationRefusedException}. What is changed or
 * revealed is written to the journal.
 */
final class LetterDesk {

	static final Duration COUNTING = Duration.ofSeconds(20);

	private static final Duration LOOKING = Duration.ofSeconds(20);

	private static final Duration REHEARSING = Duration.ofSeconds(60);

	private final Map<String, PipelineLetters> pipelines;

	private final Journal journal;

	LetterDesk(Map<String, PipelineLetters> pipelines, Journal journal) {
		this.pipelines = Map.copyOf(pipelines);
		this.journal = journal;
	}

	private PipelineLetters letters(String pipeline) {
		PipelineLetters letters = this.pipelines.get(pipeline);
		if (letters == null) {
			throw LetterRequest.unknown("there is no pipeline '" + pipeline + "'");
		}
		return letters;
	}

	private static <T extends @Nullable Object> T asking(Supplier<T> question) {
		try {
			return question.get();
		}
		catch (KafkaException ex) {
			throw new OperationRefusedException(Why.UNAVAILABLE, "Kafka does not answer: " + ex.getMessage());
		}
		catch (CatalogException ex) {
			throw OperationRefusedException.by(ex);
		}
	}

	LetterCounts.Result count(String pipeline) {
		PipelineLetters letters = letters(pipeline);
		return asking(() -> letters.counts().count(COUNTING));
	}

	@Nullable ReplayStatus status(String pipeline) {
		PipelineLetters letters = letters(pipeline);
		return asking(() -> letters.replay().status());
	}

	/**
	 * Looks at letters.
	 * @param pipeline the pipeline
	 * @param choice which of them
	 * @param after begins behind this letter, if given
	 * @param limit how many at most
	 * @param shown whether their contents are shown
	 */
	LetterPage look(String pipeline, ReplayChoice choice, @Nullable SourcePosition after, int limit, boolean shown) {
		PipelineLetters letters = letters(pipeline);
		List<LetterView> views = new ArrayList<>();
		PipelineLetters.Reached reached = asking(() -> letters.read(choice, after, LOOKING, (letter) -> {
			views.add(LetterView.of(letter, shown));
			return views.size() < limit;
		}));
		if (views.isEmpty() && after == null && reached.all()) {
			throw LetterRequest.unknown("there is no such dead letter of pipeline " + pipeline);
		}
		if (shown && !views.isEmpty()) {
			this.journal.write(new Journal.Entry("look", subject(pipeline), Map.of(),
					Map.of("letters", String.join(", ", views.stream().map(LetterView::position).toList())),
					"contents were shown"));
		}
		String next = (!reached.all() && reached.last() != null) ? reached.last().toString() : null;
		return new LetterPage(views, next, reached.all() || views.size() == limit);
	}

	/**
	 * Tells what would become of letters now.
	 */
	DryRun.Result rehearse(String pipeline, ReplayChoice choice) {
		PipelineLetters letters = letters(pipeline);
		DryRun.Result result = asking(() -> DryRun.of(letters, choice, REHEARSING));
		if (result.letters() == 0 && result.complete() && (choice.cause() != null || choice.letter() != null)) {
			throw LetterRequest.unknown("there is no such dead letter of pipeline " + pipeline);
		}
		return result;
	}

	/**
	 * Begins a replay on this instance.
	 */
	ReplayStatus replay(String pipeline, ReplayChoice choice, @Nullable Integer rate) {
		PipelineLetters letters = letters(pipeline);
		Map<String, String> wanted = Map.of("letters", describe(choice));
		try {
			mustExist(letters, choice);
			ReplayStatus begun = asking(() -> letters.replay().begin(choice, rate));
			this.journal.write(new Journal.Entry("replay", subject(pipeline), Map.of(),
					Map.of("letters", describe(choice), "id", begun.id(), "rate", Integer.toString(begun.rate())),
					"begun"));
			return begun;
		}
		catch (OperationRefusedException ex) {
			throw refused(pipeline, wanted, ex);
		}
		catch (IllegalArgumentException ex) {
			throw refused(pipeline, wanted, LetterRequest.unknown(String.valueOf(ex.getMessage())));
		}
		catch (IllegalStateException ex) {
			throw refused(pipeline, wanted, new OperationRefusedException(Why.UNSAFE, String.valueOf(ex.getMessage())));
		}
	}

	/** Where there are too many causes to tell all apart, any may exist. */
	private static void mustExist(PipelineLetters letters, ReplayChoice choice) {
		String cause = choice.cause();
		if (cause == null) {
			return;
		}
		LetterCounts.Result counts = asking(() -> letters.counts().count(COUNTING));
		if (counts.cause(cause) == null && counts.untold() == 0 && counts.complete()) {
			throw LetterRequest.unknown("there is no open dead letter of cause " + cause);
		}
	}

	private OperationRefusedException refused(String pipeline, Map<String, String> wanted,
			OperationRefusedException why) {
		this.journal
			.write(new Journal.Entry("replay", subject(pipeline), wanted, Map.of(), "refused: " + why.getMessage()));
		return why;
	}

	/**
	 * Cancels the replay that is running, on whatever instance.
	 */
	@Nullable ReplayStatus cancel(String pipeline) {
		PipelineLetters letters = letters(pipeline);
		ReplayStatus status = asking(() -> letters.replay().cancel());
		if (status != null && !status.state().over()) {
			this.journal.write(new Journal.Entry("cancel replay", subject(pipeline), Map.of(),
					Map.of("id", status.id()), "asked for"));
		}
		return status;
	}

	/**
	 * Writes the end of a replay to the journal.
	 */
	void ended(String pipeline, ReplayStatus end) {
		this.journal.write(new Journal.Entry("replay", subject(pipeline), Map.of(),
				Map.of("id", end.id(), "stored", Long.toString(end.stored()), "dead", Long.toString(end.dead()),
						"waiting", Long.toString(end.waiting()), "passedOver", Long.toString(end.passedOver())),
				end.state().name().toLowerCase(Locale.ROOT)));
	}

	private static String subject(String pipeline) {
		return "dead letters of pipeline " + pipeline;
	}

	private static String describe(ReplayChoice choice) {
		if (choice.letter() != null) {
			return choice.letter().toString();
		}
		if (choice.cause() != null) {
			return "cause " + choice.cause();
		}
		return (choice.reason() != null) ? "reason " + choice.reason().code() : "all";
	}

	/**
	 * Some letters.
	 *
	 * @param letters the letters
	 * @param next where the next page begins, as parameter {@code after}; {@code null} if
	 * there is none
	 * @param complete whether nothing was left out because it took too long
	 */
	public record LetterPage(List<LetterView> letters, @Nullable String next,
			boolean complete) implements DeadLettersEndpoint.Seen {

	}

}

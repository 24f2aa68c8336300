package dev.sluice.administration.letters;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import dev.sluice.administration.letters.LetterDesk.LetterPage;
import dev.sluice.administration.web.login.AdministrationProperties.Role;
import dev.sluice.record.SourcePosition;
import dev.sluice.repeater.ReplayChoice;
import dev.sluice.repeater.ReplayStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.security.access.AccessDeniedException;

/**
 * The dead letters of pipelines.
 * <ul>
 * <li>{@code GET /actuator/deadletters/<pipeline>} counts those that are open</li>
 * <li>{@code GET /actuator/deadletters/<pipeline>/<cause>} or {@code .../<position>}
 * shows some</li>
 * <li>{@code POST /actuator/deadletters/<pipeline>/replay} rehearses or begins a replay,
 * {@code GET} tells how it fares</li>
 * <li>{@code POST /actuator/deadletters/<pipeline>/cancel} ends it early</li>
 * </ul>
 */
@WebEndpoint(id = "deadletters")
public class DeadLettersEndpoint {

	private static final String REPLAY = "replay";

	private static final int CAUSES = 20;

	private static final int MOST_CAUSES = 1000;

	private static final int LETTERS = 20;

	private static final int MOST_LETTERS = 200;

	private static final int MOST_PER_SECOND = 1_000_000;

	private final LetterDesk desk;

	DeadLettersEndpoint(LetterDesk desk) {
		this.desk = desk;
	}

	/**
	 * The open dead letters of a pipeline, counted by reason and by cause.
	 * @param pipeline the pipeline's name
	 * @param limit how many causes are told of at most, those with most letters first; 20
	 * unless given
	 */
	@ReadOperation
	public DeadLettersDescriptor deadLetters(@Selector String pipeline, @Nullable Integer limit) {
		int most = LetterRequest.number("limit", limit, CAUSES, MOST_CAUSES);
		return DeadLettersDescriptor.of(pipeline, this.desk.count(pipeline), most, this.desk.status(pipeline));
	}

	/**
	 * Some letters, or how a replay fares.
	 * @param pipeline the pipeline's name
	 * @param what the id of a cause, a reason, the position of a letter, or
	 * {@code replay}
	 * @param limit how many letters at most; 20 unless given
	 * @param after begins behind the letter at this position
	 * @param payload whether what came with records is shown, which is written to the
	 * journal; for administrators
	 * @param security who asks
	 * @return letters; for {@code replay} how the replay fares
	 */
	@ReadOperation
	public Seen look(@Selector String pipeline, @Selector String what, @Nullable Integer limit, @Nullable String after,
			@Nullable Boolean payload, SecurityContext security) {
		if (REPLAY.equals(what.toLowerCase(Locale.ROOT))) {
			return ReplayDescriptor.of(this.desk.status(pipeline));
		}
		boolean shown = Boolean.TRUE.equals(payload);
		if (shown && !security.isUserInRole(Role.ADMINISTRATOR.name())) {
			throw new AccessDeniedException("only administrators may see what came with records");
		}
		SourcePosition begin = (after != null) ? LetterRequest.position(after) : null;
		return this.desk.look(pipeline, choice(what), begin,
				LetterRequest.number("limit", limit, LETTERS, MOST_LETTERS), shown);
	}

	private static ReplayChoice choice(String what) {
		return LetterRequest.isPosition(what) ? LetterRequest.choice(null, null, what)
				: LetterRequest.choice(null, what, null);
	}

	/**
	 * Rehearses, begins or cancels a replay.
	 * @param pipeline the pipeline's name
	 * @param verb {@code replay} or {@code cancel}
	 * @param all whether all letters are meant
	 * @param cause means the letters of one cause alone, by its id, or those of a reason
	 * @param position means the letter at this position alone
	 * @param dryRun whether only to tell what would become of them; if not given, it is
	 * so for all letters, and not for others
	 * @param rate the most letters per second
	 * @return what would become of them, or how the replay fares
	 */
	@WriteOperation
	public ReplayDescriptor act(@Selector String pipeline, @Selector String verb, @Nullable Boolean all,
			@Nullable String cause, @Nullable String position, @Nullable Boolean dryRun, @Nullable Integer rate) {
		return switch (verb.toLowerCase(Locale.ROOT)) {
			case REPLAY -> {
				ReplayChoice choice = LetterRequest.choice(all, cause, position);
				Integer limit = (rate != null) ? LetterRequest.number("rate", rate, rate, MOST_PER_SECOND) : null;
				boolean dry = Objects.requireNonNullElse(dryRun, choice.equals(ReplayChoice.ALL));
				yield (dry) ? ReplayDescriptor.rehearsed(this.desk.rehearse(pipeline, choice))
						: ReplayDescriptor.of(this.desk.replay(pipeline, choice, limit));
			}
			case "cancel" -> ReplayDescriptor.of(this.desk.cancel(pipeline));
			default -> throw LetterRequest.invalid("the verb must be replay or cancel");
		};
	}

	/**
	 * The open dead letters of a pipeline.
	 *
	 * @param pipeline the pipeline's name
	 * @param open how many there are
	 * @param byReason how many there are of each reason
	 * @param causes their causes, those with most letters first
	 * @param otherCauses letters of causes that are not told of
	 * @param replayed letters that were replayed and still stand on the topics
	 * @param others records of other pipelines on the same topics, and what is no letter
	 * @param complete whether all was counted; if not, asking again goes on
	 * @param guarantee what a replay promises, whatever the pipeline does
	 * @param replay the replay that runs, on whatever instance, or was the last to, if
	 * any
	 */
	public record DeadLettersDescriptor(String pipeline, long open, Map<String, Long> byReason, List<CauseCount> causes,
			long otherCauses, long replayed, long others, boolean complete, String guarantee,
			@Nullable ReplayStatus replay) {

		static DeadLettersDescriptor of(String pipeline, LetterCounts.Result counts, int limit,
				@Nullable ReplayStatus replay) {
			List<CauseCount> largest = counts.causes().stream().limit(limit).toList();
			long told = largest.stream().mapToLong(CauseCount::letters).sum();
			return new DeadLettersDescriptor(pipeline, counts.open(), counts.reasons(), largest, counts.open() - told,
					counts.replayed(), counts.others(), counts.complete(), ReplayDescriptor.AT_LEAST_ONCE, replay);
		}

	}

	/** What there is to see behind a path of dead letters. */
	public sealed interface Seen permits LetterPage, ReplayDescriptor {

	}

	/**
	 * A replay, or the rehearsal of one.
	 *
	 * @param guarantee what a replay promises, whatever the pipeline does
	 * @param dryRun what would become of the letters, if that was asked for
	 * @param replay how the replay fares, if it was not; {@code null} if there was none
	 */
	public record ReplayDescriptor(String guarantee, DryRun.@Nullable Result dryRun,
			@Nullable ReplayStatus replay) implements Seen {

		static final String AT_LEAST_ONCE = "at-least-once";

		static ReplayDescriptor of(@Nullable ReplayStatus replay) {
			return new ReplayDescriptor(AT_LEAST_ONCE, null, replay);
		}

		static ReplayDescriptor rehearsed(DryRun.Result result) {
			return new ReplayDescriptor(AT_LEAST_ONCE, result, null);
		}

	}

}

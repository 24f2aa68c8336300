package dev.sluice.administration.control;

import java.time.Instant;
import java.util.List;

import dev.sluice.administration.PipelineStatus;
import org.jspecify.annotations.Nullable;

/**
 * The value of a record of the control topic.
 */
sealed interface ControlValue {

	/** The version of the form of all values. */
	int VERSION = 1;

	/**
	 * The version of the form of this one.
	 */
	int v();

	/**
	 * What a pipeline is to do.
	 *
	 * @param v version of this form
	 * @param wanted what; a later version's is taken for {@code RUNNING}
	 * @param by who wants it
	 * @param at since when
	 * @param restored whether it was decided before, and is written again since the topic
	 * had lost it
	 */
	record State(int v, @Nullable Wanted wanted, String by, Instant at, boolean restored) implements ControlValue {

		Wanted wantedOrRunning() {
			return (this.wanted != null) ? this.wanted : Wanted.RUNNING;
		}

	}

	/**
	 * Something to be done once.
	 *
	 * @param v version of this form
	 * @param verb what; a later version's is {@code null}
	 * @param onlyFailed whether only where the pipeline has failed
	 * @param by who wants it
	 * @param at when
	 */
	record Order(int v, @Nullable OrderVerb verb, boolean onlyFailed, String by, Instant at) implements ControlValue {

	}

	/**
	 * Asks how a pipeline fares.
	 *
	 * @param v version of this form
	 * @param id is in the answers
	 */
	record Question(int v, String id) implements ControlValue {

	}

	/**
	 * An instance.
	 *
	 * @param v version of this form
	 * @param host its host
	 * @param version its version of Sluice
	 * @param startedAt when it was started
	 * @param at when it said so
	 * @param generation the last state that it has seen to; -1 for what holds without
	 * any, -2 if none
	 * @param failure why that state is not in effect, if it is not
	 * @param done what came of the last orders
	 */
	record Presence(int v, String host, String version, Instant startedAt, Instant at, long generation,
			@Nullable String failure, List<Done> done) implements ControlValue {

		/** The generation of an instance that has seen to no state yet. */
		static final long UNSEEN = -2;

		public Presence {
			done = List.copyOf(done);
		}

		/**
		 * The same of an instance that has seen to nothing.
		 */
		Presence cut() {
			return new Presence(this.v, this.host, this.version, this.startedAt, this.at, UNSEEN, null, List.of());
		}

		/**
		 * What came of a state or an order, or {@code null} if that is not known yet.
		 * @param asked its generation
		 * @param state whether it is a state, which a newer one takes the place of
		 */
		@Nullable Outcome outcome(long asked, boolean state) {
			return (state) ? outcome(asked)
					: this.done.stream()
						.filter((one) -> one.generation() == asked)
						.map((one) -> new Outcome(one.outcome(), one.failed()))
						.findFirst()
						.orElse(null);
		}

		private @Nullable Outcome outcome(long asked) {
			if (this.generation != asked) {
				return (this.generation > asked) ? Outcome.of("something newer is in effect") : null;
			}
			return (this.failure != null) ? Outcome.failure("failed: " + this.failure) : Outcome.of("in effect");
		}

	}

	/**
	 * What came of an order.
	 *
	 * @param generation its offset
	 * @param outcome what came of it, for people
	 * @param failed whether it could not be done
	 */
	record Done(long generation, String outcome, boolean failed) {

	}

	/**
	 * How a pipeline fares on an instance.
	 *
	 * @param v version of this form
	 * @param question the question that this answers
	 * @param status how it fares
	 * @param lastError what went wrong last there, if anything did
	 */
	record Answer(int v, String question, PipelineStatus status,
			@Nullable LastError lastError) implements ControlValue {

	}

}

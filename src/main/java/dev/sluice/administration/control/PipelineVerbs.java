package dev.sluice.administration.control;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.sluice.administration.Journal;
import dev.sluice.administration.OperationRefusedException;
import dev.sluice.administration.OperationRefusedException.Why;
import dev.sluice.administration.Operator;
import dev.sluice.administration.control.ControlKey.Kind;
import dev.sluice.administration.control.ControlValue.Order;
import dev.sluice.administration.control.ControlValue.Presence;
import dev.sluice.administration.control.ControlValue.State;
import dev.sluice.administration.control.GroupView.Member;
import dev.sluice.administration.control.OperationReport.Confirmation;
import dev.sluice.intake.PipelineIntake;
import dev.sluice.pipeline.PipelineFactory;
import dev.sluice.topic.OwnTopic;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;

/**
 * What people can tell a pipeline to do, on all its instances. Thread-safe; blocks until
 * the instances have done it, or the time for that has passed.
 */
final class PipelineVerbs {

	private static final String UNKNOWN = "the verb must be pause, resume, stop, start, restart or flush, not ";

	private static final String ALONE = "; on this instance alone and until it ends, since sluice.administration.control.enabled is false";

	private final Inquiries inquiries;

	private final Duration flushLimit;

	private final Journal journal;

	PipelineVerbs(Inquiries inquiries, Duration flushLimit, Journal journal) {
		this.inquiries = inquiries;
		this.flushLimit = flushLimit;
		this.journal = journal;
	}

	/**
	 * Carries a verb out.
	 * @param onlyFailed for a restart, whether only instances on which the pipeline has
	 * failed are restarted
	 * @throws OperationRefusedException if there is no such verb, if it would be unsafe
	 * as things are, or if the instances cannot be told
	 */
	OperationReport act(PipelineIntake intake, String name, boolean onlyFailed) {
		String verb = name.toLowerCase(Locale.ROOT);
		try {
			return switch (verb) {
				case "pause" -> decide(intake, verb, Wanted.PAUSED);
				case "stop" -> decide(intake, verb, Wanted.STOPPED);
				case "start" -> decide(intake, verb, Wanted.RUNNING);
				case "resume" -> resume(intake, verb);
				case "restart" -> order(intake, verb, OrderVerb.RESTART, onlyFailed);
				case "flush" -> order(intake, verb, OrderVerb.FLUSH, false);
				default -> throw new OperationRefusedException(Why.INVALID, UNKNOWN + "'" + name + "'");
			};
		}
		catch (OperationRefusedException ex) {
			write(intake, verb, Map.of(), Map.of(), "refused: " + ex.getMessage());
			throw ex;
		}
	}

	private Decision decision(PipelineIntake intake) {
		return this.inquiries.view().decision(PipelineKey.of(intake));
	}

	/** A pipeline that runs may be held nevertheless. */
	private OperationReport resume(PipelineIntake intake, String verb) {
		return (decision(intake).wanted() == Wanted.RUNNING) ? order(intake, verb, OrderVerb.RELEASE, false)
				: decide(intake, verb, Wanted.RUNNING);
	}

	private OperationReport decide(PipelineIntake intake, String verb, Wanted wanted) {
		checkUsable();
		Decision before = decision(intake);
		if (before.wanted() == wanted) {
			Asked asked = new Asked(verb, "already " + before.clause(), before.generation(), true);
			return confirmations(intake, asked, this.inquiries.group(intake), this.inquiries.limit());
		}
		CompletableFuture<GroupView> members = this.inquiries.group(intake);
		Instant now = this.inquiries.clock().instant();
		State state = new State(ControlValue.VERSION, wanted, Operator.name(), now, false);
		long generation = append(ControlKey.of(Kind.STATE, PipelineKey.of(intake)), state);
		OperationReport report = confirmations(intake, new Asked(verb, wanted.word(), generation, true), members,
				this.inquiries.limit());
		return report.with(write(intake, verb, Map.of("state", before.clause()),
				Map.of("state", wanted.word(), "generation", Long.toString(generation)), report.outcome()));
	}

	private OperationReport order(PipelineIntake intake, String verb, OrderVerb what, boolean onlyFailed) {
		checkUsable();
		Decision present = decision(intake);
		if (present.wanted() == Wanted.STOPPED) {
			throw new OperationRefusedException(Why.UNSAFE,
					"the pipeline is " + present.clause() + ": start it instead");
		}
		CompletableFuture<GroupView> members = this.inquiries.group(intake);
		Order order = new Order(ControlValue.VERSION, what, onlyFailed, Operator.name(),
				this.inquiries.clock().instant());
		long generation = append(ControlKey.of(Kind.ORDER, PipelineKey.of(intake)), order);
		String done = (what == OrderVerb.RELEASE) ? "already " + present.clause() : verb + " is done";
		OperationReport report = confirmations(intake, new Asked(verb, done, generation, false), members, limit(what));
		return report.with(write(intake, verb, Map.of("state", present.clause()),
				Map.of("generation", Long.toString(generation)), report.outcome()));
	}

	private Duration limit(OrderVerb what) {
		return switch (what) {
			case FLUSH -> this.inquiries.limit().plus(this.flushLimit);
			case RELEASE -> this.inquiries.limit().plus(PipelineFactory.LONGEST_LOOK);
			default -> this.inquiries.limit();
		};
	}

	private void checkUsable() {
		this.inquiries.view().await(this.inquiries.limit(), this.inquiries.control()::known);
		OwnTopic.Problem problem = this.inquiries.log().problem();
		if (problem != null && !problem.usable()) {
			throw unavailable(problem.reason() + ": " + problem.action());
		}
		if (!this.inquiries.control().known()) {
			throw unavailable("what they are to do is not known yet");
		}
	}

	private static OperationRefusedException unavailable(String why) {
		return new OperationRefusedException(Why.UNAVAILABLE, "the instances cannot be told: " + why);
	}

	private long append(ControlKey key, ControlValue value) {
		CompletableFuture<Long> written = this.inquiries.log().append(key, value);
		try {
			return written.get(this.inquiries.limit().toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw unavailable("interrupted");
		}
		catch (ExecutionException ex) {
			throw unavailable((ex.getCause() instanceof AuthorizationException)
					? "Sluice's user may not write the control topic" : String.valueOf(ex.getCause()));
		}
		catch (TimeoutException ex) {
			throw unavailable("Kafka does not answer, and it may be done when it does");
		}
	}

	private OperationReport confirmations(PipelineIntake intake, Asked asked, CompletableFuture<GroupView> group,
			Duration limit) {
		PipelineKey key = PipelineKey.of(intake);
		long deadline = this.inquiries.clock().millis() + limit.toMillis();
		GroupView members = group
			.completeOnTimeout(GroupView.unknown("Kafka does not answer"), limit.toMillis(), TimeUnit.MILLISECONDS)
			.join();
		List<String> expected = new ArrayList<>(
				this.inquiries.expected(intake, members).stream().map(HeardInstance::name).toList());
		if (intake.loads()) {
			expected.add(0, this.inquiries.instance());
		}
		ControlView view = this.inquiries.view();
		view.await(Duration.ofMillis(deadline - this.inquiries.clock().millis()),
				() -> expected.stream().allMatch((name) -> outcome(key, name, asked) != null));
		List<Confirmation> confirmations = new ArrayList<>(
				expected.stream().map((name) -> confirmation(key, name, asked)).toList());
		long failed = confirmations.stream().filter((one) -> !one.confirmed() && one.outcome() != null).count();
		strangers(intake, expected, members).forEach((member) -> confirmations
			.add(new Confirmation(member.clientId(), false, "it is no instance that can be told", null)));
		String outcome = summary(asked, confirmations, failed) + (this.inquiries.shared() ? "" : ALONE);
		if (!members.known()) {
			outcome += "; the group cannot be read, so there may be other instances";
			confirmations.add(new Confirmation("group " + intake.groupId(), false,
					"it cannot be read: " + members.problem(), null));
		}
		return new OperationReport(intake.name(), asked.verb(), outcome, decision(intake), asked.generation(),
				confirmations.stream().allMatch(Confirmation::confirmed), confirmations);
	}

	private static String summary(Asked asked, List<Confirmation> confirmations, long failed) {
		long missing = confirmations.stream().filter((one) -> !one.confirmed()).count() - failed;
		String of = " of " + confirmations.size() + " instances";
		if (failed > 0) {
			return asked.verb() + " failed on " + failed + of
					+ ((missing > 0) ? ", and " + missing + " have not confirmed it" : "");
		}
		return (missing == 0) ? asked.done() : asked.done() + ", but " + missing + of + " have not confirmed it";
	}

	private Confirmation confirmation(PipelineKey key, String name, Asked asked) {
		HeardInstance heard = this.inquiries.view().instance(key, name);
		Outcome outcome = outcome(key, name, asked);
		return new Confirmation(name, outcome != null && !outcome.failed(), (outcome != null) ? outcome.text() : null,
				(heard != null) ? heard.heard() : null);
	}

	/** What has come of it on an instance, or {@code null} if that is not known yet. */
	private @Nullable Outcome outcome(PipelineKey key, String name, Asked asked) {
		HeardInstance heard = this.inquiries.view().instance(key, name);
		Presence presence = (heard != null) ? heard.presence() : null;
		if (name.equals(this.inquiries.instance())) {
			presence = this.inquiries.control().presence(key);
		}
		return (presence != null) ? presence.outcome(asked.generation(), asked.state())
				: Outcome.of("it has been shut down");
	}

	private static List<Member> strangers(PipelineIntake intake, List<String> known, GroupView members) {
		List<Member> strangers = new ArrayList<>(members.members());
		known.forEach((name) -> strangers.removeAll(members.of(intake.name(), name)));
		return strangers;
	}

	private @Nullable String write(PipelineIntake intake, String verb, Map<String, String> before,
			Map<String, String> after, String outcome) {
		return this.journal.write(new Journal.Entry(verb, "pipeline " + intake.name(), before, after, outcome));
	}

	/**
	 * What the instances were asked for.
	 *
	 * @param verb the verb
	 * @param done what is said when all have done it
	 * @param generation the offset of the state or order
	 * @param state whether it is a state
	 */
	private record Asked(String verb, String done, long generation, boolean state) {

	}

}

package dev.sluice.administration.control;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.sluice.administration.control.ControlKey.Kind;
import dev.sluice.administration.control.ControlValue.Answer;
import dev.sluice.administration.control.ControlValue.Question;
import dev.sluice.intake.PipelineIntake;
import dev.sluice.topic.OwnTopic;
import org.jspecify.annotations.Nullable;

/**
 * One question to all instances of a pipeline, and to Kafka about its group. It is asked
 * when this is made, so that several can be under way at once. Used by one thread.
 */
final class PipelineInquiry {

	private final String id = UUID.randomUUID().toString();

	private final Inquiries inquiries;

	private final PipelineIntake intake;

	private final boolean local;

	private final PipelineKey key;

	private final Instant deadline;

	private final CompletableFuture<GroupView> group;

	private final CompletableFuture<Long> asked;

	private @Nullable String problem;

	/**
	 * Asks.
	 * @param local whether only this instance is asked
	 */
	PipelineInquiry(Inquiries inquiries, PipelineIntake intake, boolean local) {
		this.inquiries = inquiries;
		this.intake = intake;
		this.local = local;
		this.key = PipelineKey.of(intake);
		this.deadline = inquiries.clock().instant().plus(inquiries.limit());
		this.group = (local) ? CompletableFuture.completedFuture(GroupView.nothing()) : inquiries.group(intake);
		this.asked = (local) ? CompletableFuture.completedFuture(-1L) : ask();
	}

	private CompletableFuture<Long> ask() {
		OwnTopic.Problem denied = this.inquiries.log().problem();
		if (denied != null && !denied.usable()) {
			return CompletableFuture.failedFuture(new IllegalStateException(denied.reason()));
		}
		return this.inquiries.log()
			.append(ControlKey.of(Kind.QUESTION, this.key), new Question(ControlValue.VERSION, this.id));
	}

	/**
	 * Waits for the answers, at most for the time that one may take, and reports them.
	 */
	PipelineReport report() {
		GroupView members = await(this.group, GroupView.unknown("Kafka does not answer"));
		if (members.problem() != null) {
			this.problem = "the group cannot be read: " + members.problem();
		}
		if (await(this.asked, -1L) >= 0) {
			this.inquiries.view().await(left(), () -> expected(members).stream().allMatch(this::hasAnswered));
		}
		return new ReportAssembly(
				new ReportAssembly.Heard(this.intake, this.inquiries.instance(), own(),
						this.local ? List.of() : expected(members), this.id, members, this.problem),
				this.inquiries.view().decision(this.key), this.inquiries.clock().instant())
			.report();
	}

	private HeardInstance own() {
		PipelineControl control = this.inquiries.control();
		Answer answer = control.answer(this.key);
		return new HeardInstance(this.inquiries.instance(), control.presence(this.key),
				new Answer(answer.v(), this.id, answer.status(), answer.lastError()), this.inquiries.clock().instant());
	}

	private List<HeardInstance> expected(GroupView members) {
		return this.inquiries.expected(this.intake, members);
	}

	private boolean hasAnswered(HeardInstance heard) {
		return heard.answers(this.id);
	}

	private Duration left() {
		return Duration.between(this.inquiries.clock().instant(), this.deadline);
	}

	private <T> T await(CompletableFuture<T> answer, T otherwise) {
		try {
			return answer.get(Math.max(0, left().toMillis()), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException ex) {
			this.problem = String.valueOf(Objects.requireNonNullElse(ex.getCause(), ex).getMessage());
		}
		catch (TimeoutException ex) {
			this.problem = "Kafka does not answer";
		}
		return otherwise;
	}

}

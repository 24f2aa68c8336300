package dev.sluice.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import dev.sluice.intake.BoundedRun.Goal;
import dev.sluice.intake.BoundedRun.StandstillException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class BoundedRunTests {

	private Instant now = Instant.EPOCH;

	private final Steps first = new Steps();

	private final Steps second = new Steps();

	private final BoundedRun run = new BoundedRun(List.of(this.first, this.second), () -> this.now);

	@Test
	void endsWellWhenAllGoalsAreReached() throws InterruptedException {
		this.first.then(() -> {
		});

		assertThat(exitCode()).isZero();
		assertThat(this.first.reached()).isTrue();
	}

	@Test
	void endsBadlyWhenOneGoalNeedsAPerson() throws InterruptedException {
		this.second.then(() -> {
			throw new StandstillException("the table may not be written to");
		});

		assertThat(exitCode()).isEqualTo(1);
	}

	@Test
	void goesOnAfterKafkaWasAwayForLessThanFiveMinutes() throws InterruptedException {
		this.first.then(() -> kafkaIsAway(Duration.ofMinutes(5)));

		assertThat(exitCode()).isZero();
	}

	@Test
	void endsBadlyWhenKafkaIsAwayForLonger() throws InterruptedException {
		this.first.then(() -> kafkaIsAway(Duration.ofMinutes(5).plusMillis(1)));

		assertThat(exitCode()).isEqualTo(1);
		assertThat(this.second.reached()).isTrue();
	}

	@Test
	void endsBadlyWhenTheApplicationIsClosedBeforeThat() throws InterruptedException {
		try (StaticApplicationContext application = new StaticApplicationContext()) {
			this.first.then(() -> this.run.closed(new ContextClosedEvent(application))).then(() -> {
			});

			assertThat(exitCode()).isEqualTo(1);
		}
	}

	private void kafkaIsAway(Duration duration) {
		this.now = this.now.plus(duration);
		throw new TimeoutException("no answer");
	}

	private int exitCode() throws InterruptedException {
		this.run.run(new DefaultApplicationArguments());
		return this.run.getExitCode();
	}

	/** A goal that is reached after some looks. */
	private static final class Steps implements Goal {

		private final Deque<Runnable> steps = new ArrayDeque<>();

		Steps then(Runnable step) {
			this.steps.add(step);
			return this;
		}

		@Override
		public boolean reached() {
			return this.steps.isEmpty();
		}

		@Override
		public void look() {
			this.steps.remove().run();
		}

	}

}

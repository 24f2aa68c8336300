package dev.sluice.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/**
 * Lets the process end when all of its goals are reached: with status 0, or with 1 if one
 * of them cannot be reached without a person, or Kafka is away for five minutes.
 */
public class BoundedRun implements ApplicationRunner, ExitCodeGenerator {

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private static final long LOOK_EVERY_MILLIS = 250;

	private static final Logger logger = LoggerFactory.getLogger(BoundedRun.class);

	private final List<? extends Goal> goals;

	private final InstantSource clock;

	private final CountDownLatch closed = new CountDownLatch(1);

	private int exitCode = 1;

	/**
	 * A run that has not begun.
	 * @param goals what is to be reached
	 * @param clock tells how long Kafka has been away
	 */
	public BoundedRun(List<? extends Goal> goals, InstantSource clock) {
		this.goals = goals;
		this.clock = clock;
	}

	@Override
	public void run(ApplicationArguments arguments) throws InterruptedException {
		Instant answered = this.clock.instant();
		while (this.closed.getCount() > 0) {
			try {
				this.goals.stream().filter((goal) -> !goal.reached()).forEach(Goal::look);
				answered = this.clock.instant();
			}
			catch (KafkaException ex) {
				logger.atWarn().addKeyValue("cause", ex.toString()).log("progress could not be read");
				if (this.clock.instant().isAfter(answered.plus(PATIENCE))) {
					return;
				}
			}
			catch (StandstillException ex) {
				logger.atError().addKeyValue("cause", ex.getMessage()).log("the run ends before it is done");
				return;
			}
			if (this.goals.stream().allMatch(Goal::reached)) {
				this.exitCode = 0;
				return;
			}
			this.closed.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
		}
	}

	@EventListener
	void closed(ContextClosedEvent event) {
		this.closed.countDown();
	}

	@Override
	public int getExitCode() {
		return this.exitCode;
	}

	/**
	 * What a run is for. Used by one thread.
	 */
	public interface Goal {

		/**
		 * Whether nothing is left to do.
		 */
		boolean reached();

		/**
		 * Looks how far it is, and does what brings it nearer.
		 * @throws StandstillException if it cannot be reached without a person
		 * @throws KafkaException if Kafka does not answer
		 */
		void look();

	}

	/**
	 * Thrown when a goal cannot be reached until a person acts.
	 */
	public static final class StandstillException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		/**
		 * Says why.
		 */
		public StandstillException(String message) {
			super(message);
		}

	}

}

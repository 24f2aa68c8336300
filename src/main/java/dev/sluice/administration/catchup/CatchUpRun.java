package dev.sluice.administration.catchup;

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
 * Lets the process end when all pipelines have loaded what there was at its start: with
 * status 0, or 1 if one of them stands still until a person acts.
 */
class CatchUpRun implements ApplicationRunner, ExitCodeGenerator {

	/** How long Kafka may be away. */
	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private static final long LOOK_EVERY_MILLIS = 250;

	private static final Logger logger = LoggerFactory.getLogger(CatchUpRun.class);

	private final List<CatchUp> catchUps;

	private final InstantSource clock;

	private final CountDownLatch closed = new CountDownLatch(1);

	private int exitCode = 1;

	CatchUpRun(List<CatchUp> catchUps, InstantSource clock) {
		this.catchUps = catchUps;
		this.clock = clock;
	}

	@Override
	public void run(ApplicationArguments arguments) throws InterruptedException {
		Instant answered = this.clock.instant();
		while (this.closed.getCount() > 0) {
			try {
				this.catchUps.forEach(CatchUp::look);
				answered = this.clock.instant();
			}
			catch (KafkaException ex) {
				logger.atWarn().addKeyValue("cause", ex.toString()).log("progress could not be read");
				if (this.clock.instant().isAfter(answered.plus(PATIENCE))) {
					return;
				}
			}
			catch (StandstillException ex) {
				logger.atError().addKeyValue("cause", ex.getMessage()).log("the run ends before it has caught up");
				return;
			}
			if (this.catchUps.stream().allMatch(CatchUp::done)) {
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

}

package dev.sluice.repeater;

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
 * Drains the failed inserts of all pipelines, up to those that are there at its start,
 * and lets the process end.
 */
class Forwarder implements ApplicationRunner, ExitCodeGenerator {

	/** How long Kafka may be away. */
	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private static final Logger logger = LoggerFactory.getLogger(Forwarder.class);

	private final List<Drain> drains;

	private final InstantSource clock;

	private final CountDownLatch closed = new CountDownLatch(1);

	private int exitCode = 1;

	Forwarder(List<Drain> drains, InstantSource clock) {
		this.drains = drains;
		this.clock = clock;
	}

	@Override
	public void run(ApplicationArguments arguments) throws InterruptedException {
		Instant answered = this.clock.instant();
		while (this.closed.getCount() > 0) {
			try {
				this.drains.forEach(Forwarder::step);
				answered = this.clock.instant();
			}
			catch (KafkaException ex) {
				logger.atWarn().addKeyValue("cause", ex.toString()).log("the progress of the drain could not be read");
				if (this.clock.instant().isAfter(answered.plus(PATIENCE))) {
					return;
				}
			}
			catch (IllegalStateException ex) {
				logger.atError().addKeyValue("cause", ex.getMessage()).log("the drain has failed");
				return;
			}
			if (this.drains.stream().allMatch(Drain::done)) {
				this.exitCode = 0;
				return;
			}
			this.closed.await(1, TimeUnit.SECONDS);
		}
	}

	private static void step(Drain drain) {
		if (!drain.begun()) {
			drain.begin();
		}
		else if (!drain.done()) {
			drain.look();
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

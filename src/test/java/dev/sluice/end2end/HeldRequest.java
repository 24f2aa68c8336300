package dev.sluice.end2end;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import dev.sluice.emulator.fault.Moment;
import org.apache.kafka.common.protocol.ApiKeys;

/**
 * A request that a {@link KafkaProxy} holds, once it comes.
 */
final class HeldRequest {

	private final ApiKeys api;

	private final Predicate<String> which;

	private final Moment moment;

	private final CountDownLatch held = new CountDownLatch(1);

	private final CompletableFuture<Boolean> passes = new CompletableFuture<>();

	HeldRequest(ApiKeys api, Predicate<String> which, Moment moment) {
		this.api = api;
		this.which = which;
		this.moment = moment;
	}

	boolean matches(short key, byte[] frame) {
		return this.api.id == key && this.which.test(new String(frame, StandardCharsets.ISO_8859_1));
	}

	Moment moment() {
		return this.moment;
	}

	/**
	 * Waits for what becomes of it.
	 * @return whether it goes on
	 */
	boolean pass() {
		this.held.countDown();
		return this.passes.join();
	}

	/**
	 * Waits until it is there.
	 */
	boolean awaitHeld(Duration limit) throws InterruptedException {
		return this.held.await(limit.toMillis(), TimeUnit.MILLISECONDS);
	}

	void release() {
		this.passes.complete(true);
	}

	/**
	 * Lets it never arrive.
	 */
	void drop() {
		this.passes.complete(false);
	}

}

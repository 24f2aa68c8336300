package dev.sluice.emulator.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.sluice.emulator.call.ApiError;

/**
 * The faults that strike one call.
 *
 * A server that can block calls {@link #strike(Moment)} before the call takes effect and
 * again after it. A server that must not block walks through {@link #effects(Moment)} and
 * waits for {@link #passage(Moment)}.
 */
public final class Intervention {

	public static final Intervention NONE = new Intervention(List.of());

	private final List<ScriptedFault> faults;

	Intervention(List<ScriptedFault> faults) {
		this.faults = faults;
	}

	public List<Effect> effects(Moment moment) {
		return this.faults.isEmpty() ? List.of() : at(moment).stream().map((fault) -> fault.fault().effect()).toList();
	}

	private List<ScriptedFault> at(Moment moment) {
		return this.faults.stream().filter((fault) -> fault.fault().moment() == moment).toList();
	}

	/**
	 * Returns the first effect of a type, whatever its moment.
	 */
	public <T extends Effect> Optional<T> find(Class<T> type) {
		return this.faults.stream()
			.map((fault) -> fault.fault().effect())
			.filter(type::isInstance)
			.map(type::cast)
			.findFirst();
	}

	/**
	 * Lets the faults of a moment strike, on this thread: sleeps through delays, waits
	 * where the call is held, and ends the call where they say so.
	 * @throws ApiError to be the answer
	 * @throws CallDropped if the caller must get no answer
	 */
	public void strike(Moment moment) {
		if (!passage(moment).join()) {
			throw new CallDropped();
		}
		for (Effect effect : effects(moment)) {
			if (effect instanceof Effect.Fail fail) {
				throw Errors.of(fail);
			}
			if (effect instanceof Effect.Abort abort) {
				throw Errors.of(new Effect.Fail(abort.status(), abort.message()));
			}
			if (effect instanceof Effect.Drop || effect instanceof Effect.GoAway) {
				throw new CallDropped();
			}
		}
	}

	/**
	 * Completes when all delays of a moment have passed and nothing holds the call any
	 * more; with {@code false} if the call was dropped while it was held.
	 */
	public CompletableFuture<Boolean> passage(Moment moment) {
		CompletableFuture<Boolean> passage = CompletableFuture.completedFuture(true);
		if (this.faults.isEmpty()) {
			return passage;
		}
		for (ScriptedFault fault : at(moment)) {
			if (fault.fault().effect() instanceof Effect.Delay delay) {
				passage = passage.thenCombine(after(fault.delay(delay)), Boolean::logicalAnd);
			}
			else if (fault.fault().effect() instanceof Effect.Hold) {
				passage = passage.thenCombine(
						fault.hold().thenApply((verdict) -> verdict == ScriptedFault.Verdict.RELEASED),
						Boolean::logicalAnd);
			}
		}
		return passage;
	}

	private static CompletableFuture<Boolean> after(Duration delay) {
		return new CompletableFuture<Boolean>().completeOnTimeout(true, delay.toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * Tells a server to cut the connection without an answer.
	 */
	public static final class CallDropped extends RuntimeException {

		CallDropped() {
			super("connection cut by a fault", null, false, false);
		}

	}

}

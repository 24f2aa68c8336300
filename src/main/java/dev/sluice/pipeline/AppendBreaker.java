package dev.sluice.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

import dev.sluice.table.TableName;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The circuit breaker of one appender: opens with the first request that is not answered
 * with a verdict on its rows, for as long as the failure asks for, then lets one request
 * try, and closes with the first that succeeds. Nobody ever waits here.
 * <p>
 * One answer decides, since it is BigQuery's own word on the table; a rate of failures
 * would only send more requests in vain. Delays are measured, so that a clock that is set
 * forward or back does not change them. Owned by one listener thread.
 */
final class AppendBreaker {

	private static final Logger logger = LoggerFactory.getLogger(AppendBreaker.class);

	private final TableName table;

	private final AppendContext context;

	private final CircuitBreaker breaker;

	private int failures;

	private AppendStatus.@Nullable Problem problem;

	AppendBreaker(TableName table, AppendContext context) {
		this.table = table;
		this.context = context;
		InstantSource steady = () -> Instant.EPOCH.plusNanos(context.nanoTime());
		CircuitBreakerConfig config = CircuitBreakerConfig.custom()
			.clock(steady.withZone(ZoneOffset.UTC))
			.slidingWindowSize(1)
			.minimumNumberOfCalls(1)
			.permittedNumberOfCallsInHalfOpenState(1)
			.build();
		this.breaker = CircuitBreaker.of(table.toString(), config);
		this.breaker.getEventPublisher().onStateTransition((event) -> changed(event.getStateTransition()));
		context.metrics().breaker(table, null, BreakerState.CLOSED);
	}

	boolean closed() {
		return this.problem == null;
	}

	BreakerState state() {
		return state(this.breaker.getState());
	}

	/**
	 * Whether a request may be sent, which then must be; while the table does not take
	 * rows, one at a time and not before it is time.
	 */
	boolean permits() {
		return this.breaker.tryAcquirePermission();
	}

	/**
	 * The number of failures in a row.
	 */
	int failures() {
		return this.failures;
	}

	AppendStatus.@Nullable Problem problem() {
		return this.problem;
	}

	/**
	 * Notes a verdict on rows.
	 */
	void succeeded() {
		if (this.problem != null) {
			this.failures = 0;
			this.problem = null;
			this.breaker.transitionToClosedState();
		}
	}

	/**
	 * Notes a failure.
	 * @param message the reason
	 * @param delay how long to leave the table alone
	 * @param needsOperator whether a person must act
	 */
	void failed(String message, Duration delay, boolean needsOperator) {
		this.failures++;
		Instant now = this.context.clock().instant();
		Instant since = (this.problem != null) ? this.problem.since() : now;
		this.problem = new AppendStatus.Problem(message, this.failures, since, now.plus(delay), needsOperator);
		this.breaker.transitionToOpenStateFor(delay);
	}

	/**
	 * Ends it; its table is not counted any more.
	 */
	void close() {
		this.context.metrics().breaker(this.table, state(), null);
	}

	private void changed(StateTransition transition) {
		BreakerState from = state(transition.getFromState());
		BreakerState to = state(transition.getToState());
		if (from == to) {
			return;
		}
		this.context.metrics().breaker(this.table, from, to);
		AppendStatus.Problem current = this.problem;
		boolean first = from == BreakerState.CLOSED;
		Level level = first ? Level.WARN : (to == BreakerState.CLOSED) ? Level.INFO : Level.DEBUG;
		logger.atLevel(level)
			.addKeyValue("table", this.table)
			.addKeyValue("from", from)
			.addKeyValue("to", to)
			.addKeyValue("cause", (current != null) ? current.message() : "appends succeed")
			.addKeyValue("until", (current != null) ? current.until() : null)
			.log("circuit breaker of a table has changed its state");
	}

	private static BreakerState state(CircuitBreaker.State state) {
		return switch (state) {
			case OPEN -> BreakerState.OPEN;
			case HALF_OPEN -> BreakerState.HALF_OPEN;
			default -> BreakerState.CLOSED;
		};
	}

}

package dev.sluice.emulator.write;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.google.cloud.bigquery.storage.v1.AppendRowsRequest;
import com.google.cloud.bigquery.storage.v1.AppendRowsResponse;
import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.engine.Engine;
import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Intervention;
import dev.sluice.emulator.fault.Moment;
import dev.sluice.emulator.fault.Setting;
import dev.sluice.emulator.fault.Target;
import dev.sluice.emulator.stream.Appender;
import dev.sluice.emulator.stream.StreamException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;

/**
 * One AppendRows call: requests in, answers out, in the same order.
 *
 * Requests come one at a time, as gRPC guarantees. A request that a fault holds before it
 * takes effect blocks those behind it; one that is held afterwards only keeps their
 * answers waiting.
 */
final class AppendConnection implements StreamObserver<AppendRowsRequest>, Appender {

	private static final String APPEND = "AppendRows";

	private static final String CONNECT = "Connect";

	private final long number;

	private final Engine engine;

	private final AppendSession session;

	private final AppendAnswers answers;

	private final Runnable onEnd;

	private volatile Instant lastActivity;

	private boolean opened;

	AppendConnection(long number, Engine engine, AppendSession session, AppendAnswers answers, Runnable onEnd) {
		this.number = number;
		this.engine = engine;
		this.session = session;
		this.answers = answers;
		this.onEnd = onEnd;
		this.lastActivity = engine.clock().instant();
	}

	@Override
	public void onNext(AppendRowsRequest request) {
		if (this.answers.ended()) {
			return;
		}
		this.lastActivity = this.engine.clock().instant();
		if (this.opened || opens(request)) {
			this.opened = true;
			take(request);
		}
	}

	private boolean opens(AppendRowsRequest request) {
		Target target = new Target(CONNECT, request.getWriteStream());
		try {
			this.engine.faults().intercept(target).strike(Moment.BEFORE);
			return true;
		}
		catch (ApiError | Intervention.CallDropped ex) {
			log(target, request, Statuses.DROPPED, String.valueOf(ex.getMessage()));
			end(Statuses.ending(ex));
			return false;
		}
	}

	private void take(AppendRowsRequest request) {
		long offset = request.hasOffset() ? request.getOffset().getValue() : -1;
		int rows = request.getProtoRows().getRows().getSerializedRowsCount();
		Target target = new Target(APPEND, this.session.resource(request), rows, offset);
		Intervention faults = this.engine.faults().intercept(target);
		if (!faults.passage(Moment.BEFORE).join()) {
			cut(target, request);
		}
		else if (passes(faults, Moment.BEFORE, target, request)) {
			append(request, target, faults);
		}
	}

	private void append(AppendRowsRequest request, Target target, Intervention faults) {
		try {
			AppendRowsResponse answer = this.session.append(this, request, faults.find(Effect.RefuseRows.class));
			if (passes(faults, Moment.AFTER, target, request)) {
				answer(answer, target, request, faults);
			}
		}
		catch (StreamException ex) {
			com.google.rpc.Status status = Statuses.of(ex);
			if (this.session.endsWith(ex)) {
				log(target, request, ex.status(), ex.message());
				end(Statuses.end(status));
			}
			else {
				answer(failure(request, status), target, request, faults);
			}
		}
		catch (ApiError ex) {
			answer(failure(request, Statuses.of(ex.status(), ex.message())), target, request, faults);
		}
		catch (RuntimeException ex) {
			log(target, request, "INTERNAL", ex.toString());
			end(Statuses.ending(ex));
		}
	}

	/**
	 * Lets the faults of a moment strike.
	 * @return whether the request goes on
	 */
	private boolean passes(Intervention faults, Moment moment, Target target, AppendRowsRequest request) {
		for (Effect effect : faults.effects(moment)) {
			if (effect instanceof Effect.Fail fail) {
				this.session.remember(this, request);
				answer(failure(request, Statuses.of(fail, target.resource())), target, request, faults);
				return false;
			}
			if (effect instanceof Effect.Abort abort) {
				log(target, request, abort.status(), abort.message());
				end(Statuses.end(Statuses.of(abort.status(), abort.message())));
				return false;
			}
			if (effect instanceof Effect.Drop) {
				cut(target, request);
				return false;
			}
			if (effect instanceof Effect.GoAway) {
				log(target, request, "UNAVAILABLE", "the connection is draining");
				end(Statuses.end(Statuses.of("UNAVAILABLE", "the connection is draining")));
				return false;
			}
		}
		return true;
	}

	private void answer(AppendRowsResponse answer, Target target, AppendRowsRequest request, Intervention faults) {
		CompletableFuture<Boolean> passage = faults.passage(Moment.AFTER);
		long delay = this.engine.behavior().get(Setting.ANSWER_DELAY).toNanos();
		if (delay > 0) {
			passage = passage.thenCombine(
					new CompletableFuture<Boolean>().completeOnTimeout(true, delay, TimeUnit.NANOSECONDS),
					Boolean::logicalAnd);
		}
		String outcome = answer.hasError() ? Statuses.name(answer.getError()) : "OK";
		this.answers.send(answer, passage, () -> log(target, request, outcome, answer.getError().getMessage()));
	}

	private AppendRowsResponse failure(AppendRowsRequest request, com.google.rpc.Status status) {
		return AppendRowsResponse.newBuilder().setError(status).setWriteStream(this.session.resource(request)).build();
	}

	private void cut(Target target, AppendRowsRequest request) {
		log(target, request, Statuses.DROPPED, "");
		this.answers.abort(Statuses.cut());
		finish();
	}

	private void end(StatusRuntimeException problem) {
		this.answers.end(problem, CompletableFuture.completedFuture(true));
		finish();
	}

	private void log(Target target, AppendRowsRequest request, String outcome, String detail) {
		this.engine.calls()
			.record(target.operation(), target.resource(), outcome, detail, target.rows(), request.getSerializedSize(),
					this.number);
	}

	@Override
	public void onError(Throwable problem) {
		this.answers.abort(Status.CANCELLED.asRuntimeException());
		finish();
	}

	@Override
	public void onCompleted() {
		this.answers.end(null, CompletableFuture.completedFuture(true));
		finish();
	}

	private void finish() {
		this.session.close(this);
		this.onEnd.run();
	}

	@Override
	public void supersede() {
		abort(Statuses.end(Statuses.of("ABORTED", "Another connection has taken the stream over.")));
	}

	/**
	 * Closes the connection if there was no traffic for long.
	 */
	void closeIfIdle(Instant now) {
		Duration timeout = this.engine.behavior().get(Setting.IDLE_TIMEOUT);
		if (!this.lastActivity.plus(timeout).isAfter(now)) {
			abort(Statuses.end(Statuses.of("ABORTED", "Closing the stream because it has been inactive for "
					+ timeout.toSeconds() + " seconds. Entity: " + this.session.current())));
		}
	}

	private void abort(StatusRuntimeException problem) {
		this.answers.abort(problem);
		finish();
	}

}

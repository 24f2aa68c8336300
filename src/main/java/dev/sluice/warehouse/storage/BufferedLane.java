package dev.sluice.warehouse.storage;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

import com.google.cloud.bigquery.storage.v1.AppendRowsResponse;
import com.google.cloud.bigquery.storage.v1.Exceptions.OffsetAlreadyExists;
import com.google.common.util.concurrent.MoreExecutors;
import dev.sluice.table.EncodedRows;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.Lane;
import dev.sluice.warehouse.StreamPosition;
import dev.sluice.warehouse.storage.StreamOffsets.Span;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lane over a buffered stream of its own, which is created with the first append.
 * <p>
 * It says at which offset rows are to be stored, so that nothing is stored twice however
 * often it is sent, and it has one writer at a time: for rows with a newer layout or
 * other explicit NULLs it waits until everything in flight is answered, and opens another
 * writer of the same stream. What comes behind a failure is not attempted, until its
 * caller shows that it knows of the failure by sending again something that it was
 * denied.
 * <p>
 * All that happens takes turns: appends, answers and their consequences run one after the
 * other, on the threads that bring them, and none waits for the network. That is what the
 * sequential executor is for; the fields below it belong to whoever has the turn.
 */
final class BufferedLane implements Lane {

	private static final Logger logger = LoggerFactory.getLogger(BufferedLane.class);

	private final TableName table;

	private final StorageStreams streams;

	private final LaneWriters opener;

	private final Duration answerLimit;

	private final LongSupplier ticker;

	private final Executor turns = MoreExecutors.newSequentialExecutor(MoreExecutors.directExecutor());

	private final StreamOffsets offsets = new StreamOffsets();

	private final Deque<Request> waiting = new ArrayDeque<>();

	private final Set<Request> inFlight = Collections.newSetFromMap(new IdentityHashMap<>());

	/** What was denied since something failed; empty if the caller knows. */
	private final Set<EncodedRows> denied = Collections.newSetFromMap(new IdentityHashMap<>());

	private CompletableFuture<Void> writerBefore = CompletableFuture.completedFuture(null);

	private @Nullable LaneWriter writer;

	private Set<String> explicitNulls = Set.of();

	private @Nullable String stream;

	private boolean creating;

	private boolean closed;

	private @Nullable String lost;

	private @Nullable Long mistakenSince;

	BufferedLane(TableName table, StorageStreams streams, LaneWriters opener, Duration answerLimit,
			LongSupplier ticker) {
		this.table = table;
		this.streams = streams;
		this.opener = opener;
		this.answerLimit = answerLimit;
		this.ticker = ticker;
	}

	@Override
	public CompletionStage<AppendResult> append(EncodedRows rows) {
		Request request = new Request(rows);
		takeTurn(() -> admit(request));
		return request.answer;
	}

	@Override
	public void close() {
		takeTurn(() -> {
			this.closed = true;
			deny(this.waiting, "the lane is closed");
			leaveWriter();
		});
	}

	private void takeTurn(Runnable turn) {
		this.turns.execute(() -> {
			try {
				turn.run();
			}
			catch (RuntimeException ex) {
				lose("unexpected failure: " + ex);
				throw ex;
			}
		});
	}

	private void admit(Request request) {
		String why = this.lost;
		if (why != null) {
			request.answer.complete(new AppendResult.LaneGone(why));
		}
		else if (this.closed) {
			deny(request, unavailable("the lane is closed"));
		}
		else if (!this.denied.isEmpty() && !this.denied.contains(request.rows)) {
			deny(request, new AppendResult.NotAttempted("a request before it has failed"));
		}
		else if (LaneWriter.isTooLarge(request.rows)) {
			deny(request, new AppendResult.TooLarge());
		}
		else {
			this.denied.clear();
			this.waiting.add(request);
			send();
		}
	}

	private void send() {
		while (this.lost == null && !this.waiting.isEmpty()) {
			String name = this.stream;
			if (name == null) {
				create();
				return;
			}
			Request request = this.waiting.getFirst();
			EncodedRows awaited = this.offsets.awaited();
			if (this.offsets.isBusy() && (this.offsets.isFailing() || !isOpenFor(request.rows))) {
				return;
			}
			if (awaited != null && awaited != request.rows) {
				lose("rows that may be stored were not sent again");
				return;
			}
			this.waiting.removeFirst();
			send(request, writer(name, request.rows));
		}
	}

	private void send(Request request, LaneWriter through) {
		Span span = this.offsets.place(request.rows);
		this.inFlight.add(request);
		CompletableFuture<AppendRowsResponse> unused = through.append(request.rows, span.offset())
			.orTimeout(this.answerLimit.toMillis(), TimeUnit.MILLISECONDS)
			.whenComplete((response, failure) -> takeTurn(() -> answered(request, span, through, failure)));
	}

	private boolean isOpenFor(EncodedRows rows) {
		LaneWriter current = this.writer;
		return current != null && current.takes(rows.layout().version())
				&& this.explicitNulls.equals(rows.explicitNulls());
	}

	private LaneWriter writer(String name, EncodedRows rows) {
		LaneWriter current = this.writer;
		if (current != null && isOpenFor(rows)) {
			return current;
		}
		leaveWriter();
		this.explicitNulls = Set.copyOf(rows.explicitNulls());
		LaneWriter next = this.opener.open(name, rows.layout(), this.explicitNulls, this.writerBefore);
		this.writer = next;
		return next;
	}

	private boolean leaveWriter() {
		LaneWriter current = this.writer;
		this.writer = null;
		if (current == null || !current.giveUp()) {
			return false;
		}
		this.writerBefore = this.opener.close(current);
		return true;
	}

	private boolean leaveWriter(LaneWriter used) {
		return this.writer == used && leaveWriter();
	}

	private void create() {
		if (!this.creating) {
			this.creating = true;
			CompletableFuture<String> unused = this.streams.create(this.table)
				.whenComplete((name, failure) -> takeTurn(() -> created(name, failure)));
		}
	}

	private void created(@Nullable String name, @Nullable Throwable failure) {
		this.creating = false;
		this.stream = name;
		Request first = this.waiting.peek();
		if (failure != null && first != null) {
			this.waiting.removeFirst();
			deny(first, StorageStreams.notCreated(failure));
			deny(this.waiting, "no stream was created");
		}
		send();
	}

	private void answered(Request request, Span span, LaneWriter through, @Nullable Throwable failure) {
		if (!this.inFlight.remove(request) || this.lost != null) {
			return;
		}
		if (failure == null) {
			stored(request, span, through);
		}
		else {
			failed(request, span, through, failure);
		}
		send();
	}

	private void stored(Request request, Span span, LaneWriter through) {
		if (!span.isVacated() && this.offsets.isBehindFailure(span)) {
			this.offsets.doubted(span);
			deny(request, new AppendResult.NotAttempted("it is open whether rows before these are stored"));
			return;
		}
		if (!this.offsets.stored(span)) {
			request.answer.complete(lose("rows are stored behind others that are not"));
			return;
		}
		this.mistakenSince = null;
		StreamPosition upTo = new StreamPosition(StreamNames.id(String.valueOf(this.stream)), span.end());
		AppendResult stored = new AppendResult.Stored(upTo);
		request.answer.complete(through.judge(stored, () -> false));
	}

	private void failed(Request request, Span span, LaneWriter through, Throwable failure) {
		String message = AppendFailures.message(failure);
		if (AppendFailures.isStreamGone(failure)) {
			request.answer.complete(lose(message));
			return;
		}
		if (failure instanceof OffsetAlreadyExists taken) {
			if (this.offsets.isStored(span, taken.getExpectedOffset())) {
				stored(request, span, through);
			}
			else {
				request.answer.complete(lose("other rows may be stored there: " + message));
			}
			return;
		}
		if (this.offsets.isBehindFailure(span)) {
			behindFailure(request, span, through, failure);
			return;
		}
		if (isBeyondEnd(failure)) {
			conclude(request, span, mistaken(unavailable(message)));
			return;
		}
		AppendResult result = (failure instanceof TimeoutException)
				? unavailable("no answer within " + this.answerLimit) : AppendFailures.toResult(failure);
		AppendResult judged = through.judge(result, () -> leaveWriter(through));
		conclude(request, span, (judged instanceof AppendResult.TableGone) ? mistaken(judged) : judged);
	}

	private void behindFailure(Request request, Span span, LaneWriter through, Throwable failure) {
		this.offsets.doubted(span);
		if (!isBeyondEnd(failure) && AppendFailures.toResult(failure) instanceof AppendResult.Unavailable) {
			leaveWriter(through);
		}
		deny(request, new AppendResult.NotAttempted(AppendFailures.message(failure)));
	}

	private static boolean isBeyondEnd(Throwable failure) {
		return Status.fromThrowable(failure).getCode() == Status.Code.OUT_OF_RANGE;
	}

	/**
	 * What follows from an answer that may be a passing mistake about the stream.
	 */
	private AppendResult mistaken(AppendResult result) {
		long now = this.ticker.getAsLong();
		Long since = this.mistakenSince;
		if (since == null) {
			this.mistakenSince = now;
			return result;
		}
		return (now - since > StorageStreams.PATIENCE.toNanos()) ? lose(result.toString()) : result;
	}

	/**
	 * Draws the consequences of an answer that does not say that rows are stored.
	 */
	private void conclude(Request request, Span span, AppendResult result) {
		if (result instanceof AppendResult.LaneGone) {
			request.answer.complete(result);
			return;
		}
		if (leavesOffsetFree(result)) {
			if (!this.offsets.refused(span)) {
				request.answer.complete(lose("rows are refused that may be stored"));
				return;
			}
		}
		else {
			this.offsets.doubted(span);
		}
		deny(request, result);
		deny(this.waiting, "a request before it has failed");
	}

	private static boolean leavesOffsetFree(AppendResult result) {
		return result instanceof AppendResult.RowsRefused || result instanceof AppendResult.RequestRefused
				|| result instanceof AppendResult.TooLarge || result instanceof AppendResult.SchemaBehind
				|| (result instanceof AppendResult.Unavailable unavailable
						&& unavailable.cause() == AppendResult.Cause.QUOTA);
	}

	private void deny(Request request, AppendResult result) {
		this.denied.add(request.rows);
		request.answer.complete(result);
	}

	private void deny(Deque<Request> requests, String why) {
		for (Request request = requests.poll(); request != null; request = requests.poll()) {
			deny(request, new AppendResult.NotAttempted(why));
		}
	}

	/**
	 * Gives the stream up for good.
	 */
	private AppendResult lose(String why) {
		AppendResult gone = new AppendResult.LaneGone(why);
		if (this.lost == null) {
			this.lost = why;
			logger.atWarn()
				.addKeyValue("table", this.table)
				.addKeyValue("stream", this.stream)
				.addKeyValue("cause", why)
				.log("stream is given up");
			List<Request> all = new ArrayList<>(this.inFlight);
			all.addAll(this.waiting);
			this.inFlight.clear();
			this.waiting.clear();
			this.denied.clear();
			all.forEach((request) -> request.answer.complete(gone));
			leaveWriter();
		}
		return gone;
	}

	private static AppendResult unavailable(String message) {
		return new AppendResult.Unavailable(AppendResult.Cause.OUTAGE, message, null);
	}

	/**
	 * Rows to send.
	 */
	private static final class Request {

		private final EncodedRows rows;

		private final CompletableFuture<AppendResult> answer = new CompletableFuture<>();

		private Request(EncodedRows rows) {
			this.rows = rows;
		}

	}

}

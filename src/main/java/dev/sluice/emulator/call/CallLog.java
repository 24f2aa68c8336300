package dev.sluice.emulator.call;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * The most recent calls with their outcomes, oldest first.
 *
 * Safe for use by many threads. Keeps the last {@value #CAPACITY} calls.
 */
public final class CallLog {

	private static final int CAPACITY = 100_000;

	private final InstantSource clock;

	@GuardedBy("this")
	private final Deque<Call> calls = new ArrayDeque<>();

	@GuardedBy("this")
	private long sequence;

	public CallLog(InstantSource clock) {
		this.clock = clock;
	}

	public void record(String operation, String resource, String outcome, String detail) {
		record(operation, resource, outcome, detail, 0, 0, 0);
	}

	public synchronized void record(String operation, String resource, String outcome, String detail, int rows,
			long bytes, long connection) {
		if (this.calls.size() == CAPACITY) {
			this.calls.removeFirst();
		}
		this.calls.addLast(new Call(++this.sequence, this.clock.instant(), operation, resource, outcome, detail, rows,
				bytes, connection));
	}

	public synchronized List<Call> calls() {
		return List.copyOf(this.calls);
	}

	public List<Call> calls(String operation) {
		return calls((call) -> call.operation().equals(operation));
	}

	public List<Call> calls(Predicate<Call> filter) {
		return calls().stream().filter(filter).toList();
	}

	public synchronized void clear() {
		this.calls.clear();
	}

}

package dev.sluice.administration.audit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import dev.sluice.administration.Journal;
import dev.sluice.administration.OperationRefusedException;
import dev.sluice.administration.OperationRefusedException.Why;
import dev.sluice.administration.audit.AuditStatus.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audits of this instance, one at a time, in the background. Thread-safe.
 */
final class Audits {

	private static final Logger logger = LoggerFactory.getLogger(Audits.class);

	private final Map<String, AuditStatus> ended = new ConcurrentHashMap<>();

	private final Auditor auditor;

	private final Journal journal;

	private final Executor executor;

	private final InstantSource clock;

	private volatile @Nullable Running running;

	Audits(Auditor auditor, Journal journal, Executor executor, InstantSource clock) {
		this.auditor = auditor;
		this.journal = journal;
		this.executor = executor;
		this.clock = clock;
	}

	/**
	 * Begins an audit.
	 * @throws OperationRefusedException if one is at work on this instance
	 * @throws IllegalArgumentException if its bounds make no sense; says why
	 */
	synchronized AuditStatus begin(AuditRequest request) {
		request.range(this.clock.instant());
		Running other = this.running;
		if (other != null) {
			String why = "an audit of pipeline " + other.pipeline() + " is at work: wait for its end, or cancel it";
			note(request.pipeline(), "refused: " + why);
			throw new OperationRefusedException(Why.UNSAFE, why);
		}
		note(request.pipeline(), "begun");
		Running begun = new Running(request.pipeline(), this.clock.instant(), new AuditProgress());
		this.running = begun;
		this.executor.execute(() -> run(request, begun));
		return begun.status();
	}

	private void run(AuditRequest request, Running begun) {
		AuditStatus status;
		try {
			AuditReport report = this.auditor.audit(request, begun.progress());
			status = end(begun, State.DONE, null, report);
		}
		catch (AuditCancelledException ex) {
			status = end(begun, State.CANCELLED, null, null);
		}
		catch (OperationRefusedException ex) {
			status = end(begun, State.FAILED, ex.getMessage(), null);
		}
		catch (Throwable ex) {
			logger.atError().setCause(ex).addKeyValue("pipeline", request.pipeline()).log("an audit has failed");
			status = end(begun, State.FAILED, "the audit could not go on: the log of this instance tells why", null);
		}
		this.ended.put(request.pipeline(), status);
		this.running = null;
		note(status);
	}

	private AuditStatus end(Running begun, State state, @Nullable String problem, @Nullable AuditReport report) {
		return new AuditStatus(begun.pipeline(), state, begun.since(), this.clock.instant(),
				begun.progress().snapshot(), problem, report);
	}

	private void note(AuditStatus status) {
		AuditReport report = status.report();
		String outcome = (report != null) ? "%s: %d records, %d missing, %d doubled, %d unexpected, %d lost".formatted(
				report.complete() ? "complete" : "NOT complete", report.total().records(), report.total().missing(),
				report.total().doubled(), report.unexpected().total(), report.total().lost())
				: (status.state() == State.CANCELLED) ? "cancelled" : "failed: " + status.problem();
		note(status.pipeline(), outcome);
	}

	private void note(String pipeline, String outcome) {
		this.journal.write(new Journal.Entry("audit", "pipeline " + pipeline, Map.of(), Map.of(), outcome));
	}

	/**
	 * How the last audit of a pipeline on this instance fares, or {@code null} if there
	 * was none.
	 */
	@Nullable AuditStatus status(String pipeline) {
		Running now = this.running;
		if (now != null && now.pipeline().equals(pipeline)) {
			return now.status();
		}
		return this.ended.get(pipeline);
	}

	/**
	 * Ends the audit of a pipeline, if one is at work on this instance.
	 * @return whether it is
	 */
	boolean cancel(String pipeline) {
		Running now = this.running;
		if (now == null || !now.pipeline().equals(pipeline)) {
			return false;
		}
		now.progress().cancel();
		return true;
	}

	/**
	 * An audit at work.
	 *
	 * @param pipeline the pipeline's name
	 * @param since when it began
	 * @param progress how far it has come
	 */
	private record Running(String pipeline, Instant since, AuditProgress progress) {

		AuditStatus status() {
			return new AuditStatus(this.pipeline, State.RUNNING, this.since, null, this.progress.snapshot(), null,
					null);
		}

	}

}

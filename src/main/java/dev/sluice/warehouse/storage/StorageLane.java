package dev.sluice.warehouse.storage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sluice.table.EncodedRows;
import dev.sluice.table.RowLayout;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.Lane;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lane over the {@code _default} stream of a table.
 * <p>
 * Usually it has one writer, which is replaced when rows come with a newer layout, when
 * the write path does not know the writer's columns yet, and when its connection has
 * ended or gives no answer. Rows with explicit NULLs in columns that have a default need
 * a writer of their own, since Google's client ties that to the writer.
 * <p>
 * The lock guards the choice of the writer and nothing else: opening, sending, answers
 * and closing happen outside of it, so that nobody waits for the network there.
 */
final class StorageLane implements Lane {

	private static final Logger logger = LoggerFactory.getLogger(StorageLane.class);

	private static final int MAX_WRITERS = 4;

	private final TableName table;

	private final LaneWriters opener;

	private final StorageProperties properties;

	@GuardedBy("this")
	private final Map<Set<String>, LaneWriter> writers = new LinkedHashMap<>(4, 0.75f, true);

	@GuardedBy("this")
	private boolean closed;

	StorageLane(TableName table, LaneWriters opener, StorageProperties properties) {
		this.table = table;
		this.opener = opener;
		this.properties = properties;
	}

	@Override
	public CompletionStage<AppendResult> append(EncodedRows rows) {
		if (LaneWriter.isTooLarge(rows)) {
			return CompletableFuture.completedFuture(new AppendResult.TooLarge());
		}
		LaneWriter writer = writer(rows.layout(), rows.explicitNulls());
		if (writer == null) {
			return CompletableFuture.completedFuture(unavailable("the lane is closed"));
		}
		AppendResult unanswered = unavailable("no answer within " + this.properties.answerLimit());
		return writer.append(rows, LaneWriter.ANY_OFFSET)
			.handle((response, failure) -> (failure != null) ? AppendFailures.toResult(failure)
					: new AppendResult.Stored())
			.completeOnTimeout(unanswered, this.properties.answerLimit().toMillis(), TimeUnit.MILLISECONDS)
			.thenApply((result) -> writer.judge(result, () -> giveUp(writer, result)));
	}

	private static AppendResult unavailable(String message) {
		return new AppendResult.Unavailable(AppendResult.Cause.OUTAGE, message, null);
	}

	private @Nullable LaneWriter writer(RowLayout layout, Set<String> explicitNulls) {
		List<LaneWriter> leaving = new ArrayList<>();
		LaneWriter writer;
		synchronized (this) {
			if (this.closed) {
				return null;
			}
			writer = this.writers.get(explicitNulls);
			if (writer == null || !writer.takes(layout.version())) {
				LaneWriter before = this.writers.remove(explicitNulls);
				if (before != null) {
					leaving.add(before);
				}
				writer = this.opener.open(layout, explicitNulls);
				this.writers.put(Set.copyOf(explicitNulls), writer);
				dropEldest(leaving);
			}
		}
		leaving.forEach(this::close);
		return writer;
	}

	@GuardedBy("this")
	private void dropEldest(List<LaneWriter> leaving) {
		if (this.writers.size() > MAX_WRITERS) {
			leaving.add(this.writers.remove(this.writers.keySet().iterator().next()));
		}
	}

	/**
	 * Closes a writer that may be no good any more.
	 * @return whether it was good until now
	 */
	private boolean giveUp(LaneWriter writer, AppendResult result) {
		synchronized (this) {
			this.writers.values().remove(writer);
		}
		boolean first = writer.giveUp();
		if (first) {
			logger.atInfo()
				.addKeyValue("table", this.table)
				.addKeyValue("result", result.getClass().getSimpleName())
				.log("writer is given up");
			close(writer);
		}
		return first;
	}

	private void close(LaneWriter writer) {
		CompletableFuture<Void> unused = this.opener.close(writer);
	}

	@Override
	public void close() {
		List<LaneWriter> leaving;
		synchronized (this) {
			this.closed = true;
			leaving = List.copyOf(this.writers.values());
			this.writers.clear();
		}
		leaving.forEach(this::close);
	}

}

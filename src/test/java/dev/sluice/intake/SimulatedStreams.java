package dev.sluice.intake;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import dev.sluice.table.EncodedRows;
import dev.sluice.table.RowEncoding;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.BufferedStreams;
import dev.sluice.warehouse.CatalogException;
import dev.sluice.warehouse.FlushResult;
import dev.sluice.warehouse.Lane;
import dev.sluice.warehouse.StoredPositions;
import dev.sluice.warehouse.StreamPosition;
import org.jspecify.annotations.Nullable;

/**
 * BigQuery's side of a simulation: buffered streams, and tables that can be asked for
 * rows. Appends are carried out at once and answered in order. Flushes and questions are
 * carried out in any order, also when whoever asked is no more; some never are, some are
 * and nobody is told, and streams are lost before, after and without a flush.
 */
final class SimulatedStreams implements BufferedStreams, StoredPositions {

	private static final FlushResult UNANSWERED = new FlushResult.Unavailable(AppendResult.Cause.OUTAGE, "no answer",
			null);

	private final Map<String, SimulatedStream> streams = new LinkedHashMap<>();

	private final Map<TableName, Map<Long, Integer>> visible = new HashMap<>();

	private final Deque<Runnable> appendAnswers = new ArrayDeque<>();

	private final List<Runnable> requests = new ArrayList<>();

	private final Chance chance;

	private final Consumer<Hazard> hazards;

	private final boolean lossy;

	private boolean prompt;

	SimulatedStreams(Chance chance, Consumer<Hazard> hazards) {
		this.chance = chance;
		this.hazards = hazards;
		this.lossy = !chance.oneIn(4);
	}

	/** How many rows of a record can be seen in a table. */
	int visible(TableName table, long offset) {
		return visibleOf(table).getOrDefault(offset, 0);
	}

	private Map<Long, Integer> visibleOf(TableName table) {
		return this.visible.computeIfAbsent(table, (name) -> new HashMap<>());
	}

	/** Answers the oldest append that has no answer, if there is one. */
	void answerAppend() {
		Runnable answer = this.appendAnswers.poll();
		if (answer != null) {
			answer.run();
		}
	}

	void answerAppends() {
		while (!this.appendAnswers.isEmpty()) {
			answerAppend();
		}
	}

	/** Carries out any flush or question, if there is one. */
	void carryOutAny() {
		if (!this.requests.isEmpty()) {
			this.requests.remove(this.chance.below(this.requests.size())).run();
		}
	}

	void carryOutAll() {
		while (!this.requests.isEmpty()) {
			carryOutAny();
		}
	}

	/** Whether flushes are carried out at once. */
	void promptly(boolean atOnce) {
		this.prompt = atOnce;
	}

	/** Loses any streams that have rows which nobody sees. */
	void loseAny() {
		for (SimulatedStream stream : this.streams.values()) {
			if (this.lossy && stream.holdsRows() && this.chance.oneIn(4)) {
				lose(stream);
			}
		}
	}

	private void lose(SimulatedStream stream) {
		stream.lose();
		this.hazards.accept(Hazard.STREAM_LOST);
	}

	@Override
	public Lane lane(TableName table) {
		return new SimulatedLane(table);
	}

	@Override
	public RowEncoding encoding() {
		return RowEncoding.WIRE;
	}

	@Override
	public CompletionStage<FlushResult> flush(TableName table, StreamPosition upTo) {
		SimulatedStream stream = Objects.requireNonNull(this.streams.get(upTo.stream()), "no such stream");
		CompletableFuture<FlushResult> answer = new CompletableFuture<>();
		this.requests.add(() -> answer.complete(flush(stream, upTo.end())));
		if (this.prompt) {
			this.requests.remove(this.requests.size() - 1).run();
		}
		return answer;
	}

	private FlushResult flush(SimulatedStream stream, long upTo) {
		if (this.chance.harm(8)) {
			return UNANSWERED;
		}
		loseOneIn(8, stream);
		if (stream.lost()) {
			return new FlushResult.Impossible("the stream is gone");
		}
		stream.flush(upTo);
		loseOneIn(8, stream);
		return this.chance.harm(4) ? UNANSWERED : new FlushResult.Flushed();
	}

	private void loseOneIn(int chances, SimulatedStream stream) {
		if (this.lossy && !stream.lost() && this.chance.harm(chances)) {
			lose(stream);
		}
	}

	@Override
	public CompletionStage<Boolean> any(TableName table, Columns columns, Range range) {
		CompletableFuture<Boolean> answer = new CompletableFuture<>();
		this.requests.add(() -> {
			if (this.chance.harm(6)) {
				answer.completeExceptionally(
						new CatalogException(CatalogException.Problem.OUTAGE, "no answer", null, null));
			}
			else {
				answer.complete(visibleOf(table).keySet()
					.stream()
					.anyMatch((offset) -> offset >= range.from() && offset < range.to()));
			}
		});
		return answer;
	}

	/** Appends to one stream, which is made with the first rows. */
	private final class SimulatedLane implements Lane {

		private final TableName table;

		private String name = "";

		private @Nullable SimulatedStream stream;

		SimulatedLane(TableName table) {
			this.table = table;
		}

		@Override
		public CompletionStage<AppendResult> append(EncodedRows rows) {
			AppendResult result = stored(stream(), rows);
			CompletableFuture<AppendResult> answer = new CompletableFuture<>();
			SimulatedStreams.this.appendAnswers.add(() -> answer.complete(result));
			return answer;
		}

		private AppendResult stored(SimulatedStream itsStream, EncodedRows rows) {
			return itsStream.lost() ? new AppendResult.LaneGone("the stream is gone")
					: new AppendResult.Stored(new StreamPosition(this.name, itsStream.append(rows)));
		}

		private SimulatedStream stream() {
			SimulatedStream existing = this.stream;
			if (existing != null) {
				return existing;
			}
			SimulatedStream created = new SimulatedStream(visibleOf(this.table));
			this.name = "%052d".formatted(SimulatedStreams.this.streams.size());
			SimulatedStreams.this.streams.put(this.name, created);
			this.stream = created;
			return created;
		}

		@Override
		public void close() {
			// its stream stays
		}

	}

}

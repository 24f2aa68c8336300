package dev.sluice.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.sluice.table.EncodedRows;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.Lane;
import dev.sluice.warehouse.LoadCut;
import dev.sluice.warehouse.LoadSpool;

/** A spool that has room for some requests, and loads them never. */
final class CrampedSpool implements LoadSpool {

	private final int room;

	/** The lanes that have rows, and the offset after the last. */
	private final Map<Lane, Long> spooled = new HashMap<>();

	private final List<CompletableFuture<AppendResult>> answers = new ArrayList<>();

	private boolean refuses;

	private boolean overdue;

	private boolean outOfRoom;

	private boolean due;

	CrampedSpool(int room) {
		this.room = room;
	}

	/** Lets jobs end, and refuse a row. */
	CrampedSpool refusing() {
		this.refuses = true;
		return this;
	}

	boolean isOverdue() {
		return this.overdue;
	}

	@Override
	public void overdue() {
		this.overdue = true;
	}

	void isDue() {
		this.due = true;
	}

	@Override
	public boolean due() {
		return this.due;
	}

	@Override
	public boolean outOfRoom() {
		return this.outOfRoom;
	}

	@Override
	public boolean loadsOnce() {
		return false;
	}

	@Override
	public LoadCut cut() {
		this.due = false;
		return new Cut();
	}

	@Override
	public void close() {
	}

	@Override
	public Lane lane(TableName table) {
		return new Lane() {

			@Override
			public CompletionStage<AppendResult> append(EncodedRows rows) {
				throw new IllegalStateException("rows are copied");
			}

			@Override
			public CompletionStage<AppendResult> append(EncodedRows rows, Runnable copied) {
				return CrampedSpool.this.append(this, rows, copied);
			}

			@Override
			public void close() {
			}

		};
	}

	private CompletionStage<AppendResult> append(Lane lane, EncodedRows rows, Runnable copied) {
		if (this.spooled.size() >= this.room) {
			this.outOfRoom = true;
			return CompletableFuture
				.completedFuture(new AppendResult.Unavailable(AppendResult.Cause.OUTAGE, "disk full", null));
		}
		this.spooled.put(lane, rows.offset(rows.count() - 1) + 1);
		copied.run();
		CompletableFuture<AppendResult> answer = new CompletableFuture<>();
		this.answers.add(answer);
		return answer;
	}

	/** Jobs that never end, or refuse the first row. */
	private final class Cut implements LoadCut {

		@Override
		public CompletionStage<Void> ready() {
			return CompletableFuture.completedFuture(null);
		}

		@Override
		public Map<TableName, Job> jobs() {
			return Map.of(LoaderWorld.TABLE, new Job("job", CrampedSpool.this.spooled));
		}

		@Override
		public CompletionStage<LoadOutcome> submit() {
			if (!CrampedSpool.this.refuses) {
				return CompletableFuture.completedFuture(new LoadOutcome(Set.of(), Duration.ofHours(1)));
			}
			List<AppendResult.Refusal> first = List.of(new AppendResult.Refusal(0, "no"));
			CrampedSpool.this.answers.get(0).complete(new AppendResult.RowsRefused(first, true));
			CrampedSpool.this.answers.forEach((answer) -> answer.complete(new AppendResult.LaneGone("refused")));
			return CompletableFuture.completedFuture(new LoadOutcome(Set.of(), null));
		}

		@Override
		public void drop(String why) {
		}

	}

}

package dev.sluice.pipeline;

import java.time.Duration;
import java.util.HashMap;
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

/** A spool that has room for some requests, and loads what it has without an answer. */
final class CrampedSpool implements LoadSpool {

	private final int room;

	/** The lanes that have rows, and the offset after the last. */
	private final Map<Lane, Long> spooled = new HashMap<>();

	private boolean outOfRoom;

	private boolean due;

	CrampedSpool(int room) {
		this.room = room;
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
		return new CompletableFuture<>();
	}

	/** Jobs that never end. */
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
			return CompletableFuture.completedFuture(new LoadOutcome(Set.of(), Duration.ofHours(1)));
		}

		@Override
		public void drop(String why) {
		}

	}

}

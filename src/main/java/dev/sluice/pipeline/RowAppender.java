package dev.sluice.pipeline;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.sluice.record.Outcome;
import dev.sluice.table.ExplicitNulls;
import dev.sluice.table.RowLayout;
import dev.sluice.table.TableName;
import dev.sluice.table.WireRowWriter;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.Lane;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows of one table on their way into BigQuery, for one listener thread: gathers them in
 * slabs, sends these with several in flight, and does not rest until every row is stored
 * or its record is entrusted to {@link RefusedRows}. There is no third state.
 * <p>
 * Mechanism is {@link Lane}'s, patience is here: while the lane fails, one request at a
 * time probes it by the clock, and the others wait in memory.
 */
final class RowAppender {

	private static final Logger logger = LoggerFactory.getLogger(RowAppender.class);

	private final TableName table;

	private final Lane lane;

	private final SlabMemory.Account memory;

	private final AppendContext context;

	private final Deque<RowSlab> waiting = new ArrayDeque<>();

	private final Map<RowSlab, Long> inFlight = new HashMap<>();

	private final AppendRecovery recovery;

	private @Nullable RowSlab filling;

	private long fillingSince;

	private int capacity = SlabMemory.SMALLEST;

	private ExplicitNulls explicitNulls = new ExplicitNulls();

	RowAppender(TableName table, Lane lane, SlabMemory.Account memory, AppendContext context) {
		this.table = table;
		this.lane = lane;
		this.memory = memory;
		this.context = context;
		this.recovery = new AppendRecovery(table, memory, context);
	}

	/**
	 * Whether a record's rows can be taken now.
	 * @param length the size of its first row; the others are taken whatever they need
	 */
	boolean hasRoom(int length) {
		RowSlab slab = this.filling;
		return (slab != null && slab.fits(length) && slab.count() < this.context.settings().rows())
				|| this.memory.hasRoom(capacityFor(length));
	}

	/**
	 * Adds a row.
	 * @param rows the rows of a record
	 * @param row the row's index among them
	 * @param receipt the receipt of its record's slice
	 * @param record its index in the slice
	 * @param timestamp the record's timestamp, in milliseconds since the epoch, or -1
	 */
	void add(RowAssembly rows, int row, SliceReceipt receipt, int record, long timestamp) {
		WireRowWriter writer = rows.writer();
		int from = writer.rowStart(row);
		int length = writer.rowEnd(row) - from;
		RowLayout layout = rows.layout(row);
		RowSlab slab = slabFor(writer, row, layout);
		slab.add(layout, writer.buffer(), from, length);
		slab.claim(receipt, record, rows.rows() > 1, timestamp);
		if (slab.count() >= this.context.settings().rows() || slab.bytes() >= this.context.settings().bytes()) {
			cut();
		}
	}

	private RowSlab slabFor(WireRowWriter writer, int row, RowLayout layout) {
		int length = writer.rowEnd(row) - writer.rowStart(row);
		RowSlab slab = this.filling;
		if (slab != null && slab.fits(length) && slab.nulls().admit(writer, row)) {
			return slab;
		}
		if (slab != null) {
			growAfter(slab);
			cut();
		}
		this.explicitNulls = this.explicitNulls.next();
		this.explicitNulls.admit(writer, row);
		slab = new RowSlab(this.memory.take(capacityFor(length)), layout, this.explicitNulls);
		this.filling = slab;
		this.fillingSince = this.context.nanoTime();
		return slab;
	}

	private int capacityFor(int length) {
		return Math.max(this.capacity, length);
	}

	/**
	 * Requests grow while buffers fill before their time, and shrink when they do not.
	 */
	private void growAfter(RowSlab full) {
		if (full.bytes() >= this.capacity / 2) {
			int most = Math.max(SlabMemory.SMALLEST, this.context.settings().bytes() - SlabMemory.HEADER);
			this.capacity = (int) Math.min(most, (this.capacity + SlabMemory.HEADER) * 4L - SlabMemory.HEADER);
		}
	}

	private void shrinkAfter(RowSlab early) {
		if (early.bytes() < this.capacity / 16) {
			this.capacity = Math.max(SlabMemory.SMALLEST, (this.capacity + SlabMemory.HEADER) / 4 - SlabMemory.HEADER);
		}
	}

	/**
	 * Closes the slab that is being filled, and sends what can be sent.
	 */
	void cut() {
		RowSlab slab = this.filling;
		if (slab != null) {
			this.filling = null;
			this.waiting.add(slab);
			this.context.metrics().cut(this.table, slab);
		}
		send();
	}

	/**
	 * Does what is due by the clock.
	 */
	void tick() {
		long now = this.context.nanoTime();
		RowSlab slab = this.filling;
		if (slab != null && now - this.fillingSince >= this.context.settings().age().toNanos()) {
			shrinkAfter(slab);
			cut();
		}
		send();
		for (long sentAt : this.inFlight.values()) {
			if (now - sentAt > this.context.settings().answerLimit().toNanos()) {
				throw new AppendUnansweredException(this.table, Duration.ofNanos(now - sentAt));
			}
		}
	}

	private void send() {
		while (!this.waiting.isEmpty() && mayAppend()) {
			RowSlab slab = this.waiting.removeFirst();
			if (slab.abandoned()) {
				drop(slab);
				continue;
			}
			long sentAt = this.context.nanoTime();
			this.inFlight.put(slab, sentAt);
			this.lane.append(slab)
				.thenAcceptAsync((result) -> answered(slab, sentAt, result), this.context.mailbox())
				.exceptionally(this::unexpected);
		}
	}

	private boolean mayAppend() {
		return (this.recovery.failing()) ? this.inFlight.isEmpty() && this.recovery.due()
				: this.inFlight.size() < this.context.settings().inFlight();
	}

	private @Nullable Void unexpected(Throwable failure) {
		this.context.mailbox().execute(() -> {
			throw new IllegalStateException("append to " + this.table + " broke its contract", failure);
		});
		return null;
	}

	private void answered(RowSlab slab, long sentAt, AppendResult result) {
		if (this.inFlight.remove(slab) == null) {
			return;
		}
		this.context.metrics().answered(this.table, slab, result, this.context.nanoTime() - sentAt);
		List<RowSlab> again = this.recovery.after(slab, result);
		if (result instanceof AppendResult.Stored) {
			slab.resolve(Outcome.STORED);
			drop(slab);
		}
		List<RowSlab> inOrder = new ArrayList<>(again);
		for (int i = inOrder.size() - 1; i >= 0; i--) {
			this.waiting.addFirst(inOrder.get(i));
		}
		send();
	}

	private void drop(RowSlab slab) {
		slab.letGo();
		giveBack(slab);
	}

	private void giveBack(RowSlab slab) {
		if (slab.suspected()) {
			this.memory.discard(slab.buffer());
		}
		else {
			this.memory.recycle(slab.buffer());
		}
	}

	TableName table() {
		return this.table;
	}

	boolean failing() {
		return this.recovery.failing();
	}

	boolean idle() {
		return this.filling == null && this.waiting.isEmpty() && this.inFlight.isEmpty();
	}

	AppendStatus status() {
		return new AppendStatus(this.table, this.inFlight.size(), this.waiting.size(), this.recovery.problem());
	}

	/**
	 * Closes the connection; what is in flight is no longer waited for, and what was not
	 * sent is dropped. For use when all receipts have been abandoned, or will be.
	 */
	void close() {
		this.inFlight.keySet().forEach((slab) -> this.memory.discard(slab.buffer()));
		this.inFlight.clear();
		this.waiting.forEach(this::giveBack);
		this.waiting.clear();
		RowSlab slab = this.filling;
		if (slab != null) {
			this.filling = null;
			this.memory.recycle(slab.buffer());
		}
		logger.atDebug().addKeyValue("table", this.table).log("appender closed");
		this.lane.close();
	}

}

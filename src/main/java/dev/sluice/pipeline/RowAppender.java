package dev.sluice.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.sluice.record.Failure;
import dev.sluice.record.Outcome;
import dev.sluice.table.RecordWriter;
import dev.sluice.table.RowLayout;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.Lane;
import dev.sluice.warehouse.StreamPosition;
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

	private static final Duration LONGEST_REST = Duration.ofMinutes(10);

	private static final Duration LATELY = Duration.ofSeconds(2);

	private final TableName table;

	private final Lane lane;

	private final SlabMemory.Account memory;

	private final AppendContext context;

	/** In the order in which they are to be sent. */
	private final List<RowSlab> waiting = new ArrayList<>();

	/** When each was sent, in nanoseconds; oldest first. */
	private final Map<RowSlab, Long> inFlight = new LinkedHashMap<>();

	/** Requests that the lane has copied and will answer later. */
	private final Set<RowSlab> copied = new HashSet<>();

	private final AppendRecovery recovery;

	private final FillingSlabs filling;

	private final AppendBudget budget;

	private SlabPlace place = SlabPlace.first();

	/** Whether requests that came behind a failure were not attempted. */
	private boolean outOfStep;

	/** What was sent alone since then. */
	private @Nullable RowSlab alone;

	/** What is stored of the rows before the fence, and of those behind it. */
	private @Nullable StreamPosition beforeFence;

	private @Nullable StreamPosition behindFence;

	private long usedAt;

	RowAppender(TableName table, Lane lane, SlabMemory.Account memory, AppendContext context) {
		this.table = table;
		this.lane = lane;
		this.memory = memory;
		this.context = context;
		this.recovery = new AppendRecovery(table, memory, context, this.waiting);
		this.filling = new FillingSlabs(context.settings(), memory);
		this.budget = context.settings().budgets().apply(table);
		this.usedAt = context.nanoTime();
	}

	/**
	 * Whether a record's rows can be taken now: the first; the others are taken whatever
	 * they need.
	 */
	boolean hasRoom(RowAssembly rows) {
		RecordWriter writer = rows.writer();
		return this.filling.find(writer, 0) != null || mayBegin(writer.rowEnd(0) - writer.rowStart(0));
	}

	/**
	 * Whether a row of some size could be taken now.
	 */
	boolean hasRoom(int length) {
		return this.filling.fits(length) || mayBegin(length);
	}

	/** While the table takes no rows, a few requests wait for it, and no more. */
	private boolean mayBegin(int length) {
		boolean enough = this.recovery.failing() && this.waiting.size() >= this.context.settings().inFlight();
		return !enough && this.filling.mayBegin(length);
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
		int part = (rows.outcomes() > 1) ? row : RowSlab.Origin.WHOLE;
		if (!this.context.known().isEmpty() && decided(new RowSlab.Origin(receipt, record, part, timestamp))) {
			return;
		}
		RecordWriter writer = rows.writer();
		RowSlab slab = slabFor(writer, row, rows.layout(row));
		int from = writer.rowStart(row);
		slab.add(rows.layout(row), writer.buffer(), from, writer.rowEnd(row) - from);
		slab.claim(receipt, record, part, timestamp);
		if (slab.count() >= this.context.settings().rows() || slab.bytes() >= this.context.settings().bytes()) {
			this.filling.remove(slab);
			cut(slab);
			send();
		}
	}

	/**
	 * Whether a row's fate is known, so that it is not appended.
	 */
	private boolean decided(RowSlab.Origin origin) {
		if (this.context.known().isStored(origin, this.table)) {
			origin.receipt().settle(origin.record(), Outcome.STORED);
			return true;
		}
		Failure refusal = this.context.known().refusal(origin, this.table);
		if (refusal != null) {
			this.context.refusedRows().refused(origin, this.table, refusal);
		}
		return refusal != null;
	}

	private RowSlab slabFor(RecordWriter writer, int row, RowLayout layout) {
		RowSlab slab = this.filling.find(writer, row);
		if (slab != null) {
			return slab;
		}
		RowSlab full = this.filling.makePlace(writer, row);
		if (full != null) {
			cut(full);
			send();
		}
		this.usedAt = this.context.nanoTime();
		return this.filling.begin(writer, row, layout, this.usedAt);
	}

	/**
	 * Closes the slabs that are being filled, and sends what can be sent.
	 */
	void cut() {
		this.filling.removeAll().forEach(this::cut);
		send();
	}

	private void cut(RowSlab slab) {
		slab.place(this.place);
		this.place = this.place.next();
		this.waiting.add(slab);
		this.context.metrics().cut(this.table, slab);
	}

	/**
	 * Does what is due by the clock.
	 * @param now the time, in nanoseconds
	 */
	void tick(long now) {
		this.filling.due(now).forEach(this::cut);
		send();
		long waited = this.inFlight.isEmpty() ? 0 : now - this.inFlight.values().iterator().next();
		if (waited > this.context.settings().answerLimit().toNanos()) {
			throw new AppendUnansweredException(this.table, Duration.ofNanos(waited));
		}
	}

	private void send() {
		if (this.waiting.isEmpty()) {
			return;
		}
		dropAbandoned();
		while (!this.waiting.isEmpty() && mayAppend()) {
			RowSlab slab = this.waiting.remove(0);
			this.alone = this.outOfStep ? slab : null;
			long sentAt = this.context.nanoTime();
			this.inFlight.put(slab, sentAt);
			this.budget.spend(slab);
			this.context.mailbox()
				.deliver(this.lane.append(slab, () -> this.context.mailbox().execute(() -> copied(slab))),
						(result, failure) -> answered(slab, sentAt, result, failure));
		}
	}

	private void copied(RowSlab slab) {
		if (this.inFlight.remove(slab) != null) {
			this.copied.add(slab);
			giveBack(slab);
			slab.forgetRows();
			send();
		}
	}

	private void dropAbandoned() {
		this.waiting.removeIf((slab) -> {
			boolean abandoned = slab.abandoned();
			if (abandoned) {
				drop(slab);
			}
			return abandoned;
		});
	}

	/**
	 * A lane with an order of its own, in which a request failed, is to get those behind
	 * it only when it is stored; until it is, they go one at a time.
	 */
	private boolean mayAppend() {
		int most = (this.recovery.failing() || this.outOfStep) ? 1 : this.context.settings().inFlight();
		return this.inFlight.size() < most && this.budget.affords() && this.recovery.permits();
	}

	private void answered(RowSlab slab, long sentAt, @Nullable AppendResult result, @Nullable Throwable failure) {
		boolean holdsBuffer = this.inFlight.remove(slab) != null;
		if (!holdsBuffer && !this.copied.remove(slab)) {
			return;
		}
		if (result == null) {
			throw new IllegalStateException("append to " + this.table + " broke its contract", failure);
		}
		this.context.metrics().answered(this.table, slab, result, this.context.nanoTime() - sentAt);
		sendAgain(this.recovery.after(slab, result));
		if (settle(slab, result)) {
			slab.letGo(this.context::unbalanced);
			if (holdsBuffer) {
				giveBack(slab);
			}
		}
		send();
	}

	/**
	 * Settles what is stored.
	 * @return whether nothing is left to do for the request
	 */
	private boolean settle(RowSlab slab, AppendResult result) {
		this.outOfStep |= result instanceof AppendResult.NotAttempted;
		if (result instanceof AppendResult.Stored stored) {
			this.outOfStep &= slab != this.alone;
			passed(slab.place(), stored.upTo());
			slab.resolve(Outcome.STORED, this.context::unbalanced);
			return true;
		}
		if (result instanceof AppendResult.PartlyStored partly) {
			slab.resolveOthers(partly.others(), Outcome.STORED, this.context::unbalanced);
			return true;
		}
		return result instanceof AppendResult.LaneGone;
	}

	private void sendAgain(List<RowSlab> slabs) {
		for (RowSlab slab : slabs) {
			int at = 0;
			while (at < this.waiting.size() && this.waiting.get(at).place().compareTo(slab.place()) < 0) {
				at++;
			}
			this.waiting.add(at, slab);
		}
	}

	private void passed(SlabPlace at, @Nullable StreamPosition upTo) {
		if (upTo == null) {
			return;
		}
		if (at.fence() < this.place.fence()) {
			this.beforeFence = upTo;
		}
		else {
			this.behindFence = upTo;
		}
	}

	/**
	 * Puts a fence behind the rows so far: they are sent before those that come.
	 */
	void fence() {
		cut();
		this.place = this.place.behindFence();
		this.beforeFence = this.behindFence;
		this.behindFence = null;
	}

	/**
	 * Takes the fence away; all rows before it are settled.
	 * @return up to where its stream holds the rows before the fence and no others;
	 * {@code null} if it has none of them
	 */
	@Nullable StreamPosition passFence() {
		StreamPosition upTo = this.beforeFence;
		this.beforeFence = null;
		return upTo;
	}

	private void drop(RowSlab slab) {
		slab.letGo(this.context::unbalanced);
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

	Lane lane() {
		return this.lane;
	}

	/**
	 * The number of requests that the lane has not taken yet, those in the making
	 * included.
	 */
	int unspooled() {
		return this.filling.size() + this.waiting.size() + this.inFlight.size();
	}

	/**
	 * Whether the lane has copied rows that it has not answered yet.
	 */
	boolean awaitsAnswers() {
		return !this.copied.isEmpty();
	}

	boolean failing() {
		return this.recovery.failing();
	}

	/**
	 * Whether rows have been taken lately.
	 */
	boolean busy() {
		return this.context.nanoTime() - this.usedAt < LATELY.toNanos();
	}

	/**
	 * Whether nothing has been sent for so long that its connection need not be kept.
	 */
	boolean forgotten(long now) {
		boolean published = this.beforeFence == null && this.behindFence == null;
		boolean idle = published && this.filling.isEmpty() && this.waiting.isEmpty() && this.inFlight.isEmpty()
				&& this.copied.isEmpty();
		return idle && now - this.usedAt > LONGEST_REST.toNanos();
	}

	AppendStatus status() {
		return new AppendStatus(this.table, this.inFlight.size(), this.waiting.size(), this.recovery.breaker().state(),
				this.recovery.breaker().problem());
	}

	/**
	 * Closes the connection; what is in flight is no longer waited for, and what was not
	 * sent is dropped. For use when all receipts have been abandoned, or will be.
	 */
	void close() {
		this.inFlight.keySet().forEach((slab) -> this.memory.discard(slab.buffer()));
		this.inFlight.clear();
		this.copied.clear();
		this.waiting.forEach(this::giveBack);
		this.waiting.clear();
		this.filling.removeAll().forEach((slab) -> this.memory.recycle(slab.buffer()));
		logger.atDebug().addKeyValue("table", this.table).log("appender closed");
		this.recovery.breaker().close();
		this.lane.close();
	}

}

package dev.sluice.emulator.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import com.google.cloud.bigquery.storage.v1.StorageError.StorageErrorCode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sluice.emulator.catalog.Table;
import dev.sluice.emulator.row.RowBatch;
import dev.sluice.emulator.row.RowFormat;
import dev.sluice.emulator.table.RowSource;
import dev.sluice.emulator.table.TableRows;
import org.jspecify.annotations.Nullable;

/**
 * A stream that was created, with its rows, cursor and end.
 *
 * Its monitor orders appends, flushes and finalizing, so that an offset is given out
 * once.
 */
public final class StreamState {

	private final StreamName name;

	private final StreamType type;

	private final Table table;

	private final TableRows rows;

	private final RowSource source;

	private final Instant created;

	@GuardedBy("this")
	private @Nullable Appender appender;

	@GuardedBy("this")
	private long endWhenConnected;

	@GuardedBy("this")
	private long staleEnd;

	@GuardedBy("this")
	private Instant staleUntil = Instant.MIN;

	@GuardedBy("this")
	private long flushed;

	@GuardedBy("this")
	private boolean finalized;

	@GuardedBy("this")
	private @Nullable Instant committed;

	@GuardedBy("this")
	private Instant lastTraffic;

	StreamState(StreamName name, StreamType type, Table table, TableRows rows, Instant created) {
		this.name = name;
		this.type = type;
		this.table = table;
		this.rows = rows;
		this.source = RowSource.stream(name.id(), type != StreamType.COMMITTED);
		this.created = created;
		this.lastTraffic = rows.lastAppend(this.source).orElse(created);
	}

	public StreamName name() {
		return this.name;
	}

	public StreamType type() {
		return this.type;
	}

	/**
	 * Returns the table as it was when the stream was created.
	 */
	public Table table() {
		return this.table;
	}

	public Instant created() {
		return this.created;
	}

	/**
	 * Returns when the stream was committed.
	 */
	public synchronized Optional<Instant> committed() {
		return Optional.ofNullable(this.committed);
	}

	public synchronized boolean finalized() {
		return this.finalized;
	}

	synchronized Instant lastTraffic() {
		return this.lastTraffic;
	}

	/**
	 * Makes a connection the stream's.
	 * @param next the connection, or {@code null} if the stream takes rows from any
	 * @param stale for how long a reconnected stream does not know its end
	 * @return the connection it had before, if it is still there
	 */
	synchronized Optional<Appender> connect(@Nullable Appender next, Instant now, Duration stale) {
		Appender before = this.appender;
		long end = this.rows.count(this.source);
		if (!stale.isZero() && this.endWhenConnected < end) {
			this.staleUntil = now.plus(stale);
			this.staleEnd = this.endWhenConnected;
		}
		this.appender = next;
		this.endWhenConnected = end;
		return Optional.ofNullable(before).filter((appender) -> appender != next);
	}

	/**
	 * Gives the stream back when a connection ends.
	 */
	public synchronized void disconnect(Appender ended) {
		if (this.appender == ended) {
			this.appender = null;
			this.rows.release(this.source);
		}
	}

	/**
	 * Appends rows.
	 * @param by the connection they came on
	 * @param offset where the writer believes the end is, {@code null} if it does not say
	 * @return the offset of the first row
	 * @throws StreamException if the offset is not the end or the stream takes no rows
	 * any more
	 */
	public synchronized long append(Appender by, @Nullable Long offset, RowBatch batch, RowFormat format, Instant now) {
		checkAppend(by, offset, now);
		this.lastTraffic = now;
		return this.rows.append(this.source, batch, format, now, null);
	}

	/**
	 * Refuses what {@link #append} would refuse, without appending.
	 * @throws StreamException as {@link #append} does
	 */
	public synchronized void checkAppend(Appender by, @Nullable Long offset, Instant now) {
		if (this.appender != null && this.appender != by) {
			throw StreamException.superseded(this.name.toString());
		}
		if (this.finalized) {
			throw StreamException.streamFinalized(this.name.toString());
		}
		long last = this.rows.count(this.source);
		long end = now.isBefore(this.staleUntil) ? this.staleEnd : last;
		if (offset != null && (offset < end || (offset == end && end < last))) {
			throw StreamException.offsetExists(last, offset, this.name.toString());
		}
		if (offset != null && offset > end) {
			throw StreamException.offsetBeyond(end, offset, this.name.toString());
		}
	}

	/**
	 * Moves the flush cursor.
	 * @return whether it moved
	 */
	synchronized boolean flush(long offset, Runnable journal) {
		if (this.type != StreamType.BUFFERED) {
			throw StreamException.wrongType("FlushRows is only supported on BUFFERED streams.", this.name.toString());
		}
		if (this.finalized) {
			throw StreamException.streamFinalized(this.name.toString());
		}
		if (offset >= this.rows.count(this.source)) {
			throw new StreamException("OUT_OF_RANGE", StorageErrorCode.OFFSET_OUT_OF_RANGE,
					"Offset " + offset + " is beyond the end of the stream", this.name.toString());
		}
		if (offset < this.flushed) {
			return false;
		}
		journal.run();
		flushed(offset + 1);
		return true;
	}

	synchronized void flushed(long rows) {
		this.flushed = rows;
		this.rows.show(Map.of(this.source, rows));
	}

	/**
	 * Ends the stream; more than once is the same as once.
	 * @return how many rows it has
	 */
	synchronized long finalizeStream(Runnable journal) {
		if (!this.finalized) {
			journal.run();
			this.finalized = true;
			this.rows.release(this.source);
		}
		return this.rows.count(this.source);
	}

	synchronized void committed(Instant at) {
		this.committed = at;
	}

	/**
	 * Returns the stream's source with all its rows.
	 */
	Map.Entry<RowSource, Long> all() {
		return Map.entry(this.source, this.rows.count(this.source));
	}

}

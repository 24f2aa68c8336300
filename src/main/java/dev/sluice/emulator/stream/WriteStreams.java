package dev.sluice.emulator.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import com.google.cloud.bigquery.storage.v1.StorageError.StorageErrorCode;
import dev.sluice.emulator.catalog.Catalog;
import dev.sluice.emulator.catalog.Table;
import dev.sluice.emulator.catalog.TableId;
import dev.sluice.emulator.fault.Behavior;
import dev.sluice.emulator.fault.Setting;
import dev.sluice.emulator.journal.Journal;
import dev.sluice.emulator.stream.StreamEntry.Event;
import dev.sluice.emulator.table.RowStore;
import dev.sluice.emulator.table.TableRows;

/**
 * All streams that were created, default streams aside.
 *
 * What a method has done is in the journal when it returns. Streams without traffic
 * expire by the emulator's clock. Safe for use by many threads: commits are serialized by
 * this object's monitor, all else by each stream's own.
 */
public final class WriteStreams {

	private static final String KIND = "stream";

	private final Journal journal;

	private final RowStore rows;

	private final InstantSource clock;

	private final Behavior behavior;

	private final Map<String, StreamState> streams = new ConcurrentHashMap<>();

	public WriteStreams(Journal journal, Catalog catalog, RowStore rows, InstantSource clock, Behavior behavior) {
		this.journal = journal;
		this.rows = rows;
		this.clock = clock;
		this.behavior = behavior;
		Map<Long, Table> alive = catalog.tables().stream().collect(Collectors.toMap(Table::incarnation, (t) -> t));
		journal.recovered(KIND).forEach((text) -> recover(StreamEntry.read(text), alive));
	}

	private void recover(StreamEntry entry, Map<Long, Table> alive) {
		if (entry.event() == Event.CREATED) {
			Table table = alive.get(entry.number());
			if (table != null) {
				add(new StreamState(StreamName.parse(entry.streams().get(0)), StreamType.valueOf(entry.type()), table,
						this.rows.of(table), entry.at()));
			}
			return;
		}
		List<StreamState> present = entry.streams().stream().map(this.streams::get).filter((s) -> s != null).toList();
		switch (entry.event()) {
			case FLUSHED -> present.forEach((stream) -> stream.flushed(entry.number()));
			case FINALIZED -> present.forEach((stream) -> stream.finalizeStream(() -> {
			}));
			case COMMITTED -> show(present, entry.at());
			default -> throw new IllegalStateException("unknown event " + entry.event());
		}
	}

	private void add(StreamState stream) {
		this.streams.put(stream.name().toString(), stream);
	}

	/**
	 * Creates a stream.
	 */
	public StreamState create(Table table, StreamType type) {
		Instant now = this.clock.instant();
		String id = Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString(("\n'" + UUID.randomUUID()).getBytes(StandardCharsets.US_ASCII));
		StreamState stream = new StreamState(new StreamName(table.id(), id), type, table, this.rows.of(table), now);
		this.journal.append(KIND,
				new StreamEntry(Event.CREATED, List.of(stream.name().toString()), now, type.name(), table.incarnation())
					.write());
		add(stream);
		return stream;
	}

	/**
	 * Finds a stream by its name.
	 * @throws StreamException if there is none, or it has expired
	 */
	public StreamState get(StreamName name) {
		StreamState stream = this.streams.get(name.toString());
		if (stream == null || expired(stream)) {
			throw StreamException.streamNotFound(name.toString());
		}
		return stream;
	}

	private boolean expired(StreamState stream) {
		Instant now = this.clock.instant();
		return switch (stream.type()) {
			case COMMITTED -> past(stream.lastTraffic(), Setting.COMMITTED_TTL, now);
			case BUFFERED -> past(stream.lastTraffic(), Setting.BUFFERED_TTL, now);
			case PENDING -> stream.committed().isEmpty() && past(stream.created(), Setting.PENDING_TTL, now);
		};
	}

	private boolean past(Instant since, Setting<Duration> ttl, Instant now) {
		return !since.plus(this.behavior.get(ttl)).isAfter(now);
	}

	/**
	 * Gives a stream to a connection.
	 * @throws StreamException if it has one already and must not have two
	 */
	public void connect(StreamState stream, Appender appender) {
		Setting.SecondConnection policy = this.behavior.get(Setting.SECOND_CONNECTION);
		boolean any = policy == Setting.SecondConnection.ALLOW;
		Optional<Appender> before = stream.connect(any ? null : appender, this.clock.instant(),
				this.behavior.get(Setting.STALE_END));
		if (before.isEmpty() || any) {
			return;
		}
		if (policy == Setting.SecondConnection.KICK_OLDER) {
			before.get().supersede();
			return;
		}
		stream.connect(before.get(), this.clock.instant(), Duration.ZERO);
		throw StreamException.superseded(stream.name().toString());
	}

	/**
	 * Shows the rows of a buffered stream up to and including an offset.
	 * @throws StreamException if there is no such row, the stream has ended or is of
	 * another type; for rows that are shown already, if the behavior says so
	 */
	public void flush(StreamName name, long offset) {
		StreamState stream = get(name);
		boolean moved = stream.flush(offset, () -> this.journal.append(KIND,
				StreamEntry.of(Event.FLUSHED, name.toString(), this.clock.instant(), offset + 1).write()));
		if (!moved && this.behavior.get(Setting.REFLUSH_REFUSED)) {
			throw new StreamException("ALREADY_EXISTS", StorageErrorCode.OFFSET_ALREADY_EXISTS,
					"Offset " + offset + " is already flushed.", name.toString());
		}
	}

	/**
	 * Ends a stream: it takes no more rows.
	 * @return how many rows it has
	 */
	public long finalizeStream(StreamName name) {
		return get(name).finalizeStream(() -> this.journal.append(KIND,
				StreamEntry.of(Event.FINALIZED, name.toString(), this.clock.instant(), 0).write()));
	}

	/**
	 * Shows the rows of pending streams, all at once or none.
	 * @return what stands against it; if anything does, nothing was committed
	 */
	public synchronized List<StreamException> commit(TableId table, List<String> names, Instant at) {
		List<StreamState> committed = new ArrayList<>();
		List<StreamException> problems = new ArrayList<>();
		for (String name : names) {
			try {
				committed.add(committable(table, StreamName.parse(name)));
			}
			catch (StreamException ex) {
				problems.add(ex);
			}
		}
		if (problems.isEmpty()) {
			this.journal.append(KIND, new StreamEntry(Event.COMMITTED, names, at, "", 0).write());
			show(committed, at);
		}
		return problems;
	}

	private StreamState committable(TableId table, StreamName name) {
		StreamState stream = get(name);
		if (!stream.name().table().equals(table)) {
			throw StreamException.streamNotFound(name.toString());
		}
		if (stream.type() != StreamType.PENDING) {
			throw StreamException.wrongType("Only PENDING streams can be committed.", name.toString());
		}
		if (stream.committed().isPresent()) {
			throw new StreamException("INVALID_ARGUMENT", StorageErrorCode.STREAM_ALREADY_COMMITTED,
					"Stream has been committed already.", name.toString());
		}
		if (!stream.finalized()) {
			throw new StreamException("INVALID_ARGUMENT", StorageErrorCode.INVALID_STREAM_STATE,
					"Stream must be finalized before it is committed.", name.toString());
		}
		return stream;
	}

	private void show(List<StreamState> committed, Instant at) {
		if (committed.isEmpty()) {
			return;
		}
		TableRows table = this.rows.of(committed.get(0).table());
		table.show(committed.stream()
			.map(StreamState::all)
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
		committed.forEach((stream) -> stream.committed(at));
	}

}

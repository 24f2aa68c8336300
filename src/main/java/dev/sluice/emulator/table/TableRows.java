package dev.sluice.emulator.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.journal.Journal;
import dev.sluice.emulator.row.RowBatch;
import dev.sluice.emulator.row.RowFormat;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table, from its creation until it is dropped.
 *
 * Rows come from sources, each with a file of its own. Those of most sources are seen
 * when they are appended; those of a held one up to the number that was shown. Deleting
 * rows hides them for good. Whatever a method has done when it returns survives the end
 * of this process.
 *
 * Safe for use by many threads: the monitor guards what is seen, so a change of several
 * sources is seen as a whole; rows are written under their file's own monitor only.
 */
public final class TableRows {

	static final String KIND = "rows";

	private static final int ROW_BITS = 40;

	private final long incarnation;

	private final Path directory;

	private final Journal journal;

	@GuardedBy("this")
	private final Map<RowSource, Part> parts = new HashMap<>();

	@GuardedBy("this")
	private final List<Part> order = new ArrayList<>();

	@GuardedBy("this")
	private final List<long[]> deletions = new ArrayList<>();

	TableRows(long incarnation, Path directory, Journal journal) {
		this.incarnation = incarnation;
		this.directory = directory;
		this.journal = journal;
	}

	/**
	 * Appends rows.
	 * @param partition the start of the partition that their writer named, or
	 * {@code null}
	 * @return the number of the first of them within the source
	 */
	public long append(RowSource source, RowBatch batch, RowFormat format, Instant time, @Nullable Instant partition) {
		return part(source).file.append(batch, format, time,
				(partition != null) ? Micros.of(partition) : ChunkHeader.NO_PARTITION);
	}

	/**
	 * Makes the file of a source, so that it is missed if it gets lost.
	 */
	public void prepare(RowSource source) {
		part(source);
	}

	private synchronized Part part(RowSource source) {
		Part part = this.parts.get(source);
		if (part == null) {
			part = open(source);
			this.journal.append(KIND, RowChange.created(this.incarnation, source.fileName()).write());
		}
		return part;
	}

	@GuardedBy("this")
	private Part open(RowSource source) {
		try {
			Files.createDirectories(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Path path = this.directory.resolve(source.fileName());
		Part part = new Part(source, new RowFile(path, source.name()), this.order.size());
		this.parts.put(source, part);
		this.order.add(part);
		return part;
	}

	/**
	 * Returns how many rows a source has, seen or not.
	 */
	public long count(RowSource source) {
		return part(source).file.count();
	}

	/**
	 * Gives back what an idle source holds of the operating system; its next use takes it
	 * again.
	 */
	public void release(RowSource source) {
		part(source).file.close();
	}

	/**
	 * Returns when a source's last rows came.
	 */
	public Optional<Instant> lastAppend(RowSource source) {
		return Optional.ofNullable(part(source).file.lastAppend());
	}

	/**
	 * Shows the first rows of held sources, all at once. The caller keeps the numbers and
	 * shows them again when it recovers.
	 */
	public synchronized void show(Map<RowSource, Long> rows) {
		rows.forEach((source, count) -> part(source).shown = count);
	}

	/**
	 * Shows all rows of a load, for good.
	 * @param replacing whether all other rows are deleted in the same moment
	 */
	public synchronized void showLoad(RowSource source, boolean replacing) {
		Part part = part(source);
		Map<String, Long> shown = Map.of(source.fileName(), part.file.count());
		commit(new RowChange(this.incarnation, List.of(), shown, replacing ? everythingBut(part) : Map.of()));
	}

	/**
	 * Shows all rows of a held source, for good, and deletes others in the same moment.
	 * @param deleted rows by their numbers, as {@link RowVisitor} gives them
	 */
	public synchronized void replace(RowSource source, Collection<Long> deleted) {
		Map<String, Long> shown = Map.of(source.fileName(), part(source).file.count());
		commit(new RowChange(this.incarnation, List.of(), shown, byFile(deleted)));
	}

	/**
	 * Returns the source for the rows of a load: another one if an earlier process left
	 * the load unfinished.
	 */
	public synchronized RowSource forLoad(String id) {
		int attempt = 0;
		while (this.parts.containsKey(attempt(id, attempt))) {
			attempt++;
		}
		return attempt(id, attempt);
	}

	/**
	 * Tells whether the rows of a load were shown.
	 */
	public synchronized boolean shows(String load) {
		for (int attempt = 0;; attempt++) {
			Part part = this.parts.get(attempt(load, attempt));
			if (part == null || part.shown > 0) {
				return part != null;
			}
		}
	}

	private static RowSource attempt(String load, int attempt) {
		return RowSource.load((attempt == 0) ? load : load + '.' + attempt);
	}

	/**
	 * Deletes all rows that can be seen.
	 * @return how many they were
	 */
	public synchronized long truncate() {
		long rows = rows();
		commit(RowChange.deleted(this.incarnation, everythingBut(null)));
		return rows;
	}

	@GuardedBy("this")
	private Map<String, long[]> everythingBut(@Nullable Part kept) {
		Map<String, long[]> deleted = new HashMap<>();
		for (Part part : this.order) {
			if (part != kept && part.visible() > 0) {
				deleted.put(part.source.fileName(), new long[] { 0, part.visible() });
			}
		}
		return deleted;
	}

	/**
	 * Deletes rows by their numbers, as {@link RowVisitor} gives them.
	 */
	public synchronized void delete(Collection<Long> rows) {
		commit(RowChange.deleted(this.incarnation, byFile(rows)));
	}

	@GuardedBy("this")
	private Map<String, long[]> byFile(Collection<Long> rows) {
		Map<Integer, BitSet> byPart = new TreeMap<>();
		for (long row : rows) {
			byPart.computeIfAbsent((int) (row >>> ROW_BITS), (index) -> new BitSet())
				.set((int) (row & (1L << ROW_BITS) - 1));
		}
		Map<String, long[]> byFile = new HashMap<>();
		byPart.forEach((index, set) -> byFile.put(this.order.get(index).source.fileName(), Part.ranges(set)));
		return byFile;
	}

	@GuardedBy("this")
	private void commit(RowChange change) {
		this.journal.append(KIND, change.write());
		apply(change);
	}

	synchronized void apply(RowChange change) {
		change.created().forEach((file) -> recovered(RowSource.ofFile(file)));
		change.shown().forEach((file, count) -> recovered(RowSource.ofFile(file)).shown = count);
		change.deleted().forEach((file, ranges) -> {
			Part part = recovered(RowSource.ofFile(file));
			for (int i = 0; i < ranges.length; i += 2) {
				part.deleted.set((int) ranges[i], (int) ranges[i + 1]);
				this.deletions.add(new long[] { id(part, ranges[i]), id(part, ranges[i + 1]) });
			}
		});
	}

	@GuardedBy("this")
	private Part recovered(RowSource source) {
		Part part = this.parts.get(source);
		if (part != null) {
			return part;
		}
		if (!Files.exists(this.directory.resolve(source.fileName()))) {
			throw new IllegalStateException(this.directory + " is incomplete: " + source.fileName() + " is missing");
		}
		return open(source);
	}

	private static long id(Part part, long row) {
		return (long) part.index << ROW_BITS | row;
	}

	/**
	 * Returns how many rows can be seen.
	 */
	public synchronized long rows() {
		return this.order.stream().mapToLong((part) -> part.visible() - part.deleted.cardinality()).sum();
	}

	/**
	 * Returns how much the table holds.
	 * @param since rows that were streamed after this time are in the streaming buffer
	 */
	public synchronized TableStats stats(Instant since) {
		long rows = 0;
		long bytes = 0;
		RowFile.Recent recent = new RowFile.Recent(0, 0, Long.MAX_VALUE);
		for (Part part : this.order) {
			long visible = part.visible() - part.deleted.cardinality();
			rows += visible;
			bytes += (part.file.count() > 0) ? part.file.bytes() * visible / part.file.count() : 0;
			if (part.source.streaming()) {
				recent = recent.and(part.file.recent(Micros.of(since)).atMost(visible));
			}
		}
		return new TableStats(rows - recent.rows(), bytes - recent.bytes(), recent.rows(), recent.bytes(),
				(recent.rows() > 0) ? Micros.instant(recent.oldest()) : null);
	}

	/**
	 * Visits the rows that became visible since an earlier visit.
	 * @param columns the table's columns
	 * @param seen what {@code visit} returned then; empty at first
	 * @return what to give the next time
	 */
	public long[] visit(List<Field> columns, long[] seen, RowVisitor visitor) {
		List<PartReader> readers = new ArrayList<>();
		long[] visible;
		synchronized (this) {
			for (Part part : this.order) {
				readers.add(new PartReader(part.file, id(part, 0), (BitSet) part.deleted.clone(), columns));
			}
			visible = this.order.stream().mapToLong(Part::visible).toArray();
		}
		for (int i = 0; i < visible.length; i++) {
			readers.get(i).read((i < seen.length) ? seen[i] : 0, visible[i], visitor);
		}
		return visible;
	}

	/**
	 * Returns all rows that can be seen, each as a map from column names to values;
	 * changes of change data are rows like any other.
	 * @param columns the table's columns
	 */
	public List<Map<String, @Nullable Object>> read(List<Field> columns) {
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		visit(columns, new long[0], (row, request, values, appended, partition) -> rows.add(Rows.map(columns, values)));
		return rows;
	}

	/**
	 * Returns the rows that were deleted since an earlier time: the first and the one
	 * after the last of each range.
	 * @param known how many ranges are known already
	 */
	public synchronized List<long[]> deletions(int known) {
		return List.copyOf(this.deletions.subList(known, this.deletions.size()));
	}

	synchronized void close() {
		this.order.forEach((part) -> part.file.close());
	}

	/**
	 * The rows of one source.
	 */
	static final class Part {

		final RowSource source;

		final RowFile file;

		final int index;

		volatile long shown;

		/** Guarded by the table's monitor. */
		final BitSet deleted = new BitSet();

		Part(RowSource source, RowFile file, int index) {
			this.source = source;
			this.file = file;
			this.index = index;
		}

		long visible() {
			return this.source.held() ? this.shown : this.file.count();
		}

		static long[] ranges(BitSet set) {
			List<Long> ends = new ArrayList<>();
			for (int from = set.nextSetBit(0); from >= 0;) {
				int to = set.nextClearBit(from);
				ends.add((long) from);
				ends.add((long) to);
				from = set.nextSetBit(to);
			}
			return ends.stream().mapToLong(Long::longValue).toArray();
		}

	}

}

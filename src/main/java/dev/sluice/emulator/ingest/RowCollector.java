package dev.sluice.emulator.ingest;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.row.RowBatch;
import dev.sluice.emulator.row.RowEncoder;
import dev.sluice.emulator.row.RowFormat;
import dev.sluice.emulator.table.RowSource;
import dev.sluice.emulator.table.TableRows;
import org.jspecify.annotations.Nullable;

/**
 * Encoded rows on their way to a table, appended in batches.
 *
 * Not safe for use by many threads.
 */
public final class RowCollector {

	private static final int BATCH_BYTES = 1 << 20;

	private final List<Field> columns;

	private final RowEncoder encoder;

	private final TableRows rows;

	private final RowSource source;

	private final Instant time;

	private final @Nullable Instant partition;

	private final Map<Set<String>, RowBatch> batches = new HashMap<>();

	private long count;

	private long bytes;

	/**
	 * Makes a collector.
	 * @param columns the table's columns
	 * @param encoder what encodes the rows
	 * @param rows the table's rows
	 * @param source where the rows come from
	 * @param time the time of their arrival
	 * @param partition the partition that was named for them, or {@code null}
	 */
	public RowCollector(List<Field> columns, RowEncoder encoder, TableRows rows, RowSource source, Instant time,
			@Nullable Instant partition) {
		this.columns = columns;
		this.encoder = encoder;
		this.rows = rows;
		this.source = source;
		this.time = time;
		this.partition = partition;
	}

	/**
	 * Adds a row.
	 * @param nulls the columns that do not get their default value
	 */
	public void add(byte[] row, Set<String> nulls) {
		RowBatch batch = this.batches.computeIfAbsent(nulls, (key) -> new RowBatch());
		batch.add(row);
		this.count++;
		this.bytes += row.length;
		if (batch.bytes() >= BATCH_BYTES) {
			append(nulls, batch);
		}
	}

	/**
	 * Appends what has not been appended yet.
	 */
	public void flush() {
		this.batches.forEach(this::append);
	}

	private void append(Set<String> nulls, RowBatch batch) {
		if (batch.rows() > 0) {
			Map<String, String> defaults = new HashMap<>();
			for (Field column : this.columns) {
				if (column.defaultValue() != null && !nulls.contains(column.name())) {
					defaults.put(column.name(), column.defaultValue());
				}
			}
			this.rows.append(this.source, batch, new RowFormat(this.encoder.plan().proto(), defaults), this.time,
					this.partition);
			batch.clear();
		}
	}

	/**
	 * Returns how many rows were added.
	 */
	public long count() {
		return this.count;
	}

	/**
	 * Returns the size of the rows that were added.
	 */
	public long bytes() {
		return this.bytes;
	}

}

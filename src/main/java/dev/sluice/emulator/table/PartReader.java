package dev.sluice.emulator.table;

import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.row.DefaultValue;
import dev.sluice.emulator.row.RowFormat;
import dev.sluice.emulator.row.WirePlan;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of one file into the columns that the table has now.
 */
final class PartReader {

	private final RowFile file;

	private final long firstId;

	private final BitSet deleted;

	private final List<Field> columns;

	private final Map<RowFormat, FormatReader> readers = new HashMap<>();

	PartReader(RowFile file, long firstId, BitSet deleted, List<Field> columns) {
		this.file = file;
		this.firstId = firstId;
		this.deleted = deleted;
		this.columns = columns;
	}

	void read(long from, long to, RowVisitor visitor) {
		for (long position : (from < to) ? this.file.batches(from, to) : List.<Long>of()) {
			Chunk chunk = this.file.read(position);
			ChunkHeader header = chunk.header();
			FormatReader reader = this.readers.computeIfAbsent(chunk.format(),
					(format) -> new FormatReader(format, this.columns));
			Instant time = Micros.instant(header.time());
			Instant partition = (header.partition() != ChunkHeader.NO_PARTITION) ? Micros.instant(header.partition())
					: null;
			int last = (int) Math.min(header.count(), to - header.first());
			for (int i = (int) Math.max(0, from - header.first()); i < last; i++) {
				long row = header.first() + i;
				if (!this.deleted.get((int) row)) {
					visitor.row(this.firstId + row, this.firstId + header.first(), reader.values(chunk, i, time, row),
							time, partition);
				}
			}
		}
	}

	/**
	 * Reads the rows of one format.
	 */
	private static final class FormatReader {

		private final WirePlan plan;

		private final @Nullable DefaultValue[] defaults;

		FormatReader(RowFormat format, List<Field> columns) {
			this.plan = format.plan(columns);
			this.defaults = new DefaultValue[columns.size()];
			for (int i = 0; i < columns.size(); i++) {
				String expression = format.defaults().get(columns.get(i).name());
				this.defaults[i] = (expression != null) ? DefaultValue.parse(expression, columns.get(i)) : null;
			}
		}

		@Nullable Object[] values(Chunk chunk, int index, Instant time, long row) {
			@Nullable Object[] values = this.plan.decode(chunk.buffer(), chunk.start(index), chunk.end(index));
			for (int i = 0; i < values.length; i++) {
				DefaultValue standard = this.defaults[i];
				if (values[i] == null && standard != null) {
					values[i] = standard.value(time, row);
				}
			}
			return values;
		}

	}

}

package dev.sluice.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.sluice.mutator.TableState;
import dev.sluice.record.Failure;
import dev.sluice.record.RecordBatch;
import dev.sluice.record.SourcePartition;
import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;
import dev.sluice.transform.Transform;
import org.jspecify.annotations.Nullable;

/**
 * The path of records up to the point where rows would be appended: tells what would
 * become of each, with the tables as the catalog has them now. Writes nothing, makes no
 * table and adds no column. What BigQuery itself would say of a row stays open.
 * <p>
 * Blocks while a table is looked up. For one thread.
 */
public final class Rehearsal implements AutoCloseable {

	private final RecordTransform transform;

	private final TableTargets targets;

	private final boolean setsAside;

	Rehearsal(PipelineParts parts, Transform transform, FreshTables tables) {
		AppendContext nowhere = new AppendContext(parts.settings(), new Mailbox(), (origin, table, failure) -> {
		}, null, new KnownRows(), tables, (partition, cause) -> {
		}, parts.metrics(), parts.clock(), parts.ticker());
		this.targets = new TableTargets(parts.sideWarehouse(), parts.memory(), nowhere);
		this.transform = new RecordTransform(transform,
				new RowAssembly(parts.sideWarehouse().encoding().newWriter(), this.targets, parts.rules().relaxes()));
		this.setsAside = parts.rules().setsAside();
	}

	/**
	 * Tells what would become of a record.
	 */
	public Prospect prospect(RecordBatch batch, int record) {
		this.targets.nextSlice(new SourcePartition(batch.topic(), batch.partition()));
		RowAssembly assembly = this.transform.assembly();
		try {
			return switch (this.transform.transform(batch, record)) {
				case BAD -> new Prospect(Fate.DEAD, assembly.table(), assembly.failure(), null);
				case FILTERED -> new Prospect(Fate.FILTERED, assembly.table(), null, null);
				case FAILED_INSERT -> new Prospect(Fate.WAITING, assembly.table(), null, this.setsAside
						? "a column that nobody adds; it would become a failed insert" : "a column that nobody adds");
				case WAIT -> new Prospect(Fate.WAITING, assembly.table(), null, cause(assembly));
				default -> stored(assembly);
			};
		}
		catch (TableUnreachableException ex) {
			return new Prospect(Fate.WAITING, null, null, "the catalog, which does not answer");
		}
	}

	private static Prospect stored(RowAssembly assembly) {
		List<BadPart> bad = assembly.badParts();
		return bad.isEmpty() ? new Prospect(Fate.STORED, assembly.table(), null, null)
				: new Prospect(Fate.DEAD, assembly.table(), bad.get(0).failure(), null);
	}

	private static String cause(RowAssembly assembly) {
		if (!assembly.waits().isEmpty()) {
			return assembly.waits().stream().map(RowAssembly.Wait::cause).distinct().collect(Collectors.joining(", "));
		}
		Map<TableName, ColumnAdditions> wanted = new LinkedHashMap<>();
		assembly.collectNeeds(wanted, null);
		for (int row = 0; row < assembly.rows(); row++) {
			TableState state = assembly.target(row).state();
			if (state instanceof TableState.Blocked blocked) {
				return blocked.cause();
			}
			if (!(state instanceof TableState.Ready)) {
				return "table " + assembly.target(row).table() + ", which is not there yet";
			}
		}
		return wanted.entrySet()
			.stream()
			.map((entry) -> columns(entry.getValue()) + " of table " + entry.getKey())
			.collect(Collectors.joining(", "));
	}

	private static String columns(ColumnAdditions additions) {
		StringBuilder names = new StringBuilder("column");
		additions.missingFrom(TableSchema.EMPTY,
				(parent, column, cause) -> names.append((names.length() > "column".length()) ? ", " : " ")
					.append((parent != null) ? parent.child(column.name()).toString() : column.name()));
		return names.toString();
	}

	@Override
	public void close() {
		this.targets.closeAll();
	}

	/**
	 * What would become of a record.
	 *
	 * @param fate what
	 * @param table the table of its last row, if it came so far
	 * @param failure why it would be dead; only then
	 * @param waitsFor what it would wait for; only then
	 */
	public record Prospect(Fate fate, @Nullable TableName table, @Nullable Failure failure, @Nullable String waitsFor) {

	}

	/** What can become of a record. */
	public enum Fate {

		/** Its rows could be appended. */
		STORED,

		/** It could not be loaded, or not all of it. */
		DEAD,

		/** It would wait for a column, a table or a schema. */
		WAITING,

		/** A rule would drop it. */
		FILTERED

	}

}

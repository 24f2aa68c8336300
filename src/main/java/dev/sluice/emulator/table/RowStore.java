package dev.sluice.emulator.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.sluice.emulator.catalog.Catalog;
import dev.sluice.emulator.catalog.Table;
import dev.sluice.emulator.journal.DataDirectory;
import dev.sluice.emulator.journal.Journal;

/**
 * The rows of all tables.
 *
 * A table that was dropped keeps taking rows, which nobody sees, until the emulator
 * closes: writers that have not noticed yet write into the void, as with BigQuery. Safe
 * for use by many threads.
 */
public final class RowStore implements AutoCloseable {

	private final Journal journal;

	private final Path directory;

	private final Map<Long, TableRows> tables = new ConcurrentHashMap<>();

	/**
	 * Opens the rows in a directory.
	 * @throws IllegalStateException if rows are missing that the journal knows of
	 */
	public RowStore(Journal journal, Path directory, Catalog catalog) {
		this.journal = journal;
		this.directory = directory;
		Collection<Long> alive = catalog.tables().stream().map(Table::incarnation).collect(Collectors.toSet());
		removeDropped(alive);
		for (String text : journal.recovered(TableRows.KIND)) {
			RowChange change = RowChange.read(text);
			if (alive.contains(change.incarnation())) {
				of(change.incarnation()).apply(change);
			}
		}
	}

	private void removeDropped(Collection<Long> alive) {
		try (Stream<Path> directories = Files.list(this.directory)) {
			for (Path path : List.copyOf(directories.toList())) {
				if (!alive.contains(Long.valueOf(path.getFileName().toString()))) {
					DataDirectory.delete(path);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns the rows of a table.
	 */
	public TableRows of(Table table) {
		return of(table.incarnation());
	}

	/**
	 * Returns the rows of a table by its number.
	 */
	public TableRows of(long incarnation) {
		return this.tables.computeIfAbsent(incarnation,
				(number) -> new TableRows(number, this.directory.resolve(Long.toString(number)), this.journal));
	}

	@Override
	public void close() {
		this.tables.values().forEach(TableRows::close);
	}

}

package dev.sluice.warehouse;

import java.util.Iterator;
import java.util.List;
import java.util.Set;

import dev.sluice.table.TableName;
import dev.sluice.table.TableNames;

/**
 * Which records the rows of tables come from, where tables have columns for that. Blocks.
 * Thread-safe; every method throws {@link CatalogException}.
 */
public interface RowPositions {

	/**
	 * The tables that are there of those that names allow.
	 */
	List<TableName> tables(TableNames names);

	/**
	 * Counts the rows of each position, in one query for all tables that reads nothing
	 * but the columns for positions. It sees the tables as they are during this call;
	 * what it finds is fetched piece by piece.
	 * @param sources the tables
	 * @param from no row of a smaller offset is wanted
	 * @param to no row of this offset or a larger one is wanted
	 * @return first the rows that have no position, if there are any, then the others in
	 * the order of topic, partition and offset
	 */
	Iterator<PositionBlock> read(List<Source> sources, long from, long to);

	/**
	 * A table and how it tells positions.
	 *
	 * @param table the table
	 * @param columns its columns for positions; without one for the topic, all of its
	 * rows are of the one topic
	 * @param topics the topics whose rows are wanted
	 */
	record Source(TableName table, StoredPositions.Columns columns, Set<String> topics) {

		public Source {
			topics = Set.copyOf(topics);
			if (topics.isEmpty() || (columns.topic() == null && topics.size() > 1)) {
				throw new IllegalArgumentException("rows of topics " + topics + " cannot be told apart in " + table);
			}
		}

	}

}

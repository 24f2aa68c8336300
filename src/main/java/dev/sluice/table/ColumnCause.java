package dev.sluice.table;

/**
 * Why a table gets a column, or gets created.
 */
public sealed interface ColumnCause {

	/**
	 * A record needs it.
	 *
	 * @param topic the record's topic
	 * @param partition its partition
	 * @param offset its offset there
	 */
	record OfRecord(String topic, int partition, long offset) implements ColumnCause {

	}

	/**
	 * A person wants it.
	 *
	 * @param name the name that the person goes by
	 */
	record ByPerson(String name) implements ColumnCause {

	}

}

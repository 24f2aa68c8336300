package dev.sluice.warehouse.storage;

import dev.sluice.table.TableName;

/**
 * Names of streams as the Storage Write API spells them.
 */
final class StreamNames {

	private StreamNames() {
	}

	/**
	 * The stream that every table has and that stores rows when it acknowledges them.
	 */
	static String defaultStream(TableName table) {
		return "projects/%s/datasets/%s/tables/%s/streams/_default".formatted(table.project(), table.dataset(),
				table.table());
	}

}

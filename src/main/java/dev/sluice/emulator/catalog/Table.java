package dev.sluice.emulator.catalog;

import java.time.Instant;

/**
 * A table as it was at one moment; every change makes another one.
 *
 * @param id its name
 * @param incarnation a number that no other table has, one of the same name created later
 * included
 * @param definition what its user says about it
 * @param created when it was created
 * @param modified when it was changed last
 * @param etag changes with every change
 * @param location where it is
 */
public record Table(TableId id, long incarnation, TableDefinition definition, Instant created, Instant modified,
		String etag, String location) {

	public Schema schema() {
		return this.definition.schema();
	}

}

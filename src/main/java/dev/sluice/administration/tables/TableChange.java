package dev.sluice.administration.tables;

import java.util.List;

/**
 * What an operation does to a table, or has done.
 *
 * @param table the table
 * @param done whether the table is as it was wanted, now or already
 * @param changes what changes, one sentence each; empty if nothing does
 * @param obstacles what keeps it from being carried out, and what to do
 * @param message what happened, for people
 */
public record TableChange(String table, boolean done, List<String> changes, List<String> obstacles, String message) {

	public TableChange {
		changes = List.copyOf(changes);
		obstacles = List.copyOf(obstacles);
	}

}

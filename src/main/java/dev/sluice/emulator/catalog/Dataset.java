package dev.sluice.emulator.catalog;

import java.time.Instant;

import com.google.gson.JsonObject;

/**
 * A dataset as it was at one moment; every change makes another one.
 *
 * @param id its name
 * @param resource what a user can set of its REST resource
 * @param created when it was created
 * @param modified when it was changed last
 * @param etag changes with every change
 * @param location where it is
 */
public record Dataset(DatasetId id, JsonObject resource, Instant created, Instant modified, String etag,
		String location) {

	/**
	 * Returns what a user can set of the REST resource, as a copy.
	 */
	public JsonObject json() {
		return this.resource.deepCopy();
	}

}

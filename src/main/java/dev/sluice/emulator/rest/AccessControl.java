package dev.sluice.emulator.rest;

import java.util.Map;

import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.fault.Permissions;

/**
 * Which permission each call needs.
 *
 * @param permissions those of the caller
 */
record AccessControl(Permissions permissions) {

	private static final Map<String, String> TABLES = Map.of("tables.get", "bigquery.tables.get", "tables.patch",
			"bigquery.tables.update", "tables.update", "bigquery.tables.update", "tables.delete",
			"bigquery.tables.delete", "tabledata.insertAll", "bigquery.tables.updateData", "tabledata.list",
			"bigquery.tables.getData");

	private static final Map<String, String> DATASETS = Map.of("tables.list", "bigquery.tables.list", "tables.insert",
			"bigquery.tables.create", "datasets.get", "bigquery.datasets.get", "datasets.patch",
			"bigquery.datasets.update", "datasets.update", "bigquery.datasets.update", "datasets.delete",
			"bigquery.datasets.delete");

	private static final Map<String, String> PROJECTS = Map.of("datasets.insert", "bigquery.datasets.create",
			"jobs.insert", "bigquery.jobs.create", "jobs.query", "bigquery.jobs.create", "jobs.list",
			"bigquery.jobs.list");

	private static final Map<String, String> BUCKETS = Map.of("buckets.get", "storage.buckets.get", "objects.insert",
			"storage.objects.create", "objects.get", "storage.objects.get", "objects.list", "storage.objects.list",
			"objects.delete", "storage.objects.delete");

	/**
	 * Refuses a call whose permission is denied.
	 * @throws ApiError in BigQuery's words
	 */
	void check(Route route, Request request) {
		String operation = route.operation();
		if (TABLES.containsKey(operation)) {
			this.permissions.check(TABLES.get(operation), "Table", request.table());
		}
		else if (DATASETS.containsKey(operation)) {
			this.permissions.check(DATASETS.get(operation), "Dataset", request.dataset());
		}
		else if (PROJECTS.containsKey(operation)) {
			this.permissions.checkProject(PROJECTS.get(operation), request.project());
		}
		else if (BUCKETS.containsKey(operation)) {
			this.permissions.checkBucket(BUCKETS.get(operation));
		}
	}

}

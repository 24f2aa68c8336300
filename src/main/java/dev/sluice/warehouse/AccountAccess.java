package dev.sluice.warehouse;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

import dev.sluice.table.TableName;
import org.jspecify.annotations.Nullable;

/**
 * What the account that Sluice runs as may do in BigQuery and Cloud Storage. Changes
 * nothing. Each call asks once and blocks until it is answered; every call throws
 * {@link CatalogException}. Thread-safe.
 * <p>
 * Google says of such tests that they may tell of more than there is; what they do not
 * grant is missing for certain.
 */
public interface AccountAccess {

	/**
	 * The kind of the credentials and whose they are, never the credentials themselves.
	 */
	String account();

	/**
	 * Where BigQuery is asked.
	 */
	String host();

	/**
	 * The project that jobs run in.
	 */
	String project();

	/**
	 * The location of the dataset of a table, or {@code null} if there is no such
	 * dataset.
	 */
	@Nullable String location(TableName table);

	/**
	 * Those of some permissions on a table that are missing.
	 * @throws CatalogException with {@link CatalogException.Problem#MISSING} if the table
	 * is not there
	 */
	Set<String> missing(TableName table, Collection<String> permissions);

	/**
	 * The permission that is missing to create a table, or {@code null} if none is. Found
	 * by the dry run of a statement that would create it.
	 */
	@Nullable String missingToCreate(TableName table);

	/**
	 * The same for the dataset of a table.
	 */
	@Nullable String missingToCreateDataset(TableName table);

	/**
	 * Whether jobs may be created in the account's project. Found by the dry run of a
	 * query.
	 */
	boolean mayCreateJobs();

	/**
	 * Those of some permissions on a bucket that are missing.
	 */
	Set<String> missing(String bucket, Collection<String> permissions);

	/**
	 * How many load jobs each table has had since a moment, made by this account.
	 */
	Map<TableName, Integer> loadJobs(Instant since);

	/**
	 * What the clocks of Google's servers say, by the date that an answer over HTTP
	 * bears, which is exact to the second.
	 */
	Instant time();

}

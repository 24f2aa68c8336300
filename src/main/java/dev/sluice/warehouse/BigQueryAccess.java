package dev.sluice.warehouse;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

import com.google.api.services.bigquery.model.Dataset;
import com.google.api.services.bigquery.model.QueryRequest;
import com.google.api.services.bigquery.model.TestIamPermissionsResponse;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.cloud.bigquery.spi.v2.BigQueryRpc;
import com.google.cloud.bigquery.spi.v2.HttpBigQueryRpc;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageException;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.CatalogException.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The account's access by the application's own clients.
 */
final class BigQueryAccess implements AccountAccess {

	private static final String CREATE_JOBS = "bigquery.jobs.create";

	private static final String CREATE_TABLES = "bigquery.tables.create";

	private static final String CREATE_DATASETS = "bigquery.datasets.create";

	private static final Duration LIMIT = Duration.ofSeconds(5);

	private final BigQueryOptions options;

	private final BigQueryRpc rpc;

	private final Supplier<Storage> storage;

	private final JobHistory jobs;

	/**
	 * The access of a client's account.
	 * @param bigQuery the client
	 * @param storage makes the client of buckets, once it is needed
	 * @param jobs knows of earlier jobs
	 */
	BigQueryAccess(BigQuery bigQuery, Supplier<Storage> storage, JobHistory jobs) {
		this.options = bigQuery.getOptions();
		this.rpc = new HttpBigQueryRpc(this.options);
		this.storage = storage;
		this.jobs = jobs;
	}

	@Override
	public String account() {
		return AccountName.of(this.options.getScopedCredentials());
	}

	@Override
	public String host() {
		return this.options.getHost();
	}

	@Override
	public String project() {
		return this.options.getProjectId();
	}

	@Override
	public @Nullable String location(TableName table) {
		Dataset dataset = ask("bigquery.datasets.get",
				() -> this.rpc.getDataset(table.project(), table.dataset(), Map.of()));
		return (dataset != null) ? dataset.getLocation() : null;
	}

	@Override
	public Set<String> missing(TableName table, Collection<String> permissions) {
		String resource = "projects/%s/datasets/%s/tables/%s".formatted(table.project(), table.dataset(),
				table.table());
		TestIamPermissionsResponse answer = ask("bigquery.tables.get",
				() -> this.rpc.testIamPermissions(resource, List.copyOf(permissions), Map.of()));
		Set<String> missing = new LinkedHashSet<>(permissions);
		Objects.requireNonNullElse(answer.getPermissions(), List.<String>of()).forEach(missing::remove);
		return missing;
	}

	@Override
	public @Nullable String missingToCreate(TableName table) {
		return missingFor(CREATE_TABLES,
				"CREATE TABLE `%s.%s.%s` (id INT64)".formatted(table.project(), table.dataset(), table.table()));
	}

	@Override
	public @Nullable String missingToCreateDataset(TableName table) {
		return missingFor(CREATE_DATASETS, "CREATE SCHEMA `%s.%s`".formatted(table.project(), table.dataset()));
	}

	private @Nullable String missingFor(String permission, String statement) {
		try {
			dryRun(permission, statement);
			return null;
		}
		catch (CatalogException ex) {
			if (ex.problem() == Problem.CHANGED) {
				return null;
			}
			if (ex.permission() == null) {
				throw ex;
			}
			return ex.permission();
		}
	}

	@Override
	public boolean mayCreateJobs() {
		return missingFor(CREATE_JOBS, "SELECT 1") == null;
	}

	private void dryRun(String permission, String statement) {
		QueryRequest query = new QueryRequest().setQuery(statement).setDryRun(true).setUseLegacySql(false);
		ask(permission, () -> this.rpc.queryRpc(project(), query));
	}

	@Override
	public Set<String> missing(String bucket, Collection<String> permissions) {
		List<String> asked = List.copyOf(permissions);
		try {
			List<Boolean> granted = this.storage.get().testIamPermissions(bucket, asked);
			Set<String> missing = new LinkedHashSet<>();
			for (int i = 0; i < asked.size(); i++) {
				if (!granted.get(i)) {
					missing.add(asked.get(i));
				}
			}
			return missing;
		}
		catch (StorageException ex) {
			Problem problem = switch (ex.getCode()) {
				case 401, 403 -> Problem.DENIED;
				case 404 -> Problem.MISSING;
				default -> Problem.OUTAGE;
			};
			throw new CatalogException(problem, "bucket " + bucket + ": " + ex.getMessage(), null, ex);
		}
	}

	@Override
	public Map<TableName, Integer> loadJobs(Instant since) {
		Map<TableName, Integer> counts = new HashMap<>();
		ask("bigquery.jobs.list", () -> {
			this.jobs.since(since, (table, id, created) -> counts.merge(table, 1, Integer::sum));
			return counts;
		});
		return counts;
	}

	@Override
	public Instant time() {
		HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();
		HttpRequest request = HttpRequest.newBuilder(URI.create(host())).timeout(LIMIT).build();
		try {
			String date = client.send(request, BodyHandlers.discarding()).headers().firstValue("Date").orElse("");
			return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CatalogException(Problem.OUTAGE, "interrupted", null, ex);
		}
		catch (IOException | DateTimeException ex) {
			throw new CatalogException(Problem.OUTAGE, "no answer with a date from " + host() + ": " + ex, null, ex);
		}
	}

	private static <T extends @Nullable Object> T ask(String permission, Supplier<T> call) {
		try {
			return call.get();
		}
		catch (BigQueryException ex) {
			throw CatalogFailures.toException(ex, permission);
		}
	}

}

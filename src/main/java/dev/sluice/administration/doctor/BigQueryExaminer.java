package dev.sluice.administration.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import dev.sluice.mutator.CreateProperties.Creation;
import dev.sluice.mutator.MutatorProperties;
import dev.sluice.pipeline.PipelineProperties;
import dev.sluice.pipeline.PipelineTables;
import dev.sluice.table.TableName;
import dev.sluice.transform.Transforms;
import dev.sluice.warehouse.AccountAccess;
import dev.sluice.warehouse.CatalogException;
import dev.sluice.warehouse.CatalogException.Problem;
import dev.sluice.warehouse.WriteProperties.Mode;
import org.jspecify.annotations.Nullable;

/**
 * BigQuery: the account, the datasets and tables of pipelines, and each permission that
 * loading needs, by its name.
 *
 * @param accesses tells what the account may do
 * @param transforms knows the formats
 */
record BigQueryExaminer(Supplier<AccountAccess> accesses, Supplier<Transforms> transforms) implements Examiner {

	private static final String JOBS = "bigquery.jobs.create";

	@Override
	public String group() {
		return "bigquery";
	}

	@Override
	public void examine(Scope scope, Checks checks) {
		AccountAccess access;
		try {
			access = this.accesses.get();
			checks.ok("credentials",
					"%s, project %s, at %s".formatted(access.account(), access.project(), access.host()));
		}
		catch (RuntimeException ex) {
			checks.failed("credentials", Causes.of(ex),
					"give GOOGLE_APPLICATION_CREDENTIALS or spring.cloud.gcp.credentials.location, and a project");
			return;
		}
		PipelineTables tables = new PipelineTables(this.transforms.get(), access.project());
		scope.pipelines().forEach((name, pipeline) -> {
			try {
				new PipelineAccess(name, pipeline, access, checks).examine(table(pipeline, tables, access));
			}
			catch (CatalogException ex) {
				failed("table of " + name, ex, checks);
			}
		});
	}

	/** A table, or one that stands for those that records decide on. */
	private static Target table(PipelineProperties pipeline, PipelineTables tables, AccountAccess access) {
		TableName only = tables.onlyTable(pipeline);
		if (only != null) {
			return new Target(only, true);
		}
		List<String> parts = List.of(pipeline.table().split("\\.(?![^{]*})"));
		String dataset = parts.get(Math.max(0, parts.size() - 2));
		return new Target(dataset.contains("{") ? null
				: new TableName((parts.size() > 2 && !parts.get(0).contains("{")) ? parts.get(0) : access.project(),
						dataset, "sluice_doctor"),
				false);
	}

	private static void failed(String name, CatalogException failure, Checks checks) {
		String permission = failure.permission();
		if (permission != null) {
			checks.failed(name, "lacks " + permission, grant(permission));
		}
		else {
			checks.failed(name, Causes.of(failure), (failure.problem() == Problem.OUTAGE)
					? "look at the way to BigQuery, and at its status" : "mend what is named");
		}
	}

	private static String grant(String permissions) {
		return "grant " + permissions + " to the account";
	}

	private record Target(@Nullable TableName table, boolean only) {

	}

	/** What one pipeline may do. */
	private record PipelineAccess(String name, PipelineProperties pipeline, AccountAccess access, Checks checks) {

		private void examine(Target target) {
			TableName table = target.table();
			if (table == null) {
				this.checks.skipped("tables of " + this.name, "the records decide on the dataset, see the samples");
			}
			else {
				String location = dataset(table);
				if (!target.only() && location != null) {
					creation(table, "tables of " + this.name, "the records decide on them, they may be created");
				}
				else if (target.only()) {
					table(table, location != null);
				}
			}
			jobs();
		}

		private @Nullable String dataset(TableName table) {
			String check = "dataset " + table.project() + "." + table.dataset();
			String location;
			try {
				location = this.access.location(table);
			}
			catch (CatalogException ex) {
				return unseenDataset(check, ex);
			}
			String wanted = this.pipeline.create().location();
			if (location == null) {
				missingDataset(table, check);
			}
			else if (!location.equalsIgnoreCase(wanted) && this.pipeline.create().dataset() == Creation.IF_NEEDED) {
				this.checks.ok(check, "in " + location + ", where it stays; create.location is " + wanted);
			}
			else {
				this.checks.ok(check, "in " + location);
			}
			return location;
		}

		/** Loading goes on without being allowed to look at the dataset itself. */
		private String unseenDataset(String check, CatalogException failure) {
			if (failure.permission() == null) {
				throw failure;
			}
			this.checks.warning(check, "may not be looked at, for want of " + failure.permission(),
					grant(failure.permission()) + ", so that its location can be told");
			return "";
		}

		private void missingDataset(TableName table, String check) {
			if (this.pipeline.create().dataset() == Creation.NEVER) {
				this.checks.failed(check, "does not exist, and create.dataset is 'never'",
						"create it, or set sluice.pipelines.%s.create.dataset to if-needed".formatted(this.name));
				return;
			}
			judgeCreation(check, this.access.missingToCreateDataset(table),
					"is not there, may be created in " + this.pipeline.create().location());
		}

		private void table(TableName table, boolean datasetIsThere) {
			String check = "table " + table;
			List<String> needed = new ArrayList<>(List.of("bigquery.tables.get", "bigquery.tables.updateData"));
			if (this.pipeline.mutator().mode() == MutatorProperties.Mode.INLINE) {
				needed.add("bigquery.tables.update");
			}
			try {
				Set<String> missing = this.access.missing(table, needed);
				this.checks.permissions(check, List.copyOf(missing), "is there, " + String.join(", ", needed),
						grant(String.join(", ", missing)));
				positions(table);
			}
			catch (CatalogException ex) {
				if (ex.problem() != Problem.MISSING) {
					failed(check, ex, this.checks);
				}
				else if (this.pipeline.create().table() == Creation.NEVER) {
					this.checks.failed(check, "does not exist, and create.table is 'never'",
							"create it, or set sluice.pipelines.%s.create.table to if-needed".formatted(this.name));
				}
				else if (!datasetIsThere) {
					this.checks.skipped(check, "its dataset is not there");
				}
				else {
					creation(table, check, "is not there, may be created");
				}
			}
		}

		/**
		 * Rows are looked up by their positions by audits, and after unconfirmed commits.
		 */
		private void positions(TableName table) {
			if (this.pipeline.columns().partition() == null || this.pipeline.columns().offset() == null) {
				return;
			}
			Set<String> missing = this.access.missing(table, List.of("bigquery.tables.getData"));
			if (!missing.isEmpty()) {
				this.checks.warning("positions in " + table,
						"lacks bigquery.tables.getData, so that nobody can look up which records have rows",
						grant("bigquery.tables.getData"));
			}
		}

		private void creation(TableName table, String check, String found) {
			if (this.pipeline.create().table() == Creation.NEVER) {
				this.checks.ok(check, "create.table is 'never'");
				return;
			}
			try {
				judgeCreation(check, this.access.missingToCreate(table), found);
			}
			catch (CatalogException ex) {
				failed(check, ex, this.checks);
			}
		}

		private void judgeCreation(String check, @Nullable String missing, String found) {
			if (JOBS.equals(missing)) {
				this.checks.skipped(check, "is not there; whether it may be created cannot be told without " + JOBS);
			}
			else {
				this.checks.permissions(check, (missing != null) ? List.of(missing) : List.of(), found,
						grant(String.valueOf(missing)) + ", or create it");
			}
		}

		private void jobs() {
			boolean files = this.pipeline.write().mode() == Mode.FILE_LOADS;
			if (files) {
				boolean may = this.access.mayCreateJobs();
				this.checks.permissions("load jobs of " + this.name, may ? List.of() : List.of(JOBS),
						JOBS + " in project " + this.access.project(), grant(JOBS));
			}
		}

	}

}

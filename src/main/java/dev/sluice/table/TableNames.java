package dev.sluice.table;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The names that some tables can have.
 *
 * @param project their project
 * @param dataset the ids that their datasets can have
 * @param table the ids that they can have there
 */
public record TableNames(String project, Id dataset, Id table) {

	/**
	 * The one name there is, or {@code null} if there can be several.
	 */
	public @Nullable TableName only() {
		String itsDataset = this.dataset.only();
		String itsTable = this.table.only();
		return (itsDataset != null && itsTable != null) ? new TableName(this.project, itsDataset, itsTable) : null;
	}

	/**
	 * Whether a table can have its name by these.
	 */
	public boolean allows(TableName name) {
		return this.project.equals(name.project()) && this.dataset.matches(name.dataset())
				&& this.table.matches(name.table());
	}

	/**
	 * The ids that something can have.
	 *
	 * @param only the id, if there is but one
	 * @param pattern what the whole id matches
	 */
	public record Id(@Nullable String only, Pattern pattern) {

		public boolean matches(String id) {
			return (this.only != null) ? this.only.equals(id) : this.pattern.matcher(id).matches();
		}

	}

}

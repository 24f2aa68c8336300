package dev.sluice.table;

/**
 * The full name of a table.
 *
 * @param project the project's id
 * @param dataset the dataset's id
 * @param table the table's id
 */
public record TableName(String project, String dataset, String table) {

	/**
	 * Reads {@code dataset.table} or {@code project.dataset.table}.
	 * @param text the name
	 * @param defaultProject the project of a name that gives none
	 * @throws IllegalArgumentException if the text is no name of a table
	 */
	public static TableName parse(String text, String defaultProject) {
		String[] parts = text.split("\\.", -1);
		return switch (parts.length) {
			case 2 -> new TableName(defaultProject, parts[0], parts[1]);
			case 3 -> new TableName(parts[0], parts[1], parts[2]);
			default -> throw new IllegalArgumentException(
					"'" + text + "' is not of the form dataset.table or project.dataset.table");
		};
	}

	@Override
	public String toString() {
		return this.project + "." + this.dataset + "." + this.table;
	}

}

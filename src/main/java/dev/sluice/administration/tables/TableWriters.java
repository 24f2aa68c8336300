package dev.sluice.administration.tables;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.sluice.administration.OperationRefusedException;
import dev.sluice.administration.OperationRefusedException.Why;
import dev.sluice.pipeline.PipelineProperties;
import dev.sluice.pipeline.PipelineTables;
import dev.sluice.pipeline.SluiceProperties;
import dev.sluice.table.TableName;
import org.jspecify.annotations.Nullable;

/**
 * Which pipelines write to which tables, or may.
 *
 * @param properties the pipelines
 * @param tables what they say of their tables
 */
record TableWriters(SluiceProperties properties, PipelineTables tables) {

	private static final Pattern VARIABLE = Pattern.compile("\\{[^}]*}");

	/**
	 * The settings of a pipeline.
	 */
	PipelineProperties pipeline(String name) {
		PipelineProperties pipeline = this.properties.pipelines().get(name);
		if (pipeline == null) {
			throw new OperationRefusedException(Why.UNKNOWN, "there is no pipeline '" + name + "'");
		}
		return pipeline;
	}

	/**
	 * A table that a pipeline writes to, or may.
	 * @param name the pipeline's name
	 * @param given the table, as dataset.table or project.dataset.table; {@code null} for
	 * the only one
	 */
	TableName table(String name, @Nullable String given) {
		PipelineProperties pipeline = pipeline(name);
		TableName only = this.tables.onlyTable(pipeline);
		if (given == null && only == null) {
			throw new OperationRefusedException(Why.INVALID, "pipeline '" + name
					+ "' writes to as many tables as its records name: give 'table', such as shop.orders");
		}
		TableName table = (given != null) ? parse(given) : only;
		if (table == null || !mayWrite(pipeline, table)) {
			throw new OperationRefusedException(Why.UNKNOWN,
					"pipeline '" + name + "' does not write to table " + table + ", but to " + pipeline.table());
		}
		return table;
	}

	private TableName parse(String text) {
		try {
			return TableName.parse(text, this.tables.defaultProject());
		}
		catch (IllegalArgumentException ex) {
			throw new OperationRefusedException(Why.INVALID,
					"'" + text + "' is no table: give dataset.table or project.dataset.table");
		}
	}

	/**
	 * The pipelines that write to a table, or may.
	 */
	List<String> of(TableName table) {
		return this.properties.pipelines()
			.entrySet()
			.stream()
			.filter((pipeline) -> mayWrite(pipeline.getValue(), table))
			.map(Map.Entry::getKey)
			.toList();
	}

	private boolean mayWrite(PipelineProperties pipeline, TableName table) {
		TableName only = this.tables.onlyTable(pipeline);
		if (only != null) {
			return only.equals(table);
		}
		StringBuilder pattern = new StringBuilder();
		Matcher variable = VARIABLE.matcher(pipeline.table());
		int literal = 0;
		while (variable.find()) {
			pattern.append(Pattern.quote(pipeline.table().substring(literal, variable.start()))).append("[^.]*");
			literal = variable.end();
		}
		pattern.append(Pattern.quote(pipeline.table().substring(literal)));
		String inDefault = table.dataset() + "." + table.table();
		return table.toString().matches(pattern.toString())
				|| (table.project().equals(this.tables.defaultProject()) && inDefault.matches(pattern.toString()));
	}

}

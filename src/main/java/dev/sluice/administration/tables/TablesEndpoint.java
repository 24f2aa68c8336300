package dev.sluice.administration.tables;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.sluice.administration.OperationRefusedException;
import dev.sluice.administration.OperationRefusedException.Why;
import dev.sluice.mutator.SchemaDocument;
import dev.sluice.table.Column;
import dev.sluice.table.FieldPath;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * The tables of pipelines: {@code GET /actuator/tables}, also of one pipeline and of one
 * table, and {@code POST /actuator/tables/<pipeline>/<verb>} with create, add-column,
 * relax or drop.
 */
@WebEndpoint(id = "tables")
public class TablesEndpoint {

	private static final List<String> SETTINGS = List.of("partitionColumn", "requirePartitionFilter", "clustering");

	private static final Pattern ARRAY = Pattern.compile("(?i)ARRAY<(.+)>");

	private final TableDescriptions descriptions;

	private final TablePlanner planner;

	private final TableChanges changes;

	TablesEndpoint(TableDescriptions descriptions, TablePlanner planner, TableChanges changes) {
		this.descriptions = descriptions;
		this.planner = planner;
		this.changes = changes;
	}

	/**
	 * The tables of all pipelines.
	 */
	@ReadOperation
	public List<PipelineTablesDescriptor> all() {
		return this.descriptions.all();
	}

	/**
	 * The tables of a pipeline.
	 * @param pipeline the pipeline's name
	 */
	@ReadOperation
	public PipelineTablesDescriptor tables(@Selector String pipeline) {
		return this.descriptions.of(pipeline);
	}

	/**
	 * A table of a pipeline, and where its columns come from, or nothing (404) if it is
	 * not there.
	 * @param pipeline the pipeline's name
	 * @param table the table, such as shop.orders
	 */
	@ReadOperation
	public @Nullable TableDescriptor table(@Selector String pipeline, @Selector String table) {
		return this.descriptions.describe(pipeline, table);
	}

	/**
	 * Creates, alters or drops a table of a pipeline, or shows what that would do.
	 * @param pipeline the pipeline's name
	 * @param verb create, add-column, relax or drop
	 * @param table the table, such as shop.orders; the only one by default
	 * @param column for add-column: the column's path and type, such as 'note STRING' or
	 * 'customer.tags ARRAY&lt;STRING&gt;', a field as JSON in the form of BigQuery's
	 * schemas, or a Snowplow type and its place, such as
	 * 'iglu:com.acme/click/jsonschema/1-0-0 CONTEXTS'; for relax: the column's path
	 * @param settings for create: partitionColumn, requirePartitionFilter and clustering,
	 * such as 'partitionColumn=placed_at; clustering=country,city'
	 * @param dryRun whether it is only shown: by default for drop alone
	 * @param confirm for drop: the table once more
	 * @return what it does, or has done
	 */
	@WriteOperation
	public TableChange act(@Selector String pipeline, @Selector String verb, @Nullable String table,
			@Nullable String column, @Nullable String settings, @Nullable Boolean dryRun, @Nullable String confirm) {
		boolean shown = Boolean.TRUE.equals(dryRun);
		return switch (verb.toLowerCase(Locale.ROOT)) {
			case "create" -> this.changes.run("create-table", pipeline, shown,
					() -> this.planner.create(pipeline, table, request(settings)));
			case "add-column" ->
				this.changes.run("add-column", pipeline, shown, () -> addition(pipeline, table, column));
			case "relax" -> this.changes.run("relax-column", pipeline, shown,
					() -> this.planner.relax(pipeline, table, path(column)));
			case "drop" -> this.changes.run("drop-table", pipeline, !Boolean.FALSE.equals(dryRun),
					confirmed(Boolean.FALSE.equals(dryRun), confirm, () -> this.planner.drop(pipeline, table)));
			default -> throw invalid("the verb must be create, add-column, relax or drop, and not '" + verb + "'");
		};
	}

	private static TableRequest request(@Nullable String settings) {
		Map<String, String> values = new HashMap<>();
		for (String setting : (settings != null) ? settings.strip().split("\\s*;\\s*") : new String[0]) {
			int equals = setting.indexOf('=');
			String name = setting.substring(0, Math.max(0, equals)).strip();
			if (!SETTINGS.contains(name)) {
				throw invalid("'settings' are " + SETTINGS + ", each with '=' and its value, and ';' in between");
			}
			values.put(name, setting.substring(equals + 1).strip());
		}
		String filter = values.get("requirePartitionFilter");
		if (filter != null && !filter.equals("true") && !filter.equals("false")) {
			throw invalid("'requirePartitionFilter' must be true or false, and not '" + filter + "'");
		}
		String clustering = values.get("clustering");
		return new TableRequest(values.get("partitionColumn"), null, (filter != null) ? Boolean.valueOf(filter) : null,
				(clustering != null) ? Arrays.asList(clustering.split("\\s*,\\s*")) : null);
	}

	private ChangePlan addition(String pipeline, @Nullable String table, @Nullable String column) {
		String text = (column != null) ? column.strip() : "";
		String[] words = text.split("\\s+", 2);
		if (!text.startsWith("{") && words.length < 2) {
			throw invalid("'column' is to be a name and a type, such as 'note STRING'");
		}
		if (text.startsWith("iglu:")) {
			return this.planner.addType(pipeline, table, words[0], words[1]);
		}
		Map<String, Object> field = text.startsWith("{") ? json(text) : field(words[0], words[1]);
		FieldPath path = path((field.get("name") instanceof String name) ? name : null);
		field.put("name", path.names().get(path.names().size() - 1));
		Column parsed = SchemaDocument.parse(JsonMapper.shared().writeValueAsString(List.of(field))).columns().get(0);
		return this.planner.addColumn(pipeline, table, path.parent(), parsed);
	}

	private static Map<String, Object> field(String name, String type) {
		Matcher array = ARRAY.matcher(type);
		boolean repeated = array.matches();
		return new HashMap<>(Map.of("name", name, "type", repeated ? array.group(1) : type, "mode",
				repeated ? "REPEATED" : "NULLABLE"));
	}

	private static Map<String, Object> json(String text) {
		try {
			return JsonMapper.shared().readValue(text, new TypeReference<HashMap<String, Object>>() {
			});
		}
		catch (JacksonException ex) {
			throw invalid("'column' is no JSON: " + ex.getOriginalMessage());
		}
	}

	private static FieldPath path(@Nullable String text) {
		if (text == null || text.isBlank()) {
			throw invalid("the name of the column is missing");
		}
		return FieldPath.of(text.strip().split("\\."));
	}

	private static Supplier<ChangePlan> confirmed(boolean meant, @Nullable String confirm,
			Supplier<ChangePlan> planning) {
		return () -> {
			ChangePlan plan = planning.get();
			String name = plan.table().dataset() + "." + plan.table().table();
			if (meant && !name.equals(confirm) && !plan.table().toString().equals(confirm)) {
				throw invalid("'confirm' is to be the table's name, " + name);
			}
			return plan;
		};
	}

	private static OperationRefusedException invalid(String why) {
		return new OperationRefusedException(Why.INVALID, why);
	}

}

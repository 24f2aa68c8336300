package dev.sluice.administration.tables;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import dev.sluice.administration.OperationRefusedException;
import dev.sluice.administration.OperationRefusedException.Why;
import dev.sluice.mutator.SchemaDocument;
import dev.sluice.table.Column;
import dev.sluice.table.FieldPath;
import org.jspecify.annotations.Nullable;
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
	 * @param column for add-column: a field as in BigQuery's schemas, with name, type,
	 * mode, description and fields, or a Snowplow type with schema and shredProperty; for
	 * relax: the column's path
	 * @param settings for create: partitionColumn, requirePartitionFilter and clustering,
	 * with commas in between
	 * @param dryRun whether it is only shown: by default for drop alone
	 * @param confirm for drop: the table once more
	 * @return what it does, or has done
	 */
	@WriteOperation
	public TableChange act(@Selector String pipeline, @Selector String verb, @Nullable String table,
			@Nullable Object column, @Nullable Map<String, Object> settings, @Nullable Boolean dryRun,
			@Nullable String confirm) {
		boolean shown = Boolean.TRUE.equals(dryRun);
		return switch (verb.toLowerCase(Locale.ROOT)) {
			case "create" -> this.changes.run("create-table", pipeline, shown,
					() -> this.planner.create(pipeline, table, request((settings != null) ? settings : Map.of())));
			case "add-column" ->
				this.changes.run("add-column", pipeline, shown, () -> addition(pipeline, table, column));
			case "relax" -> this.changes.run("relax-column", pipeline, shown,
					() -> this.planner.relax(pipeline, table, path(column)));
			case "drop" -> this.changes.run("drop-table", pipeline, !Boolean.FALSE.equals(dryRun),
					confirmed(Boolean.FALSE.equals(dryRun), confirm, () -> this.planner.drop(pipeline, table)));
			default -> throw invalid("the verb must be create, add-column, relax or drop, and not '" + verb + "'");
		};
	}

	private static TableRequest request(Map<String, Object> settings) {
		Object filter = settings.get("requirePartitionFilter");
		Object clustering = settings.get("clustering");
		return new TableRequest(text(settings.get("partitionColumn")), null,
				(filter != null) ? Boolean.valueOf(filter.toString()) : null,
				(clustering != null) ? Arrays.asList(clustering.toString().split("\\s*,\\s*")) : null);
	}

	private ChangePlan addition(String pipeline, @Nullable String table, @Nullable Object column) {
		if (!(column instanceof Map<?, ?> field)) {
			throw invalid("'column' is to be a field as in BigQuery's schemas, such as"
					+ " {\"name\": \"note\", \"type\": \"STRING\"}");
		}
		String schema = text(field.get("schema"));
		if (schema != null) {
			return this.planner.addType(pipeline, table, schema, String.valueOf(field.get("shredProperty")));
		}
		FieldPath path = path(field.get("name"));
		Map<String, Object> named = new HashMap<>();
		field.forEach((attribute, value) -> named.put(String.valueOf(attribute), value));
		named.put("name", path.names().get(path.names().size() - 1));
		Column parsed = SchemaDocument.parse(JsonMapper.shared().writeValueAsString(List.of(named))).columns().get(0);
		return this.planner.addColumn(pipeline, table, path.parent(), parsed);
	}

	private static FieldPath path(@Nullable Object text) {
		if (text == null || text.toString().isBlank()) {
			throw invalid("the name of the column is missing");
		}
		return FieldPath.of(text.toString().split("\\."));
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

	private static @Nullable String text(@Nullable Object value) {
		return (value != null) ? value.toString() : null;
	}

	private static OperationRefusedException invalid(String why) {
		return new OperationRefusedException(Why.INVALID, why);
	}

}

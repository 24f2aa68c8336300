package dev.sluice.administration;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import dev.sluice.mutator.Mutators;
import dev.sluice.mutator.TableStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * The tables of pipelines: {@code GET /actuator/tables/<pipeline>}, and
 * {@code POST /actuator/tables/<pipeline>/<verb>} with create or add-column.
 */
@WebEndpoint(id = "tables")
public class TablesEndpoint {

	private static final int BAD_GATEWAY = 502;

	private final TableOperations operations;

	private final Mutators mutators;

	TablesEndpoint(TableOperations operations, Mutators mutators) {
		this.operations = operations;
		this.mutators = mutators;
	}

	/**
	 * What this instance knows of the tables that a pipeline has used so far.
	 */
	@ReadOperation
	public List<TableStatus> tables(@Selector String pipeline) {
		return this.mutators.tables(pipeline);
	}

	/**
	 * Creates a pipeline's table, or adds the column of a type.
	 * @param pipeline the pipeline's name
	 * @param verb create or add-column
	 * @param partitionColumn for create: a TIMESTAMP column by whose days the table is
	 * partitioned
	 * @param requirePartitionFilter for create: whether queries must name partitions
	 * @param clustering for create: columns, with commas in between
	 * @param schema for add-column: the URI of the type's schema
	 * @param shredProperty for add-column: the place where events have it
	 * @return what happened; 400 if the request makes no sense, 502 if BigQuery or a
	 * registry does not do it
	 */
	@WriteOperation
	public WebEndpointResponse<Map<String, String>> act(@Selector String pipeline, @Selector String verb,
			@Nullable String partitionColumn, @Nullable Boolean requirePartitionFilter, @Nullable String clustering,
			@Nullable String schema, @Nullable String shredProperty) {
		return switch (verb.toLowerCase(Locale.ROOT)) {
			case "create" -> answer(() -> this.operations.create(pipeline,
					new TableRequest(partitionColumn, null, requirePartitionFilter, list(clustering))));
			case "add-column" -> answer(() -> this.operations.addColumn(pipeline, given("schema", schema),
					given("shredProperty", shredProperty)));
			default -> refused("the verb must be create or add-column");
		};
	}

	private static String given(String name, @Nullable String value) {
		if (value == null) {
			throw new IllegalArgumentException("'" + name + "' is missing");
		}
		return value;
	}

	private static @Nullable List<String> list(@Nullable String text) {
		return (text != null) ? Arrays.asList(text.split("\\s*,\\s*")) : null;
	}

	private static WebEndpointResponse<Map<String, String>> answer(Supplier<OperationOutcome> operation) {
		try {
			OperationOutcome outcome = operation.get();
			return outcome.done() ? new WebEndpointResponse<>(Map.of("message", outcome.message()))
					: new WebEndpointResponse<>(Map.of("error", outcome.message()), BAD_GATEWAY);
		}
		catch (IllegalArgumentException ex) {
			return refused(String.valueOf(ex.getMessage()));
		}
	}

	private static WebEndpointResponse<Map<String, String>> refused(String why) {
		return new WebEndpointResponse<>(Map.of("error", why), WebEndpointResponse.STATUS_BAD_REQUEST);
	}

}

package dev.sluice.emulator.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.sluice.emulator.catalog.Catalog;
import dev.sluice.emulator.catalog.DatasetId;
import dev.sluice.emulator.catalog.Table;
import dev.sluice.emulator.catalog.TableDefinition;
import dev.sluice.emulator.catalog.TableId;
import dev.sluice.emulator.engine.Engine;
import dev.sluice.emulator.fault.Permissions;

/**
 * The calls about tables.
 */
final class TableCalls {

	private final Catalog catalog;

	private final TableResource resources;

	private final Permissions permissions;

	TableCalls(Engine engine) {
		this.catalog = engine.catalog();
		this.resources = new TableResource(engine);
		this.permissions = engine.permissions();
	}

	void register(Routes routes) {
		String tables = "projects/{project}/datasets/{dataset}/tables";
		routes.get(tables, "tables.list", this::list)
			.post(tables, "tables.insert", this::insert)
			.get(tables + "/{table}", "tables.get", this::get)
			.patch(tables + "/{table}", "tables.patch", this::patch)
			.put(tables + "/{table}", "tables.update", this::update)
			.delete(tables + "/{table}", "tables.delete", this::delete)
			.post(tables + "/{table}:testIamPermissions", "tables.testIamPermissions", this::testPermissions);
	}

	private Response testPermissions(Request request) {
		this.catalog.table(request.table());
		List<String> asked = new ArrayList<>();
		JsonArray permissions = request.json().getAsJsonArray("permissions");
		((permissions != null) ? permissions : new JsonArray()).forEach((name) -> asked.add(name.getAsString()));
		JsonArray granted = new JsonArray();
		this.permissions.granted(asked).forEach(granted::add);
		JsonObject answer = new JsonObject();
		answer.add("permissions", granted);
		return Response.json(answer);
	}

	private Response list(Request request) {
		DatasetId dataset = this.catalog.dataset(request.dataset()).id();
		List<Table> tables = this.catalog.tables(dataset);
		JsonObject answer = new JsonObject();
		answer.addProperty("kind", "bigquery#tableList");
		answer.addProperty("totalItems", tables.size());
		PageToken.addPage(answer, "tables", tables, request, (table) -> table.id().table(), TableResource::summary);
		return Response.json(answer);
	}

	private Response insert(Request request) {
		JsonObject body = request.json();
		TableId id = request.dataset().table(Names.check("table", Names.reference(body, "tableReference", "tableId")));
		return answer(this.catalog.createTable(id, TableDefinition.parse(body)), request);
	}

	private Response get(Request request) {
		return answer(this.catalog.table(request.table()), request);
	}

	private Response patch(Request request) {
		JsonObject body = request.json();
		return change(request, (old) -> old.patched(body));
	}

	private Response update(Request request) {
		JsonObject body = request.json();
		return change(request, (old) -> TableDefinition.parse(body));
	}

	private Response change(Request request, UnaryOperator<TableDefinition> change) {
		return answer(this.catalog.changeTable(request.table(), request.header("If-Match"), change), request);
	}

	private Response delete(Request request) {
		this.catalog.deleteTable(request.table());
		return Response.empty(204);
	}

	private Response answer(Table table, Request request) {
		return Response.json(this.resources.of(table, request.origin()));
	}

}

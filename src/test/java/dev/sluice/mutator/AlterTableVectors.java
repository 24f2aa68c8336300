package dev.sluice.mutator;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

import dev.sluice.conformance.Results;
import dev.sluice.conformance.Rules;
import dev.sluice.conformance.VectorGroup;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.ColumnType.Kind;
import dev.sluice.table.TableSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Schemas of tables brought to what columns of events need.
 */
public final class AlterTableVectors implements VectorGroup {

	@Override
	public String name() {
		return "ddl/alter_table_v2";
	}

	@Override
	public String path() {
		return "ddl/alter_table_v2.json";
	}

	@Override
	public void check(Path path, Rules rules, Results results) {
		JsonMapper.shared().readTree(path.toFile()).forEach((vector) -> {
			String name = vector.get("name").stringValue();
			TableSchema table = new TableSchema(columns(vector.get("table")));
			TableSchema wanted = new TableSchema(columns(vector.get("wanted")));
			results.check(name, new TableSchema(columns(vector.get("result"))),
					() -> MissingColumn.additions(wanted).applyTo(table));
			results.check(name, vector.get("alterNeeded").booleanValue(),
					() -> !MissingColumn.of(wanted, table).isEmpty());
		});
	}

	private static List<Column> columns(JsonNode columns) {
		return StreamSupport.stream(columns.spliterator(), false).map(AlterTableVectors::column).toList();
	}

	private static Column column(JsonNode column) {
		return new Column(column.get("name").stringValue(), type(column),
				Column.Mode.valueOf(column.get("mode").stringValue()), null, null);
	}

	private static ColumnType type(JsonNode column) {
		Kind kind = Kind.valueOf(column.get("type").stringValue());
		return switch (kind) {
			case STRUCT -> new ColumnType.Struct(columns(column.get("fields")));
			case STRING -> ColumnType.STRING;
			case NUMERIC -> ColumnType.NUMERIC;
			case BIGNUMERIC -> ColumnType.BIGNUMERIC;
			default -> new ColumnType.Simple(kind);
		};
	}

}

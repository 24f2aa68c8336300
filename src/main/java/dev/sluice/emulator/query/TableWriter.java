package dev.sluice.emulator.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.FieldType;
import dev.sluice.emulator.catalog.Table;
import dev.sluice.emulator.catalog.TableDefinition;
import dev.sluice.emulator.catalog.TableId;
import dev.sluice.emulator.duckdb.DuckTypes;
import dev.sluice.emulator.engine.Engine;
import dev.sluice.emulator.ingest.RowCollector;
import dev.sluice.emulator.row.BadValueException;
import dev.sluice.emulator.row.RowEncoder;
import dev.sluice.emulator.sql.Macros;
import dev.sluice.emulator.table.RowSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of a result into a table, all of them or none.
 */
final class TableWriter {

	private final Engine engine;

	private final QueryRequest request;

	TableWriter(Engine engine, QueryRequest request) {
		this.engine = engine;
		this.request = request;
	}

	/**
	 * Writes the result of a query where its configuration says.
	 */
	void write(ResultTable result, TableId destination) {
		Optional<Table> existing = this.engine.catalog().findTable(destination);
		if (existing.isEmpty() && this.request.text("createDisposition", "").equals("CREATE_NEVER")) {
			throw ApiError.notFound("Not found: Table " + destination);
		}
		Table table = existing
			.orElseGet(() -> this.engine.catalog().createTable(destination, TableDefinition.of(result.fields())));
		String disposition = this.request.text("writeDisposition", "WRITE_EMPTY");
		boolean truncate = disposition.startsWith("WRITE_TRUNCATE");
		if (disposition.equals("WRITE_EMPTY") && this.engine.rows().of(table).rows() > 0) {
			throw ApiError.duplicate("Already Exists: Table " + destination);
		}
		if (truncate && existing.isPresent() && !disposition.equals("WRITE_TRUNCATE_DATA")) {
			table = this.engine.catalog()
				.replaceTable(destination, null, (old) -> old.with(TableDefinition.of(result.fields()).schema()));
		}
		RowSource source = collect(result, table, matching(result, table));
		this.engine.rows().of(table).showLoad(source, truncate);
	}

	private static List<Field> matching(ResultTable result, Table table) {
		List<Field> columns = new ArrayList<>();
		for (Field field : result.fields()) {
			Field column = table.schema()
				.find(field.name())
				.orElseThrow(() -> ApiError
					.invalid("Invalid schema update. Cannot add fields (field: " + field.name() + ")"));
			columns.add(column);
		}
		return columns;
	}

	/**
	 * Appends the result to columns of a table, by position.
	 * @return how many rows it has
	 */
	long append(ResultTable result, Table table, List<Field> columns) {
		if (result.fields().size() != columns.size()) {
			throw ApiError.invalidQuery("Inserted row has wrong column count; Has " + result.fields().size()
					+ ", expected " + columns.size());
		}
		this.engine.rows().of(table).showLoad(collect(result, table, columns), false);
		return result.rows();
	}

	/**
	 * Puts the result, which has all columns, in the place of other rows.
	 * @param old the numbers of the rows that go
	 */
	void replace(ResultTable result, Table table, List<Long> old) {
		this.engine.rows().of(table).replace(collect(result, table, table.schema().fields()), old);
	}

	private RowSource collect(ResultTable result, Table table, List<Field> columns) {
		RowSource source = this.engine.rows().of(table).forLoad(this.request.id());
		RowEncoder encoder = new RowEncoder(table.schema().fields());
		RowCollector collector = new RowCollector(table.schema().fields(), encoder, this.engine.rows().of(table),
				source, this.engine.clock().instant(), null);
		List<String> expressions = new ArrayList<>();
		for (int i = 0; i < columns.size(); i++) {
			expressions.add(converted(result.columns().get(i), result.fields().get(i), columns.get(i)));
		}
		try {
			result.read(columns, expressions, "", (values) -> collector
				.add(encoder.encode(TypedValues.row(columns, values)), nulls(columns, values)));
		}
		catch (BadValueException ex) {
			throw ApiError.invalidQuery(String.valueOf(ex.getMessage()));
		}
		collector.flush();
		return source;
	}

	private static Set<String> nulls(List<Field> columns, @Nullable Object[] values) {
		Set<String> nulls = new HashSet<>();
		for (int i = 0; i < values.length; i++) {
			if (values[i] == null && columns.get(i).defaultValue() != null) {
				nulls.add(columns.get(i).name());
			}
		}
		return nulls;
	}

	private static String converted(String expression, Field from, Field to) {
		if (from.type() == to.type()) {
			return expression;
		}
		if (to.type() == FieldType.BIGNUMERIC && !to.repeated()) {
			return Macros.bigNumeric(expression);
		}
		if (to.type() == FieldType.GEOGRAPHY && !to.repeated()) {
			return "struct_pack(geography := " + expression + ')';
		}
		return "CAST(" + expression + " AS " + DuckTypes.of(to) + ')';
	}

}

package dev.sluice.emulator.query;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import com.google.gson.JsonArray;
import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.catalog.Field;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query, kept in DuckDB in their order until they are dropped.
 */
public final class ResultTable {

	private final TextRows reader;

	private final String name;

	private final List<Field> fields;

	private final long rows;

	ResultTable(TextRows reader, String name, List<Field> fields, long rows) {
		this.reader = reader;
		this.name = name;
		this.fields = fields;
		this.rows = rows;
	}

	public List<Field> fields() {
		return this.fields;
	}

	/**
	 * Returns how many rows there are.
	 */
	public long rows() {
		return this.rows;
	}

	String name() {
		return this.name;
	}

	/**
	 * Returns rows as REST shows them.
	 * @param from index of the first
	 * @param limit how many at most
	 * @throws ApiError if an array in them has a null
	 */
	public JsonArray page(long from, long limit, Cells cells) {
		JsonArray page = new JsonArray();
		long to = (limit > this.rows - from) ? this.rows : from + limit;
		if (from < to) {
			read(this.fields, columns(), " WHERE rowid >= " + from + " AND rowid < " + to,
					(values) -> page.add(cells.row(this.fields, values)));
		}
		return page;
	}

	/**
	 * Returns the names of the columns in DuckDB.
	 */
	List<String> columns() {
		return IntStream.range(0, this.fields.size()).mapToObj((i) -> "c" + i).toList();
	}

	void read(List<Field> types, List<String> expressions, String condition, Consumer<@Nullable Object[]> consumer) {
		this.reader.read(types, expressions, this.name + condition + " ORDER BY rowid", consumer);
	}

}

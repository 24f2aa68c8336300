package dev.sluice.emulator.query;

import java.sql.Array;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.duckdb.Projection;
import org.jspecify.annotations.Nullable;

/**
 * Rows of DuckDB read as texts.
 *
 * Scalars are texts, bytes in base64; structs and arrays are arrays of objects.
 */
final class TextRows {

	private final Projection projection;

	TextRows(Projection projection) {
		this.projection = projection;
	}

	/**
	 * Reads rows in their order.
	 * @param fields the columns
	 * @param expressions an expression for each
	 * @param from what stands after {@code FROM}
	 */
	void read(List<Field> fields, List<String> expressions, String from, Consumer<@Nullable Object[]> reader) {
		String columns = IntStream.range(0, fields.size())
			.mapToObj((i) -> "CAST(" + expressions.get(i) + " AS " + ResultTypes.texts(fields.get(i)) + ')')
			.collect(Collectors.joining(", "));
		try (Connection connection = this.projection.connect();
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery("SELECT " + columns + " FROM " + from)) {
			while (result.next()) {
				@Nullable Object[] row = new Object[fields.size()];
				for (int i = 0; i < row.length; i++) {
					row[i] = plain(result.getObject(i + 1));
				}
				reader.accept(row);
			}
		}
		catch (SQLException ex) {
			throw QueryErrors.of(ex);
		}
	}

	private static @Nullable Object plain(@Nullable Object value) throws SQLException {
		if (value instanceof Struct struct) {
			return plain(struct.getAttributes());
		}
		if (value instanceof Array array) {
			return plain((@Nullable Object[]) array.getArray());
		}
		if (value instanceof Blob blob) {
			return Base64.getEncoder().encodeToString(blob.getBytes(1, (int) blob.length()));
		}
		return value;
	}

	private static @Nullable Object[] plain(@Nullable Object[] values) throws SQLException {
		@Nullable Object[] plain = new Object[values.length];
		for (int i = 0; i < plain.length; i++) {
			plain[i] = plain(values[i]);
		}
		return plain;
	}

}

package dev.sluice.emulator.ingest;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Base64;
import java.util.Map;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;

/**
 * A file of Parquet, read by DuckDB.
 */
final class ParquetRows implements FileRows {

	private final Connection database;

	private final Statement statement;

	private final ResultSet rows;

	private long position = -1;

	ParquetRows(Path file) throws IOException {
		try {
			this.database = DriverManager.getConnection("jdbc:duckdb:");
			this.statement = this.database.createStatement();
			this.rows = this.statement
				.executeQuery("SELECT * FROM read_parquet('" + file.toString().replace("'", "''") + "')");
		}
		catch (SQLException ex) {
			throw new IOException(ex);
		}
	}

	@Override
	public boolean advance() throws IOException {
		try {
			this.position++;
			return this.rows.next();
		}
		catch (SQLException ex) {
			throw new IOException(ex);
		}
	}

	@Override
	public JsonObject row() {
		try {
			JsonObject json = new JsonObject();
			ResultSetMetaData columns = this.rows.getMetaData();
			for (int i = 1; i <= columns.getColumnCount(); i++) {
				json.add(columns.getColumnName(i), value(this.rows.getObject(i)));
			}
			return json;
		}
		catch (SQLException ex) {
			throw new BadRowException("", String.valueOf(ex.getMessage()), false);
		}
	}

	private static JsonElement value(@Nullable Object value) throws SQLException {
		if (value == null) {
			return JsonNull.INSTANCE;
		}
		if (value instanceof DuckDBStruct struct) {
			JsonObject json = new JsonObject();
			for (Map.Entry<String, Object> field : struct.getMap().entrySet()) {
				json.add(field.getKey(), value(field.getValue()));
			}
			return json;
		}
		if (value instanceof Array array) {
			JsonArray json = new JsonArray();
			for (Object element : (Object[]) array.getArray()) {
				json.add(value(element));
			}
			return json;
		}
		if (value instanceof Blob blob) {
			return new JsonPrimitive(Base64.getEncoder().encodeToString(blob.getBytes(1, (int) blob.length())));
		}
		return (value instanceof Boolean flag) ? new JsonPrimitive(flag) : new JsonPrimitive(text(value));
	}

	private static String text(Object value) {
		if (value instanceof BigDecimal decimal) {
			return decimal.toPlainString();
		}
		if (value instanceof Timestamp timestamp) {
			return timestamp.toLocalDateTime().toString();
		}
		if (value instanceof OffsetDateTime time) {
			return time.toInstant().toString();
		}
		return (value instanceof OffsetTime time) ? time.toLocalTime().toString() : value.toString();
	}

	@Override
	public long position() {
		return this.position;
	}

	@Override
	public void close() throws IOException {
		try {
			this.rows.close();
			this.statement.close();
			this.database.close();
		}
		catch (SQLException ex) {
			throw new IOException(ex);
		}
	}

}

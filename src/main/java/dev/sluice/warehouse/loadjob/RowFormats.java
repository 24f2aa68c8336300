package dev.sluice.warehouse.loadjob;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.ColumnType.Kind;
import dev.sluice.warehouse.FilesProperties.Format;
import tools.jackson.databind.JsonNode;

/**
 * The formats of files, and what each can hold. Tables with columns that a format cannot
 * hold as BigQuery reads it are loaded as newline JSON, which can hold all.
 */
final class RowFormats {

	private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

	private static final Set<Kind> NOT_IN_AVRO = EnumSet.of(Kind.INTERVAL, Kind.RANGE);

	private static final Set<Kind> NOT_IN_PARQUET = EnumSet.of(Kind.INTERVAL, Kind.RANGE, Kind.JSON, Kind.GEOGRAPHY,
			Kind.BIGNUMERIC);

	private RowFormats() {
	}

	/**
	 * The format that the rows of a table are loaded in. A file with a schema of its own
	 * says of every column that it is NULL where it has no value, so columns with a
	 * DEFAULT want JSON, too.
	 */
	static Format of(Format wanted, List<Column> columns) {
		return (wanted == Format.JSON || columns.stream().allMatch((column) -> holds(wanted, column))) ? wanted
				: Format.JSON;
	}

	private static boolean holds(Format format, Column column) {
		if (!PLAIN_NAME.matcher(column.name()).matches() || column.defaultExpression() != null) {
			return false;
		}
		if (column.type() instanceof ColumnType.Struct struct) {
			return struct.columns().stream().allMatch((inner) -> holds(format, inner));
		}
		return !((format == Format.AVRO) ? NOT_IN_AVRO : NOT_IN_PARQUET).contains(column.type().kind());
	}

	/**
	 * Begins a file.
	 */
	static RowFile open(Format format, Path path, List<Column> columns) throws IOException {
		return switch (format) {
			case JSON -> new JsonRowFile(new BufferedOutputStream(Files.newOutputStream(path)));
			case AVRO -> new AvroRowFile(path, columns);
			case PARQUET -> new ParquetRowFile(path, columns);
		};
	}

	/**
	 * What names of files end with.
	 */
	static String suffix(Format format) {
		return switch (format) {
			case JSON -> ".json";
			case AVRO -> ".avro";
			case PARQUET -> ".parquet";
		};
	}

	/**
	 * Newline JSON.
	 *
	 * @param out takes the lines
	 */
	private record JsonRowFile(OutputStream out) implements RowFile {

		@Override
		public void add(byte[] line, JsonNode row) throws IOException {
			this.out.write(line);
			this.out.write('\n');
		}

		@Override
		public void close() throws IOException {
			this.out.close();
		}

	}

}

package dev.sluice.warehouse.loadjob;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import dev.sluice.table.Column;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import tools.jackson.databind.JsonNode;

/**
 * A file of Parquet, compressed by Zstandard.
 */
final class ParquetRowFile implements RowFile {

	private final ParquetWriter<JsonNode> writer;

	ParquetRowFile(Path path, List<Column> columns) throws IOException {
		this.writer = new Builder(new LocalOutputFile(path), new ParquetRows(columns))
			.withConf(new PlainParquetConfiguration())
			.withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
			.withCompressionCodec(CompressionCodecName.ZSTD)
			.build();
	}

	@Override
	public void add(byte[] line, JsonNode row) throws IOException {
		this.writer.write(row);
	}

	@Override
	public void close() throws IOException {
		this.writer.close();
	}

	/** Parquet's builder, which wants to be extended. */
	private static final class Builder extends ParquetWriter.Builder<JsonNode, Builder> {

		private final ParquetRows rows;

		Builder(OutputFile file, ParquetRows rows) {
			super(file);
			this.rows = rows;
		}

		@Override
		protected Builder self() {
			return this;
		}

		@Override
		@SuppressWarnings("deprecation") // Parquet wants it implemented
		protected WriteSupport<JsonNode> getWriteSupport(Configuration configuration) {
			return this.rows;
		}

		@Override
		protected WriteSupport<JsonNode> getWriteSupport(ParquetConfiguration configuration) {
			return this.rows;
		}

	}

}

package dev.sluice.transform;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import dev.sluice.record.RecordBatch;
import dev.sluice.table.ColumnType.Kind;
import dev.sluice.table.RowLayout;
import dev.sluice.table.RowWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes the source columns of rows. One instance serves one thread.
 */
public final class SourceColumnsWriter {

	/** The last that a TIMESTAMP can hold. */
	private static final long LAST_MILLISECOND = 253_402_300_799_999L;

	private final SourceColumn[] columns;

	private final int[] fields;

	private @Nullable RowLayout layout;

	private @Nullable Failure unfit;

	private String topic = "";

	private byte[] topicUtf8 = {};

	SourceColumnsWriter(List<SourceColumn> columns) {
		this.columns = columns.toArray(new SourceColumn[0]);
		this.fields = new int[this.columns.length];
	}

	/**
	 * Writes the columns into a row that has just begun. Columns that the table lacks are
	 * {@linkplain RecordSink#missing missing}, whatever the pipeline does about unknown
	 * fields; a column of a type that cannot hold its content makes the record bad.
	 * @param row the row, outside any struct
	 * @return false if the sink was told that the record is bad
	 */
	public boolean write(RecordBatch batch, int index, RowWriter row, RecordSink sink) {
		if (this.columns.length == 0) {
			return true;
		}
		prepare(row.layout());
		if (this.unfit != null) {
			sink.bad(this.unfit);
			return false;
		}
		for (int i = 0; i < this.columns.length; i++) {
			if (this.fields[i] == RowLayout.NONE) {
				sink.missing(null, this.columns[i].column());
			}
			else {
				Failure failure = write(this.columns[i].source(), this.fields[i], batch, index, row);
				if (failure != null) {
					sink.bad(failure);
					return false;
				}
			}
		}
		return true;
	}

	private void prepare(RowLayout layout) {
		if (layout == this.layout) {
			return;
		}
		this.layout = layout;
		this.unfit = null;
		for (int i = 0; i < this.columns.length; i++) {
			String name = this.columns[i].column().name();
			this.fields[i] = layout.field(name);
			if (this.fields[i] != RowLayout.NONE && !this.columns[i].fits(layout, this.fields[i])) {
				String kind = (layout.repeated(this.fields[i]) ? "REPEATED " : "") + layout.kind(this.fields[i]);
				this.unfit = new Failure(Reason.WRONG_TYPE, "column '" + name + "' is " + kind
						+ ", which cannot hold the record's " + this.columns[i].source().words(), name);
			}
		}
	}

	private @Nullable Failure write(SourceColumn.Source source, int field, RecordBatch batch, int index,
			RowWriter row) {
		switch (source) {
			case TOPIC -> writeTopic(field, batch.topic(), row);
			case PARTITION -> row.int64(field, batch.partition());
			case OFFSET -> row.int64(field, batch.offset(index));
			case TIMESTAMP -> {
				return writeTimestamp(field, batch.timestamp(index), row);
			}
			case KEY -> {
				return writeContent(source, field, batch.key(index), row);
			}
			case HEADERS -> writeHeaders(field, batch, index, row);
			case RAW -> {
				return writeContent(source, field, batch.value(index), row);
			}
		}
		return null;
	}

	private void writeTopic(int field, String topic, RowWriter row) {
		if (!topic.equals(this.topic)) {
			this.topic = topic;
			this.topicUtf8 = topic.getBytes(StandardCharsets.UTF_8);
		}
		row.utf8(field, this.topicUtf8, 0, this.topicUtf8.length);
	}

	private static @Nullable Failure writeTimestamp(int field, long millis, RowWriter row) {
		if (millis > LAST_MILLISECOND) {
			String name = row.layout().column(field).name();
			return new Failure(Reason.OUT_OF_RANGE,
					"the record's timestamp lies behind the year 9999, the last of column '" + name + "'", name);
		}
		if (millis >= 0) {
			row.timestamp(field, millis * 1000);
		}
		else {
			row.nullValue(field);
		}
		return null;
	}

	private static @Nullable Failure writeContent(SourceColumn.Source source, int field, byte @Nullable [] content,
			RowWriter row) {
		if (content == null) {
			row.nullValue(field);
		}
		else if (row.layout().kind(field) == Kind.BYTES) {
			row.bytes(field, content, 0, content.length);
		}
		else if (Utf8.isValid(content)) {
			row.utf8(field, content, 0, content.length);
		}
		else {
			String name = row.layout().column(field).name();
			return new Failure(Reason.WRONG_TYPE,
					"the record's " + source.words() + " is not UTF-8, which column '" + name + "' needs", name);
		}
		return null;
	}

	private static void writeHeaders(int field, RecordBatch batch, int index, RowWriter row) {
		RowLayout header = row.layout().nested(field);
		int key = header.field(SourceColumn.HEADER_KEY);
		int value = header.field(SourceColumn.HEADER_VALUE);
		row.beginArray(field);
		batch.headers(index, (name, content) -> {
			row.beginStruct(field);
			byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
			row.utf8(key, utf8, 0, utf8.length);
			if (content != null) {
				row.bytes(value, content, 0, content.length);
			}
			row.endStruct();
		});
		row.endArray();
	}

}

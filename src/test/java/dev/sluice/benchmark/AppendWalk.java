package dev.sluice.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

import com.google.cloud.bigquery.storage.v1.ProtoSchema;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.WireFormat;

/**
 * Counts the rows of one connection's {@code AppendRowsRequest}s by walking their wire
 * format: rows are skipped, not read, but for the time in some of them.
 */
final class AppendWalk {

	/** The column that holds the timestamp of a record. */
	static final String SENT_COLUMN = "sent_at";

	private static final int STREAM = 1;

	private static final int OFFSET = 2;

	private static final int PROTO_ROWS = 4;

	private static final int PROTO_ROWS_SCHEMA = 1;

	private static final int PROTO_ROWS_ROWS = 2;

	private static final int ONE_IN = 64;

	private final LongConsumer sampledMicros;

	private String stream = "";

	private int timeField;

	private long offset;

	private int rows;

	private long bytes;

	/**
	 * A walk over a connection that has just been opened.
	 * @param sampledMicros receives the time of one row in 64, in microseconds
	 */
	AppendWalk(LongConsumer sampledMicros) {
		this.sampledMicros = sampledMicros;
	}

	/** Walks one request. */
	void request(InputStream message) throws IOException {
		this.offset = -1;
		this.rows = 0;
		this.bytes = 0;
		CodedInputStream in = CodedInputStream.newInstance(message, 1 << 16);
		in.setSizeLimit(Integer.MAX_VALUE);
		for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
			switch (WireFormat.getTagFieldNumber(tag)) {
				case STREAM -> this.stream = in.readString();
				case OFFSET -> this.offset = wrappedLong(in);
				case PROTO_ROWS -> protoRows(in);
				default -> in.skipField(tag);
			}
		}
	}

	/** The stream that the connection writes to. */
	String stream() {
		return this.stream;
	}

	/** The offset that the last request gave, or -1. */
	long offset() {
		return this.offset;
	}

	/** The number of rows in the last request. */
	int rows() {
		return this.rows;
	}

	/** The bytes of the rows in the last request. */
	long bytes() {
		return this.bytes;
	}

	private static long wrappedLong(CodedInputStream in) throws IOException {
		int outer = in.pushLimit(in.readRawVarint32());
		long value = (in.readTag() != 0) ? in.readInt64() : 0;
		in.popLimit(outer);
		return value;
	}

	private void protoRows(CodedInputStream in) throws IOException {
		int outer = in.pushLimit(in.readRawVarint32());
		for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
			switch (WireFormat.getTagFieldNumber(tag)) {
				case PROTO_ROWS_SCHEMA -> schema(ProtoSchema.parseFrom(in.readByteArray()));
				case PROTO_ROWS_ROWS -> rows(in);
				default -> in.skipField(tag);
			}
		}
		in.popLimit(outer);
	}

	private void schema(ProtoSchema schema) {
		this.timeField = schema.getProtoDescriptor()
			.getFieldList()
			.stream()
			.filter((field) -> field.getName().equals(SENT_COLUMN))
			.mapToInt(FieldDescriptorProto::getNumber)
			.findAny()
			.orElse(0);
	}

	private void rows(CodedInputStream in) throws IOException {
		int outer = in.pushLimit(in.readRawVarint32());
		while (in.readTag() != 0) {
			int size = in.readRawVarint32();
			if (this.rows % ONE_IN == 0 && this.timeField != 0) {
				sample(in, size);
			}
			else {
				in.skipRawBytes(size);
			}
			this.rows++;
			this.bytes += size;
		}
		in.popLimit(outer);
	}

	private void sample(CodedInputStream in, int size) throws IOException {
		int outer = in.pushLimit(size);
		for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
			if (WireFormat.getTagFieldNumber(tag) == this.timeField) {
				this.sampledMicros.accept(in.readInt64());
			}
			else {
				in.skipField(tag);
			}
		}
		in.popLimit(outer);
	}

}

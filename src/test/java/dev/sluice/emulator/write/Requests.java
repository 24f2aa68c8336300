package dev.sluice.emulator.write;

import com.google.cloud.bigquery.storage.v1.AppendRowsRequest;
import com.google.cloud.bigquery.storage.v1.AppendRowsRequest.ProtoData;
import com.google.cloud.bigquery.storage.v1.ProtoRows;
import com.google.cloud.bigquery.storage.v1.ProtoSchema;
import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.Int64Value;
import com.google.protobuf.UnknownFieldSet;

/**
 * Append requests for a table with the columns {@code id} and {@code name}.
 */
public final class Requests {

	static final DescriptorProto SCHEMA = schema("id", "name");

	private Requests() {
	}

	/**
	 * A writer's schema: an integer first, then strings.
	 */
	public static DescriptorProto schema(String... columns) {
		DescriptorProto.Builder schema = DescriptorProto.newBuilder().setName("row");
		for (int i = 0; i < columns.length; i++) {
			schema.addFieldBuilder()
				.setName(columns[i])
				.setNumber(i + 1)
				.setType((i == 0) ? Type.TYPE_INT64 : Type.TYPE_STRING)
				.setLabel(Label.LABEL_OPTIONAL);
		}
		return schema.build();
	}

	/**
	 * A row with an integer and strings; {@code null} leaves a column out.
	 */
	public static ByteString row(long id, String... texts) {
		UnknownFieldSet.Builder row = UnknownFieldSet.newBuilder();
		row.mergeVarintField(1, (int) id);
		for (int i = 0; i < texts.length; i++) {
			if (texts[i] != null) {
				row.mergeLengthDelimitedField(i + 2, ByteString.copyFromUtf8(texts[i]));
			}
		}
		return row.build().toByteString();
	}

	/**
	 * The first request of a connection: names stream and schema.
	 */
	public static AppendRowsRequest first(String stream, DescriptorProto schema, ByteString... rows) {
		AppendRowsRequest.Builder request = next(rows).toBuilder().setWriteStream(stream);
		request.getProtoRowsBuilder().setWriterSchema(ProtoSchema.newBuilder().setProtoDescriptor(schema));
		return request.build();
	}

	public static AppendRowsRequest first(String stream, ByteString... rows) {
		return first(stream, SCHEMA, rows);
	}

	/**
	 * A later request of a connection.
	 */
	public static AppendRowsRequest next(ByteString... rows) {
		ProtoRows.Builder list = ProtoRows.newBuilder();
		for (ByteString row : rows) {
			list.addSerializedRows(row);
		}
		return AppendRowsRequest.newBuilder().setProtoRows(ProtoData.newBuilder().setRows(list)).build();
	}

	public static AppendRowsRequest at(long offset, AppendRowsRequest request) {
		return request.toBuilder().setOffset(Int64Value.of(offset)).build();
	}

}

package dev.sluice.warehouse.storage;

import java.util.Locale;
import java.util.regex.Pattern;

import com.google.cloud.bigquery.storage.v1.AnnotationsProto;
import com.google.cloud.bigquery.storage.v1.ProtoSchema;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import dev.sluice.table.ColumnType;
import dev.sluice.table.RowLayout;

/**
 * Writer schemas: the protobuf descriptors by which BigQuery reads encoded rows.
 * <p>
 * A descriptor stands for itself: no package, no imports, and every nested type is a type
 * of the root. A field's number is its index in the layout + 1; columns that are gone are
 * left out. Every field is optional, so that a missing REQUIRED value is refused row by
 * row. Nested types have upper-case letters in their names, and column names are
 * lower-cased, so that they cannot meet.
 */
final class WriterSchemas {

	private static final Pattern PROTOBUF_NAME = Pattern.compile("[a-z_][a-z0-9_]*");

	private final DescriptorProto.Builder root = DescriptorProto.newBuilder().setName("Row");

	private WriterSchemas() {
	}

	/**
	 * The writer schema of a table's layout.
	 */
	static ProtoSchema of(RowLayout layout) {
		WriterSchemas schemas = new WriterSchemas();
		schemas.addFields(schemas.root, layout, "Struct");
		return ProtoSchema.newBuilder().setProtoDescriptor(schemas.root).build();
	}

	private void addFields(DescriptorProto.Builder message, RowLayout layout, String path) {
		for (int field = 0; field < layout.size(); field++) {
			if (!layout.retired(field)) {
				message.addField(field(layout, field, path + "_" + (field + 1)));
			}
		}
	}

	private FieldDescriptorProto field(RowLayout layout, int field, String path) {
		FieldDescriptorProto.Builder descriptor = FieldDescriptorProto.newBuilder()
			.setNumber(field + 1)
			.setLabel(layout.repeated(field) ? FieldDescriptorProto.Label.LABEL_REPEATED
					: FieldDescriptorProto.Label.LABEL_OPTIONAL);
		name(descriptor, layout.column(field).name().toLowerCase(Locale.ROOT));
		FieldDescriptorProto.Type type = type(layout.kind(field));
		descriptor.setType(type);
		if (type == FieldDescriptorProto.Type.TYPE_MESSAGE) {
			descriptor.setTypeName((layout.kind(field) == ColumnType.Kind.STRUCT) ? struct(layout.nested(field), path)
					: range((ColumnType.Range) layout.column(field).type()));
		}
		return descriptor.build();
	}

	private static void name(FieldDescriptorProto.Builder descriptor, String column) {
		if (PROTOBUF_NAME.matcher(column).matches()) {
			descriptor.setName(column);
			return;
		}
		descriptor.setName("Column_" + descriptor.getNumber())
			.setOptions(FieldOptions.newBuilder().setExtension(AnnotationsProto.columnName, column));
	}

	private String struct(RowLayout layout, String name) {
		DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(name);
		addFields(message, layout, name);
		this.root.addNestedType(message);
		return name;
	}

	private String range(ColumnType.Range range) {
		FieldDescriptorProto.Type bound = type(range.element().kind());
		String name = "Range_" + ((bound == FieldDescriptorProto.Type.TYPE_INT32) ? "Days" : "Micros");
		if (this.root.getNestedTypeList().stream().noneMatch((type) -> type.getName().equals(name))) {
			this.root.addNestedType(DescriptorProto.newBuilder()
				.setName(name)
				.addField(bound("start", 1, bound))
				.addField(bound("end", 2, bound)));
		}
		return name;
	}

	private static FieldDescriptorProto.Builder bound(String name, int number, FieldDescriptorProto.Type type) {
		return FieldDescriptorProto.newBuilder()
			.setName(name)
			.setNumber(number)
			.setType(type)
			.setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL);
	}

	private static FieldDescriptorProto.Type type(ColumnType.Kind kind) {
		return switch (kind) {
			case BOOL -> FieldDescriptorProto.Type.TYPE_BOOL;
			case INT64, TIME, DATETIME, TIMESTAMP -> FieldDescriptorProto.Type.TYPE_INT64;
			case FLOAT64 -> FieldDescriptorProto.Type.TYPE_DOUBLE;
			case DATE -> FieldDescriptorProto.Type.TYPE_INT32;
			case NUMERIC, BIGNUMERIC, BYTES -> FieldDescriptorProto.Type.TYPE_BYTES;
			case STRING, JSON, GEOGRAPHY, INTERVAL -> FieldDescriptorProto.Type.TYPE_STRING;
			case RANGE, STRUCT -> FieldDescriptorProto.Type.TYPE_MESSAGE;
		};
	}

}

package dev.sluice.emulator.row;

import java.util.List;

import com.google.cloud.bigquery.storage.v1.AnnotationsProto;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.FieldType;

/**
 * The writer's schema of rows that are encoded here: a field per column, numbered in
 * their order, of the type that stands first in BigQuery's table of types.
 */
final class CanonicalDescriptor {

	private CanonicalDescriptor() {
	}

	static DescriptorProto of(List<Field> columns) {
		return message("row", columns).build();
	}

	private static DescriptorProto.Builder message(String name, List<Field> columns) {
		DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(name);
		for (int i = 0; i < columns.size(); i++) {
			Field column = columns.get(i);
			FieldDescriptorProto.Builder field = message.addFieldBuilder()
				.setName("c" + (i + 1))
				.setNumber(number(i))
				.setLabel(column.repeated() ? Label.LABEL_REPEATED : Label.LABEL_OPTIONAL)
				.setType(type(column.type()));
			field.getOptionsBuilder().setExtension(AnnotationsProto.columnName, column.name());
			if (field.getType() == FieldDescriptorProto.Type.TYPE_MESSAGE) {
				String nested = "m" + (i + 1);
				field.setTypeName(nested);
				message.addNestedType(message(nested,
						(column.type() == FieldType.RANGE) ? Conversions.rangeFields(column) : column.fields()));
			}
		}
		return message;
	}

	/**
	 * Returns the number of the n-th column, leaving out those that protobuf reserves.
	 */
	private static int number(int index) {
		int number = index + 1;
		return (number < 19_000) ? number : number + 1_000;
	}

	private static FieldDescriptorProto.Type type(FieldType type) {
		return switch (type) {
			case INTEGER, TIME, DATETIME, TIMESTAMP -> FieldDescriptorProto.Type.TYPE_INT64;
			case FLOAT -> FieldDescriptorProto.Type.TYPE_DOUBLE;
			case BOOLEAN -> FieldDescriptorProto.Type.TYPE_BOOL;
			case BYTES, NUMERIC, BIGNUMERIC -> FieldDescriptorProto.Type.TYPE_BYTES;
			case DATE -> FieldDescriptorProto.Type.TYPE_INT32;
			case RANGE, RECORD -> FieldDescriptorProto.Type.TYPE_MESSAGE;
			default -> FieldDescriptorProto.Type.TYPE_STRING;
		};
	}

}

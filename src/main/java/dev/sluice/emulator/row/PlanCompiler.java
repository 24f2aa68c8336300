package dev.sluice.emulator.row;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.google.cloud.bigquery.storage.v1.AnnotationsProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.UnknownFieldSet;
import dev.sluice.emulator.catalog.Field;

/**
 * Turns a writer's descriptor and a table's columns into a plan.
 */
final class PlanCompiler {

	private static final String FILE = "BqMessage.proto";

	private static final int MAX_DEPTH = 15;

	private final boolean strict;

	private final List<String> extra = new ArrayList<>();

	private final List<String> missing = new ArrayList<>();

	/**
	 * Creates a compiler.
	 * @param strict whether a field without a column and a required column without a
	 * field are refused, or just left out
	 */
	PlanCompiler(boolean strict) {
		this.strict = strict;
	}

	static Descriptor descriptor(DescriptorProto proto) {
		FileDescriptorProto file = FileDescriptorProto.newBuilder().setName(FILE).addMessageType(proto).build();
		try {
			return FileDescriptor.buildFrom(file, new FileDescriptor[0]).getMessageTypes().get(0);
		}
		catch (DescriptorValidationException ex) {
			throw SchemaMismatchException.invalid(FILE + ": " + ex.getProblemSymbolName() + ": " + ex.getDescription());
		}
	}

	MessagePlan compile(Descriptor descriptor, List<Field> columns) {
		MessagePlan plan = message(descriptor, columns, "", 1);
		if (this.strict && !this.extra.isEmpty()) {
			throw SchemaMismatchException.extra(this.extra);
		}
		if (this.strict && !this.missing.isEmpty()) {
			throw SchemaMismatchException.required(this.missing);
		}
		return plan;
	}

	private MessagePlan message(Descriptor descriptor, List<Field> columns, String prefix, int depth) {
		if (depth > MAX_DEPTH) {
			throw SchemaMismatchException.invalid(descriptor.getFullName() + " is nested too deeply or recursive.");
		}
		Map<String, Integer> slots = new HashMap<>();
		for (int i = 0; i < columns.size(); i++) {
			slots.put(columns.get(i).name().toLowerCase(Locale.ROOT), i);
		}
		List<FieldPlan> fields = new ArrayList<>();
		for (FieldDescriptor proto : descriptor.getFields()) {
			String name = columnName(proto);
			Integer slot = slots.remove(name);
			if (slot == null) {
				this.extra.add(prefix + name);
			}
			else {
				fields.add(field(proto, columns.get(slot), slot, prefix + name, depth));
			}
		}
		slots.forEach((name, slot) -> {
			if (columns.get(slot).required() && columns.get(slot).defaultValue() == null) {
				this.missing.add(prefix + name);
			}
		});
		return new MessagePlan(fields, columns.size());
	}

	/**
	 * Returns the name of the column in lower case: the annotation's, or else the
	 * field's.
	 */
	private static String columnName(FieldDescriptor proto) {
		if (proto.getOptions().hasExtension(AnnotationsProto.columnName)) {
			return proto.getOptions().getExtension(AnnotationsProto.columnName).toLowerCase(Locale.ROOT);
		}
		UnknownFieldSet.Field annotation = proto.getOptions()
			.getUnknownFields()
			.getField(AnnotationsProto.COLUMN_NAME_FIELD_NUMBER);
		List<ByteString> names = annotation.getLengthDelimitedList();
		String name = names.isEmpty() ? proto.getName() : names.get(names.size() - 1).toStringUtf8();
		return name.toLowerCase(Locale.ROOT);
	}

	private FieldPlan field(FieldDescriptor proto, Field column, int slot, String path, int depth) {
		if (proto.isRepeated() != column.repeated()) {
			throw mismatch(proto, column, path);
		}
		return switch (proto.getType()) {
			case MESSAGE -> message(proto, column, slot, path, depth);
			case GROUP -> throw mismatch(proto, column, path);
			default -> {
				Source source = source(proto);
				if (!Conversions.allowed(proto.getType(), column.type())) {
					throw mismatch(proto, column, path);
				}
				yield new FieldPlan(proto, source, column, slot, path, null);
			}
		};
	}

	private FieldPlan message(FieldDescriptor proto, Field column, int slot, String path, int depth) {
		Descriptor type = proto.getMessageType();
		List<Field> inside = switch (column.type()) {
			case RECORD -> column.fields();
			case RANGE -> Conversions.rangeFields(column);
			default -> Conversions.wrapped(type, column);
		};
		if (inside.isEmpty()) {
			throw mismatch(proto, column, path);
		}
		return new FieldPlan(proto, Source.MESSAGE, column, slot, path, message(type, inside, path + '.', depth + 1));
	}

	private static Source source(FieldDescriptor proto) {
		return switch (proto.getType()) {
			case DOUBLE, FLOAT -> Source.DOUBLE;
			case STRING -> Source.TEXT;
			case BYTES -> Source.BINARY;
			case ENUM -> Source.ENUM;
			default -> Source.LONG;
		};
	}

	private static SchemaMismatchException mismatch(FieldDescriptor proto, Field column, String path) {
		String protoType = (proto.isRepeated() ? "repeated " : "") + proto.getType().name().toLowerCase(Locale.ROOT);
		String columnType = (column.repeated() ? "REPEATED " : "") + column.type();
		return SchemaMismatchException.type(path, protoType, columnType);
	}

}

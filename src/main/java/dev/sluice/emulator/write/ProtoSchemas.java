package dev.sluice.emulator.write;

import java.util.Objects;

import com.google.cloud.bigquery.storage.v1.TableFieldSchema;
import com.google.cloud.bigquery.storage.v1.TableSchema;
import com.google.gson.JsonElement;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.FieldType;
import dev.sluice.emulator.catalog.Schema;

/**
 * Schemas as the Storage Write API shows them.
 */
final class ProtoSchemas {

	private ProtoSchemas() {
	}

	static TableSchema of(Schema schema) {
		TableSchema.Builder builder = TableSchema.newBuilder();
		schema.fields().forEach((field) -> builder.addFields(of(field)));
		return builder.build();
	}

	private static TableFieldSchema of(Field field) {
		TableFieldSchema.Builder builder = TableFieldSchema.newBuilder()
			.setName(field.name())
			.setType(type(field.type()))
			.setMode(TableFieldSchema.Mode.valueOf(field.mode().name()));
		field.fields().forEach((nested) -> builder.addFields(of(nested)));
		JsonElement description = field.other().get("description");
		if (description != null && description.isJsonPrimitive()) {
			builder.setDescription(description.getAsString());
		}
		limits(builder, field.limits());
		if (field.defaultValue() != null) {
			builder.setDefaultValueExpression(field.defaultValue());
		}
		if (field.type() == FieldType.RANGE) {
			builder.getRangeElementTypeBuilder().setType(type(Objects.requireNonNull(field.rangeElement())));
		}
		return builder.build();
	}

	private static void limits(TableFieldSchema.Builder builder, Field.Limits limits) {
		if (limits.maxLength() != null) {
			builder.setMaxLength(limits.maxLength());
		}
		if (limits.precision() != null) {
			builder.setPrecision(limits.precision());
		}
		if (limits.scale() != null) {
			builder.setScale(limits.scale());
		}
	}

	private static TableFieldSchema.Type type(FieldType type) {
		return switch (type) {
			case INTEGER -> TableFieldSchema.Type.INT64;
			case FLOAT -> TableFieldSchema.Type.DOUBLE;
			case BOOLEAN -> TableFieldSchema.Type.BOOL;
			case RECORD -> TableFieldSchema.Type.STRUCT;
			default -> TableFieldSchema.Type.valueOf(type.name());
		};
	}

}

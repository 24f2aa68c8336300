package dev.sluice.table;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;

import com.google.cloud.bigquery.storage.v1.BQTableSchemaToProtoDescriptor;
import com.google.cloud.bigquery.storage.v1.BigDecimalByteStringEncoder;
import com.google.cloud.bigquery.storage.v1.CivilTimeEncoder;
import com.google.cloud.bigquery.storage.v1.TableFieldSchema;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import dev.sluice.table.ColumnType.Kind;

/**
 * Rows encoded by Google's own classes.
 */
final class GoogleEncoding {

	private GoogleEncoding() {
	}

	static Descriptor descriptor(TableSchema schema) throws DescriptorValidationException {
		return BQTableSchemaToProtoDescriptor
			.convertBQTableSchemaToProtoDescriptor(com.google.cloud.bigquery.storage.v1.TableSchema.newBuilder()
				.addAllFields(schema.columns().stream().map(GoogleEncoding::field).toList())
				.build());
	}

	static DynamicMessage message(Descriptor descriptor, TableSchema schema, Map<String, Object> row) {
		DynamicMessage.Builder message = DynamicMessage.newBuilder(descriptor);
		row.forEach((name, value) -> {
			FieldDescriptor field = descriptor.findFieldByName(name);
			Column column = schema.find(name);
			if (value instanceof List<?> elements) {
				elements.forEach((element) -> message.addRepeatedField(field, value(field, column.type(), element)));
			}
			else {
				message.setField(field, value(field, column.type(), value));
			}
		});
		return message.build();
	}

	private static TableFieldSchema field(Column column) {
		TableFieldSchema.Builder field = TableFieldSchema.newBuilder()
			.setName(column.name())
			.setType(type(column.type().kind()))
			.setMode(TableFieldSchema.Mode.valueOf(column.mode().name()));
		if (column.type() instanceof ColumnType.Struct struct) {
			field.addAllFields(struct.columns().stream().map(GoogleEncoding::field).toList());
		}
		if (column.type() instanceof ColumnType.Range range) {
			field.setRangeElementType(
					TableFieldSchema.FieldElementType.newBuilder().setType(type(range.element().kind())));
		}
		return field.build();
	}

	private static TableFieldSchema.Type type(Kind kind) {
		return switch (kind) {
			case FLOAT64 -> TableFieldSchema.Type.DOUBLE;
			default -> TableFieldSchema.Type.valueOf(kind.name());
		};
	}

	@SuppressWarnings("unchecked")
	private static Object value(FieldDescriptor field, ColumnType type, Object value) {
		if (type instanceof ColumnType.Struct struct) {
			return message(field.getMessageType(), new TableSchema(struct.columns()), (Map<String, Object>) value);
		}
		if (type instanceof ColumnType.Range range) {
			TableSchema bounds = new TableSchema(
					List.of(Column.nullable("start", range.element()), Column.nullable("end", range.element())));
			return message(field.getMessageType(), bounds, (Map<String, Object>) value);
		}
		return scalar(type.kind(), value);
	}

	private static Object scalar(Kind kind, Object value) {
		return switch (kind) {
			case NUMERIC -> BigDecimalByteStringEncoder.encodeToNumericByteString((BigDecimal) value);
			case BIGNUMERIC -> BigDecimalByteStringEncoder.encodeToBigNumericByteString((BigDecimal) value);
			case BYTES -> ByteString.copyFrom((byte[]) value);
			case DATE -> (int) ((LocalDate) value).toEpochDay();
			case TIME -> CivilTimeEncoder.encodePacked64TimeMicrosLocalTime((LocalTime) value);
			case DATETIME -> CivilTimeEncoder.encodePacked64DatetimeMicrosLocalDateTime((LocalDateTime) value);
			case TIMESTAMP -> RandomRows.micros((Instant) value);
			default -> value;
		};
	}

}

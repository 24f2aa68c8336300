package dev.sluice.fuzz;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.google.cloud.bigquery.storage.v1.AnnotationsProto;
import com.google.cloud.bigquery.storage.v1.BigDecimalByteStringEncoder;
import com.google.cloud.bigquery.storage.v1.CivilTimeEncoder;
import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.ColumnType.Kind;
import dev.sluice.table.RowLayout;
import dev.sluice.warehouse.storage.WriterDescriptors;

/**
 * Rows in the wire format as Google's protobuf library reads them, by the descriptor that
 * BigQuery gets with them.
 */
final class WireRows {

	private static final Column START = Column.nullable("start", ColumnType.INT64);

	private static final Column END = Column.nullable("end", ColumnType.INT64);

	private final List<Column> columns;

	private final Descriptor descriptor;

	WireRows(RowLayout layout) {
		this.columns = layout.schema().columns();
		try {
			this.descriptor = WriterDescriptors.of(layout);
		}
		catch (DescriptorValidationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Reads a row, without NULLs and empty arrays, which have no bytes.
	 * @throws IllegalStateException if there is anything odd about the bytes
	 */
	Map<String, Object> read(byte[] row) throws InvalidProtocolBufferException {
		DynamicMessage message = DynamicMessage.parseFrom(this.descriptor, row);
		if (message.getSerializedSize() != row.length) {
			throw new IllegalStateException("the row has fields twice, or is not as short as it could be");
		}
		return read(this.columns, message);
	}

	private static Map<String, Object> read(List<Column> columns, DynamicMessage message) {
		if (!message.getUnknownFields().asMap().isEmpty()) {
			throw new IllegalStateException("unknown fields: " + message.getUnknownFields());
		}
		Map<String, Object> row = new LinkedHashMap<>();
		message.getAllFields().forEach((field, value) -> {
			Column column = columns.get(field.getNumber() - 1);
			if (!name(field).equals(column.name().toLowerCase(Locale.ROOT))) {
				throw new IllegalStateException("field " + name(field) + " is not column " + column.name());
			}
			row.put(column.name(),
					field.isRepeated() ? list(column.type(), (List<?>) value) : value(column.type(), value));
		});
		return row;
	}

	private static String name(FieldDescriptor field) {
		FieldOptions options = field.toProto().getOptions();
		return options.hasExtension(AnnotationsProto.columnName) ? options.getExtension(AnnotationsProto.columnName)
				: field.getName();
	}

	private static List<Object> list(ColumnType type, List<?> values) {
		List<Object> list = new ArrayList<>();
		values.forEach((value) -> list.add(value(type, value)));
		return list;
	}

	private static Object value(ColumnType type, Object value) {
		return switch (type.kind()) {
			case NUMERIC -> OracleCasts.plain(BigDecimalByteStringEncoder.decodeNumericByteString((ByteString) value));
			case BIGNUMERIC ->
				OracleCasts.plain(BigDecimalByteStringEncoder.decodeBigNumericByteString((ByteString) value));
			case DATE, TIME, DATETIME, TIMESTAMP -> time(type.kind(), ((Number) value).longValue());
			case STRUCT -> read(((ColumnType.Struct) type).columns(), (DynamicMessage) value);
			case RANGE -> range(((ColumnType.Range) type).element().kind(), (DynamicMessage) value);
			default -> value;
		};
	}

	private static Object time(Kind kind, long value) {
		return switch (kind) {
			case DATE -> LocalDate.ofEpochDay(value);
			case TIME -> LocalTime.ofNanoOfDay(CivilTimeEncoder.decodePacked64TimeMicros(value).toNanoOfDay());
			case DATETIME -> {
				var datetime = CivilTimeEncoder.decodePacked64DatetimeMicros(value);
				yield LocalDateTime.ofEpochSecond(datetime.toEpochSecond(org.threeten.bp.ZoneOffset.UTC),
						datetime.getNano(), ZoneOffset.UTC);
			}
			default -> OracleTimes.instant(value);
		};
	}

	private static Map<String, Object> range(Kind element, DynamicMessage message) {
		Map<String, Object> range = read(List.of(START, END), message);
		range.replaceAll((name, bound) -> time(element, ((Number) bound).longValue()));
		return range;
	}

}

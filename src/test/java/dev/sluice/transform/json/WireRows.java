package dev.sluice.transform.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.google.cloud.bigquery.storage.v1.BQTableSchemaToProtoDescriptor;
import com.google.cloud.bigquery.storage.v1.BigDecimalByteStringEncoder;
import com.google.cloud.bigquery.storage.v1.CivilTimeEncoder;
import com.google.cloud.bigquery.storage.v1.TableFieldSchema;
import com.google.cloud.bigquery.storage.v1.TableSchema;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows read by Google's own descriptor of a table, decoders and protobuf library, in the
 * form that {@link CastReference} gives them.
 */
final class WireRows {

	private final List<Column> columns;

	private final Descriptor descriptor;

	WireRows(List<Column> columns) throws Exception {
		this.columns = columns;
		this.descriptor = BQTableSchemaToProtoDescriptor.convertBQTableSchemaToProtoDescriptor(schema(columns));
	}

	/**
	 * Reads a row.
	 */
	Map<String, Object> read(byte[] row) throws Exception {
		return read(this.columns, DynamicMessage.parseFrom(this.descriptor, row));
	}

	private static Map<String, Object> read(List<Column> columns, DynamicMessage message) throws Exception {
		assertThat(message.getUnknownFields().asMap()).isEmpty();
		Map<String, Object> row = new LinkedHashMap<>();
		for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
			Column column = columns.get(field.getKey().getNumber() - 1);
			if (column.mode() == Column.Mode.REPEATED) {
				List<Object> values = new ArrayList<>();
				for (Object element : (List<?>) field.getValue()) {
					values.add(value(column.type(), element));
				}
				row.put(column.name(), values);
			}
			else {
				row.put(column.name(), value(column.type(), field.getValue()));
			}
		}
		return row;
	}

	private static Object value(ColumnType type, Object value) throws Exception {
		return switch (type.kind()) {
			case NUMERIC ->
				BigDecimalByteStringEncoder.decodeNumericByteString((ByteString) value).stripTrailingZeros();
			case BIGNUMERIC ->
				BigDecimalByteStringEncoder.decodeBigNumericByteString((ByteString) value).stripTrailingZeros();
			case BYTES -> CastReference.list(((ByteString) value).toByteArray());
			case DATE -> ((Integer) value).longValue();
			case TIME -> CivilTimeEncoder.decodePacked64TimeMicros((Long) value).toNanoOfDay() / 1000;
			case DATETIME -> micros(CivilTimeEncoder.decodePacked64DatetimeMicros((Long) value));
			case JSON -> JsonReference.read(((String) value).getBytes(java.nio.charset.StandardCharsets.UTF_8));
			case STRUCT -> read(((ColumnType.Struct) type).columns(), (DynamicMessage) value);
			default -> value;
		};
	}

	private static long micros(org.threeten.bp.LocalDateTime time) {
		return time.toEpochSecond(org.threeten.bp.ZoneOffset.UTC) * 1_000_000 + time.getNano() / 1000;
	}

	private static TableSchema schema(List<Column> columns) {
		TableSchema.Builder schema = TableSchema.newBuilder();
		columns.forEach((column) -> schema.addFields(field(column)));
		return schema.build();
	}

	private static TableFieldSchema field(Column column) {
		TableFieldSchema.Builder field = TableFieldSchema.newBuilder()
			.setName(column.name())
			.setType(TableFieldSchema.Type.valueOf(switch (column.type().kind()) {
				case FLOAT64 -> "DOUBLE";
				default -> column.type().kind().name();
			}))
			.setMode(TableFieldSchema.Mode.valueOf(column.mode().name()));
		if (column.type() instanceof ColumnType.Struct struct) {
			struct.columns().forEach((inner) -> field.addFields(field(inner)));
		}
		return field.build();
	}

}

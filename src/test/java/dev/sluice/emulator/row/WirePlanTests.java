package dev.sluice.emulator.row;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import com.google.cloud.bigquery.storage.v1.BigDecimalByteStringEncoder;
import com.google.cloud.bigquery.storage.v1.CivilTimeEncoder;
import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.UnknownFieldSet;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.FieldType;
import dev.sluice.emulator.catalog.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threeten.bp.LocalTime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WirePlanTests {

	@ParameterizedTest
	@ValueSource(strings = { "0", "1.5", "-1.5", "12345678901234567890.123456789",
			"-99999999999999999999999999999.999999999", "0.000000001" })
	void numericIsReadAsGoogleWritesIt(String number) {
		ByteString encoded = BigDecimalByteStringEncoder.encodeToNumericByteString(new BigDecimal(number));

		assertThat((BigDecimal) read(FieldType.NUMERIC, Type.TYPE_BYTES, row().mergeLengthDelimitedField(1, encoded)))
			.isEqualByComparingTo(number);
	}

	@Test
	void timeIsReadAsGoogleWritesIt() {
		long encoded = CivilTimeEncoder.encodePacked64TimeMicros(LocalTime.of(23, 59, 58, 123_456_000));

		assertThat(read(FieldType.TIME, Type.TYPE_INT64, varint(encoded)))
			.isEqualTo(java.time.LocalTime.parse("23:59:58.123456"));
	}

	@ParameterizedTest
	@CsvSource({
			"TIMESTAMP, TYPE_INT64, -9223372036854775808, Timestamp field value is out of range: -9223372036854775808 on field v.",
			"TIMESTAMP, TYPE_INT64, 253402300800000000, Timestamp field value is out of range: 253402300800000000 on field v.",
			"DATE, TYPE_INT32, 2932897, Date field value is out of range: 2932897 on field v.",
			"TIME, TYPE_INT64, 1000000, Time field value is out of range: 1000000 on field v.",
			"DATETIME, TYPE_INT64, 5, Datetime field value is out of range: 5 on field v." })
	void valueOutOfRangeIsAProblem(FieldType type, Type proto, long value, String words) {
		assertThat(problem(type, proto, varint(value))).isEqualTo(words);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "{\"a\":1} x", "", "nul", "{'a':1}" })
	void textThatIsNoJsonIsAProblem(String text) {
		assertThat(problem(FieldType.JSON, Type.TYPE_STRING,
				row().mergeLengthDelimitedField(1, ByteString.copyFromUtf8(text))))
			.isEqualTo("Invalid JSON value on field v.");
	}

	@Test
	void bytesThatAreNoUtf8AreAProblem() {
		ByteString wrong = ByteString.copyFrom(new byte[] { 'a', (byte) 0xC3 });

		assertThat(problem(FieldType.STRING, Type.TYPE_STRING, row().mergeLengthDelimitedField(1, wrong)))
			.isEqualTo("Invalid UTF-8 in a string value on field v.");
	}

	@Test
	void numberWithTooManyDigitsIsAProblem() {
		assertThat(problem(FieldType.NUMERIC, Type.TYPE_STRING,
				row().mergeLengthDelimitedField(1, ByteString.copyFromUtf8("1.0000000001"))))
			.startsWith("Invalid NUMERIC value: 1.0000000001");
	}

	@ParameterizedTest
	@CsvSource({ "DATE, TYPE_STRING, 2024-02-29, 2024-02-29",
			"TIMESTAMP, TYPE_STRING, 2024-02-29T12:00:00+01:00, 2024-02-29T11:00:00Z",
			"TIMESTAMP, TYPE_STRING, 2024-02-29 12:00:00 UTC, 2024-02-29T12:00:00Z" })
	void literalsAreTakenToo(FieldType type, Type proto, String text, String expected) {
		Object value = read(type, proto, row().mergeLengthDelimitedField(1, ByteString.copyFromUtf8(text)));

		assertThat(value).isEqualTo((type == FieldType.DATE) ? LocalDate.parse(expected) : Instant.parse(expected));
	}

	@Test
	void packedAndUnpackedElementsAreRead() {
		Field column = Field.of("v", FieldType.INTEGER, Mode.REPEATED);
		WirePlan plan = WirePlan.of(schema(Type.TYPE_INT64, Label.LABEL_REPEATED), List.of(column));
		byte[] row = row().mergeVarintField(1, 1)
			.mergeLengthDelimitedField(1, ByteString.copyFrom(new byte[] { 2, 3 }))
			.build()
			.toByteArray();

		assertThat(plan.problem(row, 0, row.length)).isNull();
		assertThat(plan.decode(row, 0, row.length)[0]).isEqualTo(List.of(1L, 2L, 3L));
	}

	@Test
	void unknownFieldNumbersAreIgnored() {
		UnknownFieldSet.Builder row = varint(7).mergeVarintField(99, 1)
			.mergeLengthDelimitedField(98, ByteString.EMPTY)
			.mergeField(97, UnknownFieldSet.Field.newBuilder().addFixed32(1).addFixed64(1).build());

		assertThat(read(FieldType.INTEGER, Type.TYPE_INT64, row)).isEqualTo(7L);
	}

	@ParameterizedTest
	@CsvSource({ "STRING, TYPE_INT64", "INTEGER, TYPE_STRING", "INTEGER, TYPE_UINT64", "FLOAT, TYPE_INT64",
			"TIMESTAMP, TYPE_DOUBLE", "JSON, TYPE_BYTES", "DATE, TYPE_UINT32" })
	void protoTypeThatAColumnDoesNotTakeIsAMismatch(FieldType column, Type proto) {
		assertThatExceptionOfType(SchemaMismatchException.class)
			.isThrownBy(() -> WirePlan.of(schema(proto, Label.LABEL_OPTIONAL), List.of(Field.of("v", column))))
			.withMessageStartingWith("The proto field mismatched with BigQuery field at v");
	}

	@Test
	void typeThatIsNotDefinedIsNamedAsBigQueryNamesIt() {
		DescriptorProto.Builder schema = DescriptorProto.newBuilder().setName("row");
		schema.addFieldBuilder()
			.setName("v")
			.setNumber(1)
			.setType(Type.TYPE_MESSAGE)
			.setTypeName(".google.protobuf.Timestamp");

		assertThatExceptionOfType(SchemaMismatchException.class)
			.isThrownBy(() -> WirePlan.of(schema.build(), List.of(Field.of("v", FieldType.TIMESTAMP))))
			.withMessage(
					"Invalid proto schema: BqMessage.proto: row.v: \".google.protobuf.Timestamp\" is not defined.");
	}

	@Test
	void requiredColumnThatTheWriterLacksIsRefused() {
		assertThatExceptionOfType(SchemaMismatchException.class)
			.isThrownBy(() -> WirePlan.of(schema(Type.TYPE_INT64, Label.LABEL_OPTIONAL),
					List.of(Field.of("v", FieldType.INTEGER), Field.of("w", FieldType.DATE, Mode.REQUIRED))))
			.withMessageContaining("'w'");
	}

	@Test
	void encodedRowIsReadBack() {
		List<Field> columns = List.of(Field.of("a", FieldType.BIGNUMERIC),
				Field.record("r", Mode.REPEATED, List.of(Field.of("b", FieldType.BYTES))));
		RowEncoder encoder = new RowEncoder(columns);
		byte[] row = encoder
			.encode(Map.of("A", new BigDecimal("-0.1"), "r", List.of(Map.of("B", new byte[] { 1 }), Map.of())));

		Object[] values = encoder.plan().decode(row, 0, row.length);

		assertThat(values[0]).isEqualTo(new BigDecimal("-0.1"));
		assertThat((List<?>) values[1]).hasSize(2);
		assertThatExceptionOfType(BadValueException.class).isThrownBy(() -> encoder.encode(Map.of("x", 1L)))
			.withMessage("no such field: x.");
	}

	private static Object read(FieldType column, Type proto, UnknownFieldSet.Builder row) {
		WirePlan plan = WirePlan.of(schema(proto, Label.LABEL_OPTIONAL), List.of(Field.of("v", column)));
		byte[] bytes = row.build().toByteArray();
		assertThat(plan.problem(bytes, 0, bytes.length)).isNull();
		return plan.decode(bytes, 0, bytes.length)[0];
	}

	private static String problem(FieldType column, Type proto, UnknownFieldSet.Builder row) {
		WirePlan plan = WirePlan.of(schema(proto, Label.LABEL_OPTIONAL), List.of(Field.of("v", column)));
		byte[] bytes = row.build().toByteArray();
		return plan.problem(bytes, 0, bytes.length);
	}

	private static DescriptorProto schema(Type type, Label label) {
		DescriptorProto.Builder schema = DescriptorProto.newBuilder().setName("row");
		schema.addFieldBuilder().setName("V").setNumber(1).setType(type).setLabel(label);
		return schema.build();
	}

	private static UnknownFieldSet.Builder row() {
		return UnknownFieldSet.newBuilder();
	}

	private static UnknownFieldSet.Builder varint(long value) {
		return row().mergeField(1, UnknownFieldSet.Field.newBuilder().addVarint(value).build());
	}

}

package dev.sluice.schema.snowplow;

import java.math.BigDecimal;
import java.util.List;

import dev.sluice.schema.jsonschema.JsonSchema;
import dev.sluice.schema.jsonschema.JsonType;
import dev.sluice.schema.jsonschema.NumberKeywords;
import dev.sluice.schema.snowplow.FieldType.Scalar;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The types of single values, for {@link EntityLayout#V2}.
 */
final class ModelScalars {

	private static final BigDecimal LEAST_INT = BigDecimal.valueOf(Integer.MIN_VALUE);

	private static final BigDecimal GREATEST_INT = BigDecimal.valueOf(Integer.MAX_VALUE);

	private static final BigDecimal LEAST_LONG = BigDecimal.valueOf(Long.MIN_VALUE);

	private static final BigDecimal GREATEST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

	private ModelScalars() {
	}

	/**
	 * The type of the values of a schema that is neither an object's nor an array's.
	 */
	static FieldType of(JsonSchema schema) {
		FieldType type = typed(schema);
		if (type != null) {
			return type;
		}
		return (schema.values() != null) ? enumerated(schema.values()) : Scalar.JSON;
	}

	/**
	 * The type that the keyword {@code type} decides, or {@code null}.
	 */
	static @Nullable FieldType typed(JsonSchema schema) {
		if (schema.is(JsonType.STRING)) {
			return string(String.valueOf(schema.text().format()));
		}
		if (schema.is(JsonType.BOOLEAN)) {
			return Scalar.BOOLEAN;
		}
		if (schema.is(JsonType.INTEGER)) {
			return integer(schema.numbers());
		}
		boolean number = schema.is(JsonType.NUMBER) || schema.is(JsonType.NUMBER, JsonType.INTEGER);
		return number ? number(schema.numbers()) : null;
	}

	private static FieldType string(String format) {
		return switch (format) {
			case "date" -> Scalar.DATE;
			case "date-time" -> Scalar.TIMESTAMP;
			default -> Scalar.STRING;
		};
	}

	private static FieldType integer(NumberKeywords numbers) {
		BigDecimal minimum = numbers.minimum();
		BigDecimal maximum = numbers.maximum();
		if (minimum == null || maximum == null) {
			return Scalar.INT64;
		}
		if (minimum.compareTo(LEAST_INT) >= 0 && maximum.compareTo(GREATEST_INT) <= 0) {
			return Scalar.INT32;
		}
		if (minimum.compareTo(LEAST_LONG) >= 0 && maximum.compareTo(GREATEST_LONG) <= 0) {
			return Scalar.INT64;
		}
		return decimal(Math.max(wholeDigits(minimum), wholeDigits(maximum)), 0);
	}

	private static FieldType number(NumberKeywords numbers) {
		BigDecimal unit = numbers.multipleOf();
		if (unit == null) {
			return Scalar.FLOAT64;
		}
		if (unit.scale() == 0) {
			return integer(numbers);
		}
		if (numbers.minimum() == null || numbers.maximum() == null) {
			return Scalar.FLOAT64;
		}
		int whole = Math.max(wholeDigits(numbers.minimum()), wholeDigits(numbers.maximum()));
		return decimal(whole + unit.scale(), unit.scale());
	}

	private static int wholeDigits(BigDecimal number) {
		return number.precision() - number.scale();
	}

	private static FieldType decimal(int digits, int scale) {
		if (digits > 38) {
			return Scalar.FLOAT64;
		}
		int precision = (digits > 18) ? 38 : 18;
		return new FieldType.Decimal((digits > 9) ? precision : 9, scale);
	}

	private static FieldType enumerated(List<JsonNode> values) {
		if (values.stream().allMatch((value) -> value.isNumber() || value.isNull())) {
			return enumeratedNumbers(values);
		}
		boolean text = values.stream().allMatch((value) -> value.isString() || value.isNull());
		return text ? Scalar.STRING : Scalar.JSON;
	}

	private static FieldType enumeratedNumbers(List<JsonNode> values) {
		BigDecimal largest = BigDecimal.ZERO;
		int scale = 0;
		for (JsonNode value : values) {
			if (value.isNumber()) {
				scale = Math.max(scale, value.decimalValue().scale());
				largest = largest.max(value.decimalValue().abs());
			}
		}
		if (scale == 0 && largest.compareTo(GREATEST_LONG) <= 0) {
			return (largest.compareTo(GREATEST_INT) <= 0) ? Scalar.INT32 : Scalar.INT64;
		}
		return decimal(wholeDigits(largest) + scale, scale);
	}

}

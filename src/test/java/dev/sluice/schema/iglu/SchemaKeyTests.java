package dev.sluice.schema.iglu;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SchemaKeyTests {

	@Test
	void keyIsWhatItsUriSays() {
		SchemaKey key = SchemaKey.parse("iglu:com.acme-shop/add_to_cart/jsonschema/2-10-3");

		assertThat(key)
			.isEqualTo(new SchemaKey("com.acme-shop", "add_to_cart", "jsonschema", new SchemaVersion(2, 10, 3)));
		assertThat(key.uri()).isEqualTo("iglu:com.acme-shop/add_to_cart/jsonschema/2-10-3");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "iglu:com.acme/cart/jsonschema", "iglu:com.acme/ca.rt/jsonschema/1-0-0",
			"iglu:com.acme/cart/jsonschema/1-0-0\n", "iglu://com.acme/cart/jsonschema/1-0-0",
			"iglu:com.acme/cart/jsonschema/1-*-*", "iglu:com.acme/cart/jsonschema/1-?-?" })
	void whatHasNotTheShapeOfAKeyIsNone(String uri) {
		assertError(ParseError.INVALID_IGLUURI, () -> SchemaKey.parse(uri));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0-0-0", "1-00-0", "1--1", "1-0-2147483648", "--" })
	void versionThatIsNoneIsNamedAsThat(String version) {
		assertError(ParseError.INVALID_SCHEMAVER, () -> SchemaKey.parse("iglu:com.acme/cart/jsonschema/" + version));
	}

	@ParameterizedTest
	@CsvSource({ "*-*-*, 7-1-2, true", "1-*-*, 1-9-9, true", "1-*-*, 2-0-0, false", "1-2-*, 1-2-7, true",
			"1-*-3, 1-8-3, true", "1-*-3, 1-8-4, false", "*-0-0, 5-0-0, true" })
	void criterionMatchesByItsFixedParts(String criterion, String version, boolean matches) {
		SchemaCriterion carts = SchemaCriterion.parse("iglu:com.acme/cart/jsonschema/" + criterion);

		assertThat(carts.matches(SchemaKey.parse("iglu:com.acme/cart/jsonschema/" + version))).isEqualTo(matches);
		assertThat(carts.matches(SchemaKey.parse("iglu:com.acme/carts/jsonschema/" + version))).isFalse();
		assertThat(carts).hasToString("iglu:com.acme/cart/jsonschema/" + criterion);
	}

	@ParameterizedTest
	@ValueSource(strings = { "iglu:*/cart/jsonschema/1-0-0", "iglu:com.acme/*/jsonschema/1-0-0",
			"iglu:com.acme/cart/jsonschema/1-?-*", "iglu:com.acme/cart/jsonschema/0-*-*",
			"iglu:com.acme/cart/jsonschema/1-**-0" })
	void criterionLeavesOpenOnlyPartsOfTheVersion(String criterion) {
		assertThatExceptionOfType(IgluFormatException.class).isThrownBy(() -> SchemaCriterion.parse(criterion));
	}

	private static void assertError(ParseError error, Runnable parsing) {
		assertThatExceptionOfType(IgluFormatException.class).isThrownBy(parsing::run)
			.satisfies((ex) -> assertThat(ex.error()).isEqualTo(error));
	}

}

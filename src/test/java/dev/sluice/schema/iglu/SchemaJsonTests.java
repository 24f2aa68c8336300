package dev.sluice.schema.iglu;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SchemaJsonTests {

	@Test
	void numbersKeepTheirDigits() {
		String text = "[1.50,1E-12,123456789012345678901.5]";

		assertThat(SchemaJson.parse(text.getBytes(StandardCharsets.UTF_8))).hasToString(text);
	}

}

package dev.sluice.transform.snowplow;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CompactJsonTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "[ 1.50 , -1E+2 ] | [1.50,-1E+2]", "{ \"a b\" : \" \\\" \" } | {\"a b\":\" \\\" \"}",
					"\"\\u00fC\\ud83d\\ude00\" | \"ü😀\"", "\"\\/\\u002f\" | \"//\"",
					"\"\\u0022\\u005C\" | \"\\\"\\\\\"", "\"\\u000A\\n\\u001F\" | \"\\n\\n\\u001f\"" })
	void spaceAndNeedlessEscapesAreLeftOut(String json, String expected) {
		byte[] text = ("x" + json + "x").getBytes(StandardCharsets.UTF_8);

		assertThat(CompactJson.of(text, 1, text.length - 1)).isEqualTo(expected);
	}

}

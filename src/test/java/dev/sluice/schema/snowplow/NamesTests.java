package dev.sluice.schema.snowplow;

import java.util.Locale;

import dev.sluice.schema.iglu.SchemaKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NamesTests {

	@ParameterizedTest
	@CsvSource({ "webPage, web_page", "PageTiming, page_timing", "longURL, long_url", "URLKind, urlkind",
			"Some-Kind, some_kind", "old.kind, old_kind" })
	void nameOfSchemaIsInSnakeCase(String name, String expected) {
		SchemaKey key = SchemaKey.parse("iglu:com.acme/" + name.replace('.', '-') + "/jsonschema/1-0-2");

		assertThat(ColumnNames.ofModel(ShredProperty.CONTEXTS, key)).isEqualTo("contexts_com_acme_" + expected + "_1");
	}

	@Test
	void columnOfVersionHasTheWholeVersion() {
		SchemaKey key = SchemaKey.parse("iglu:Com.Acme-Shop/order/jsonschema/2-3-4");

		assertThat(ColumnNames.ofVersion(ShredProperty.UNSTRUCT_EVENT, key))
			.isEqualTo("unstruct_event_com_acme_shop_order_2_3_4");
		assertThat(ColumnNames.ofVersion(ShredProperty.DERIVED_CONTEXTS, key))
			.isEqualTo("contexts_com_acme_shop_order_2_3_4");
	}

	@ParameterizedTest
	@CsvSource({ "orderId, order_id", "HTMLPage, html_page", "page2View, page2_view", "unit-price, unit_price",
			"a.b c, a_b_c", "3rdParty, _3rd_party", "größe, gr__e", "'', ''" })
	void nameOfPropertyIsInSnakeCase(String property, String expected) {
		assertThat(FieldNames.of(property)).isEqualTo(expected);
	}

	@Test
	@Timeout(10)
	void nameOfAHugePropertyTakesNoLongerThanItsLength() {
		String letters = "A".repeat(200_000);

		assertThat(FieldNames.of(letters)).isEqualTo(letters.toLowerCase(Locale.ROOT));
	}

	@ParameterizedTest
	@CsvSource({ "'', _", "_file_name, __file_name", "orderId, order_id" })
	void ownRulesAvoidNamesThatAreReserved(String property, String expected) {
		assertThat(EntityRules.SLUICE.fieldName(property)).isEqualTo(expected);
	}

}

package dev.sluice.transform;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.sluice.fixtures.OneRecord;
import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import dev.sluice.record.RecordBatch;
import dev.sluice.table.TableName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TemplateTableRouterTests {

	private static final Pattern PATTERN = Pattern.compile("(\\w+)\\.(v\\d)?(.*)");

	private static final Map<String, String> FIELDS = Map.of("country", "de", "shop.id", "a/b", "empty", "");

	private final SeenSink sink = new SeenSink();

	@ParameterizedTest
	@CsvSource({ "shop.orders, local.shop.orders", "p-1.shop.orders, p-1.shop.orders",
			"example.com:p.shop.orders, example.com:p.shop.orders", "shop.{topic}, local.shop.eu_v1orders",
			"shop.t_{topic}_x, local.shop.t_eu_v1orders_x", "{topic:1}.{topic:3}_{topic:2}, local.eu.orders_v1",
			"shop.{header:type}, local.shop.order-placed", "{field:country}.{header:type}, local.de.order-placed",
			"shop.{field:shop.id}, local.shop.a_b", "{header:type}.x, local.order_placed.x",
			"shop.bestellungen_größe, local.shop.bestellungen_größe" })
	void tableIsMadeFromTheRecord(String template, String table) {
		TableName name = route(router(template), batch());

		assertThat(name).hasToString(table);
		assertThat(this.sink.failures).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "shop.{header:none}, header 'none' has no value", "shop.x{field:none}, field 'none' has no value",
			"shop.{field:empty}, field 'empty' has no value" })
	void absentAndEmptyValuesMakeNoTable(String template, String message) {
		assertThat(route(router(template), batch())).isNull();

		assertThat(this.sink.failures).singleElement()
			.satisfies((failure) -> assertThat(failure.reason()).isEqualTo(Reason.NO_TABLE))
			.extracting(Failure::message)
			.asString()
			.startsWith(message);
	}

	@Test
	void groupThatTakesNoPartMakesNoTable() {
		assertThat(route(router("shop.{topic:2}"), OneRecord.of("eu.orders"))).isNull();

		assertThat(this.sink.failures).extracting(Failure::reason).containsExactly(Reason.NO_TABLE);
	}

	@Test
	void idThatIsTooLongMakesNoTable() {
		RecordBatch batch = OneRecord.of("t").withHeaders("type", "ö".repeat(512));
		RecordBatch longer = OneRecord.of("t").withHeaders("type", "ö".repeat(513));

		assertThat(route(router("shop.{header:type}"), batch)).isNotNull();
		assertThat(route(router("shop.{header:type}"), longer)).isNull();
		assertThat(this.sink.failures).extracting(Failure::reason).containsExactly(Reason.NO_TABLE);
	}

	@Test
	void tablesBeyondTheBoundAreRefusedAndTheOthersStay() {
		TableRouter router = new TemplateTableRouter("shop.{header:type}", "local", null, 2);

		for (String type : List.of("a", "b", "c", "a", "b", "d")) {
			route(router, OneRecord.of("t").withHeaders("type", type));
		}

		assertThat(this.sink.failures).extracting(Failure::reason)
			.containsExactly(Reason.TOO_MANY_TABLES, Reason.TOO_MANY_TABLES);
	}

	@Test
	void valuesThatMakeTheSameTableCountOnce() {
		TableRouter router = new TemplateTableRouter("shop.{header:type}", "local", null, 1);

		for (int i = 0; i < 100; i++) {
			String type = "a" + "./:;,!?*".charAt(i % 8) + "b";
			assertThat(route(router, OneRecord.of("t").withHeaders("type", type))).hasToString("local.shop.a_b");
		}
	}

	@Test
	void lastHeaderOfNameDecides() {
		RecordBatch batch = OneRecord.of("t").withHeaders("type", "a", "other", "b", "type", "c");

		assertThat(route(router("shop.{header:type}"), batch)).hasToString("local.shop.c");
	}

	@Test
	void valuesAreNotMixedUp() {
		TableRouter router = router("shop.{header:a}_{header:b}");

		TableName one = route(router, OneRecord.of("t").withHeaders("a", "x,1:y", "b", "z"));
		TableName other = route(router, OneRecord.of("t").withHeaders("a", "x", "b", "y,1:z"));

		assertThat(one).hasToString("local.shop.x_1_y_z");
		assertThat(other).hasToString("local.shop.x_y_1_z");
	}

	@Test
	void sameTopicGetsTheSameName() {
		TableRouter router = router("shop.{topic}");

		assertThat(route(router, batch())).isSameAs(route(router, batch()));
	}

	@Test
	void onlyFieldsNeedFields() {
		assertThat(router("shop.{field:country}").needsFields()).isTrue();
		assertThat(router("shop.{topic}_{header:type}").needsFields()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"orders | 'orders' is not of the form dataset.table or project.dataset.table",
			"a.b.c.d | 'a.b.c.d' is not of the form dataset.table or project.dataset.table",
			"shop. | 'shop.' has an empty name", "shop.{topic | 'shop.{topic' has a '{' without a '}'",
			"shop.topic} | 'shop.topic}' has a '}' without a '{'",
			"shop.{topics} | '{topics}' in 'shop.{topics}' is not known: use {topic}, {topic:N}, {header:NAME} or {field:PATH}",
			"shop.{header:} | '{header:}' in 'shop.{header:}' is not known: use {topic}, {topic:N}, {header:NAME} or {field:PATH}",
			"shop.{topic:4} | '{topic:4}' in 'shop.{topic:4}' names no group of the topic-pattern, which has 3 of them",
			"shop.{topic:0} | '{topic:0}' in 'shop.{topic:0}' names no group of the topic-pattern, which has 3 of them",
			"shop.{field:a..b} | '{field:a..b}' in 'shop.{field:a..b}' has an empty name in its path",
			"{topic}.shop.orders | the project in '{topic}.shop.orders' cannot be taken from the records",
			"my-shop.orders | 'my-shop' in 'my-shop.orders' has a character that a dataset's id cannot have: only letters of ASCII, digits and _",
			"shop.orders$2024 | 'orders$2024' in 'shop.orders$2024' has a character that a table's id cannot have: only letters, digits, marks, connectors, dashes and spaces" })
	void templatesThatAreWrongAreExplained(String template, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> router(template)).withMessage(message);
	}

	@Test
	void groupNeedsPattern() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new TemplateTableRouter("shop.{topic:1}", "local", null, 10))
			.withMessage("'{topic:1}' in 'shop.{topic:1}' needs a topic-pattern whose group it names");
	}

	private static TableRouter router(String template) {
		return new TemplateTableRouter(template, "local", PATTERN, 10);
	}

	private static RecordBatch batch() {
		return OneRecord.of("eu.v1orders").withHeaders("type", "order-placed");
	}

	private TableName route(TableRouter router, RecordBatch batch) {
		return router.route(batch, 0, (path) -> FIELDS.get(path.toString()), this.sink);
	}

}

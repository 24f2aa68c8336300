package dev.sluice.transform.snowplow;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import dev.sluice.schema.iglu.SchemaAnswer;
import dev.sluice.schema.snowplow.ColumnLayout;
import dev.sluice.schema.snowplow.EntityRules;
import dev.sluice.transform.OnUnknownField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the self-describing data of events in {@link SnowplowTransform}.
 */
class SnowplowEntitiesTests {

	private static final String PAGE = "iglu:com.acme/page/jsonschema/";

	private static final String COLUMN = "contexts_com_acme_page_1";

	private static final String WRAPPER = "\"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0\"";

	private final EventWorld world = EventWorld.of(ColumnLayout.V2);

	private static EventWorld withPages(EventWorld world) {
		world.schemas().put(PAGE + "1-0-0", schema("{\"id\":{\"type\":\"string\"}}"));
		world.schemas().put(PAGE + "1-0-1", schema("{\"id\":{\"type\":\"string\"},\"size\":{\"type\":\"integer\"}}"));
		return world;
	}

	private static String schema(String properties) {
		return "{\"type\":\"object\",\"properties\":" + properties + "}";
	}

	private static String page(String version, String data) {
		return "{\"schema\":\"" + PAGE + version + "\",\"data\":" + data + "}";
	}

	private static String contexts(String... entities) {
		return "{\"schema\":" + WRAPPER + ",\"data\":[" + String.join(",", entities) + "]}";
	}

	private static String line(String... entities) {
		return SnowplowTransformTests.line("contexts", contexts(entities));
	}

	@ParameterizedTest
	@EnumSource
	void customContextsComeBeforeDerivedOnes(ColumnLayout layout) {
		EventWorld world = withPages(EventWorld.of(layout));

		String row = world
			.transform(SnowplowTransformTests.line("derived_contexts", contexts(page("1-0-0", "{\"id\":\"derived\"}")),
					"contexts", contexts(page("1-0-0", "{\"id\":\"custom\"}"))))
			.row()
			.toString();

		assertThat(row).containsSubsequence("custom", "derived");
	}

	@Test
	void laterVersionsExtendTheColumn() {
		withPages(this.world).transform(line(page("1-0-0", "{\"id\":\"a\"}")));

		assertThat(this.world.transform(line(page("1-0-1", "{\"id\":\"b\",\"size\":2}"))).row().get(COLUMN).toString())
			.isEqualTo("[{\"_schema_version\":\"1-0-1\",\"id\":\"b\",\"size\":2}]");
	}

	@Test
	void versionThatDoesNotExistHarmsNoOther() {
		Failure failure = withPages(this.world).transform(line(page("1-0-7", "{}"))).failure();

		assertThat(failure).isNotNull().extracting(Failure::reason).isEqualTo(Reason.UNKNOWN_SCHEMA);
		assertThat(this.world.transform(line(page("1-0-0", "{\"id\":\"a\"}"))).row().get(COLUMN)).isNotNull();
	}

	@Test
	void patchedSchemaIsNoticed() {
		withPages(this.world).transform(line(page("1-0-0", "{\"id\":\"a\"}")));

		this.world.schemas()
			.put(PAGE + "1-0-0", schema("{\"id\":{\"type\":\"string\"},\"new\":{\"type\":\"string\"}}"));

		assertThat(this.world.transform(line(page("1-0-0", "{\"new\":\"x\"}"))).row().get(COLUMN).toString())
			.contains("\"new\":\"x\"");
	}

	@Test
	void recordWaitsForItsSchema() {
		withPages(this.world).schemas().outage(new SchemaAnswer.Pending<>(new CompletableFuture<>(), "shop is away"));

		EventWorld.Outcome outcome = this.world.transform(line(page("1-0-0", "{}")));

		assertThat(outcome.waitsFor()).isEqualTo("shop is away");
		assertThat(outcome.failure()).isNull();
	}

	@Test
	void knownSchemasOutliveAnOutage() {
		withPages(this.world).transform(line(page("1-0-1", "{\"id\":\"a\"}")));

		this.world.schemas().outage(new SchemaAnswer.Pending<>(new CompletableFuture<>(), "shop is away"));

		assertThat(this.world.transform(line(page("1-0-0", "{\"id\":\"b\"}"))).waitsFor()).isNull();
	}

	@Test
	void namesSchemasWhoseColumnsCannotBeToldApart() {
		withPages(this.world).schemas().put("iglu:com_acme/page/jsonschema/1-0-0", schema("{}"));
		this.world.transform(line(page("1-0-0", "{}")));

		Failure failure = this.world.transform(line("{\"schema\":\"iglu:com_acme/page/jsonschema/1-0-0\",\"data\":{}}"))
			.failure();

		assertThat(failure).isNotNull()
			.extracting(Failure::message)
			.isEqualTo("schemas [com.acme.page, com_acme.page] have clashing column names");
	}

	@ParameterizedTest
	@ValueSource(strings = {
			" {\"data\" : [{\"data\":{\"id\":\"a\"},\"schema\":\"" + PAGE + "1-0-0\"}],\n\"schema\":" + WRAPPER + "} ",
			"{\"schema\":" + WRAPPER + ",\"data\":[{\"schema\":\"iglu:com.acme\\/page\\/jsonschema\\/1-0-0\","
					+ "\"data\":{\"id\":\"b\",\"id\":\"a\"}}]}",
			"{\"schema\":" + WRAPPER + ",\"more\":1,\"data\":[{\"schema\":\"" + PAGE
					+ "1-0-0\",\"data\":{\"id\":\"a\",\"x\":[{}, \"]\"]},\"more\":null}]}" })
	void takesJsonInAnyForm(String contexts) {
		assertThat(withPages(this.world).transform(SnowplowTransformTests.line("contexts", contexts))
			.row()
			.get(COLUMN)
			.toString()).isEqualTo("[{\"_schema_version\":\"1-0-0\",\"id\":\"a\"}]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"id\":tru}", "{\"id\" \"a\"}", "{\"other\":[1,]}", "{\"id\":\"a\"]", "{\"id\":01}" })
	void refusesWhatIsNoJsonInside(String data) {
		Failure failure = withPages(this.world).transform(line(page("1-0-0", data))).failure();

		assertThat(failure).isNotNull().extracting(Failure::field).isEqualTo("contexts");
		assertThat(failure.detail()).contains("\"type\":\"RowDecodingError\"");
	}

	@Test
	void refusesDataThatIsSkippedAndNoJson() {
		EventWorld skipping = EventWorld
			.of(EventWorld.properties(ColumnLayout.V2, List.of(PAGE + "1-*-*"), List.of(), EntityRules.SLUICE));

		assertThat(skipping.transform(line(page("1-0-0", "{\"id\":tru}"))).failure()).isNotNull();
		assertThat(skipping.transform(line(page("1-0-0", "{\"id\":true}"))).row().has(COLUMN)).isFalse();
	}

	@Test
	void refusesWhatIsNestedTooDeep() {
		String deep = "{\"x\":" + "[".repeat(200) + "]".repeat(200) + "}";

		Failure failure = withPages(this.world).transform(line(page("1-0-0", deep))).failure();

		assertThat(failure).isNotNull().extracting(Failure::reason).isEqualTo(Reason.TOO_LARGE);
	}

	@Test
	void legacyColumnsAreThoseOfVersions() {
		EventWorld world = withPages(EventWorld
			.of(EventWorld.properties(ColumnLayout.V2, List.of(), List.of(PAGE + "1-*-*"), EntityRules.SLUICE)));

		assertThat(world.transform(line(page("1-0-1", "{\"size\":2}"))).row().get("contexts_com_acme_page_1_0_1"))
			.hasToString("[{\"size\":2}]");
	}

	@Test
	void leavesOutWhatHasNoColumnIfToldSo() {
		EventWorld ignoring = withPages(EventWorld.of(OnUnknownField.IGNORE));

		assertThat(ignoring.transform(line(page("1-0-0", "{\"id\":\"a\"}"))).row().has(COLUMN)).isFalse();
	}

	@Test
	void refusesWhatHasNoColumnIfToldSo() {
		EventWorld refusing = withPages(EventWorld.of(OnUnknownField.DEAD_LETTER));

		assertThat(refusing.transform(line(page("1-0-0", "{\"id\":\"a\"}"))).failure()).isNotNull()
			.extracting(Failure::message)
			.isEqualTo("the table has no column '" + COLUMN + "'");
	}

	@Test
	void doesNotTryNewLayoutsForMissingSchemas() {
		assertThat(this.world.transform(line(page("1-0-0", "{}"))).failure()).isNotNull()
			.extracting(Failure::detail)
			.asString()
			.contains("\"schemaKey\":\"iglu:com.acme/page/jsonschema/1-0-0\"", "\"error\":\"ResolutionError\"");
	}

}

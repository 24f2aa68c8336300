package dev.sluice.mutator.topic;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.sluice.mutator.MutatorProperties.Format;
import dev.sluice.schema.iglu.SchemaKey;
import dev.sluice.schema.snowplow.ShredProperty;
import dev.sluice.schema.snowplow.ShreddedType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TypesPayloadTests {

	private static final ShreddedType CLICK = new ShreddedType(SchemaKey.parse("iglu:com.acme/click/jsonschema/1-0-0"),
			ShredProperty.UNSTRUCT_EVENT);

	private static final ShreddedType PAGE = new ShreddedType(SchemaKey.parse("iglu:com.acme/page/jsonschema/2-0-1"),
			ShredProperty.DERIVED_CONTEXTS);

	@ParameterizedTest
	@EnumSource
	void whatIsWrittenCanBeRead(Format format) {
		List<ShreddedType> read = TypesMessages.of(List.of(CLICK, PAGE), format)
			.stream()
			.map(TypesPayload::read)
			.flatMap((payload) -> ((TypesPayload.Types) payload).types().stream())
			.toList();

		assertThat(read).containsExactly(CLICK, PAGE);
	}

	@Test
	void noTypesAreNoMessage() {
		assertThat(TypesMessages.of(List.of(), Format.ARRAY)).isEmpty();
	}

	@Test
	void publishedSchemaCallsThePlaceLocation() {
		assertThat(TypesMessages.of(List.of(CLICK), Format.SHREDDED_TYPE)).singleElement()
			.satisfies((message) -> assertThat(message).asString()
				.isEqualTo("{\"schema\":\"iglu:com.snowplowanalytics.snowplow/shredded_type/jsonschema/1-0-0\","
						+ "\"data\":{\"schema\":\"iglu:com.acme/click/jsonschema/1-0-0\",\"location\":\"UNSTRUCT_EVENT\"}}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{'schema':'iglu:com.acme/click/jsonschema/1-0-0','type':'UNSTRUCT_EVENT'}",
			"[{'schema':'iglu:com.acme/click/jsonschema/1-0-0','location':'UNSTRUCT_EVENT'}]",
			"{'schema':'iglu:com.snowplowanalytics.snowplow/shredded_type/jsonschema/1-0-7',"
					+ "'data':{'schema':'iglu:com.acme/click/jsonschema/1-0-0','type':'UNSTRUCT_EVENT'}}" })
	void everyShapeIsRead(String payload) {
		assertThat(read(payload)).isEqualTo(new TypesPayload.Types(List.of(CLICK)));
	}

	@Test
	void emptyArrayAnnouncesNothing() {
		assertThat(read("[]")).isEqualTo(new TypesPayload.Types(List.of()));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "nope", "1", "null", "{}", "[1]", "[{'schema':'iglu:com.acme/click/jsonschema/1-0-0'}]",
					"[{'schema':'iglu:com.acme/click/jsonschema/1-0-0','type':'contexts'}]",
					"[{'schema':'com.acme/click/jsonschema/1-0-0','type':'CONTEXTS'}]",
					"{'schema':'iglu:com.acme/x/jsonschema/1-0-0','data':{}}",
					"{'schema':'iglu:com.snowplowanalytics.snowplow/shredded_type/jsonschema/1-0-0','data':{}}" })
	void whatAnnouncesNoTypeIsUnreadable(String payload) {
		assertThat(read(payload)).isInstanceOf(TypesPayload.Unreadable.class);
	}

	private static TypesPayload read(String payload) {
		return TypesPayload.read(payload.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
	}

}

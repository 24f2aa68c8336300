package dev.sluice.transform.snowplow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Both ways of reading an entity give the same.
 */
class EntityReadersTests {

	private static final String SCHEMA = """
			{"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}, "n": {"type": "integer"},
			"list": {"type": "array", "items": {"type": ["integer", "null"]}}, "any": {},
			"o": {"type": "object", "required": ["x"], "properties": {"x": {"type": "number"}, "y": {"type": "boolean"}}},
			"os": {"type": "array", "items": {"type": "object", "properties": {"x": {"type": "integer"}}}}}}
			""";

	private static final String[][] MEMBERS = { { "\"n\":", "1", "null", "5e0", "1.5", "\"x\"" },
			{ "\"list\":", "[]", "[1,null,2]", "null", "[\"x\"]", "{}" },
			{ "\"any\":", "null", "\"a\"", "{ \"b\" : [ 1 ] }" },
			{ "\"o\":", "{\"x\":1}", "{\"y\":true,\"x\":0.25}", "null", "{\"y\":false}", "{\"x\":1,\"x\":null}", "[]" },
			{ "\"os\":", "[{\"x\":1},{},{\"z\":[]}]", "[{\"x\":null}]", "[{\"x\":\"1\"},{\"x\":2}]", "[null]" },
			{ "\"unknown\":", "1", "{\"id\":1}" }, { "\"id\":", "\"a\"", "\"b\\u00fc\"", "7" } };

	@Test
	void entityInOrderAndOutOfOrderIsTheSame() {
		Casting inOrder = Casting.ofModel(SCHEMA);
		Casting outOfOrder = Casting.ofModel(SCHEMA);
		Random random = new Random(11);
		int rows = 0;
		for (int i = 0; i < 2000; i++) {
			String members = String.join(",", members(random));

			inOrder.cast("{" + members + "}");
			outOfOrder.cast("{\"id\":0,\"id\":null," + members + "}");

			assertThat(outOfOrder.errors()).as(members).isEqualTo(inOrder.errors());
			assertThat(tree(outOfOrder)).as(members).isEqualTo(tree(inOrder));
			rows += inOrder.errors().isEmpty() ? 1 : 0;
		}
		assertThat(rows).isBetween(200, 1800);
	}

	private static List<String> members(Random random) {
		List<String> members = new ArrayList<>();
		for (String[] choices : MEMBERS) {
			boolean needed = choices[0].equals("\"id\":");
			if (needed || random.nextBoolean()) {
				int choice = (random.nextInt(4) > 0) ? 1 : 1 + random.nextInt(choices.length - 1);
				members.add(choices[0] + choices[choice]);
			}
		}
		Collections.shuffle(members, random);
		return members;
	}

	private static JsonNode tree(Casting casting) {
		return CastsVectors.MAPPER.readTree("[" + casting.row() + "]");
	}

}

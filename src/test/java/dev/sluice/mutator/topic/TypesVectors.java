package dev.sluice.mutator.topic;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.sluice.conformance.JsonVectors;
import dev.sluice.conformance.Results;
import dev.sluice.mutator.MutatorProperties.Format;
import dev.sluice.schema.iglu.SchemaKey;
import dev.sluice.schema.snowplow.ColumnNames;
import dev.sluice.schema.snowplow.ShredProperty;
import dev.sluice.schema.snowplow.ShreddedType;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnCause;
import dev.sluice.table.ColumnType;
import dev.sluice.table.TableSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Conformance of the types topic and its listeners.
 */
public abstract class TypesVectors extends JsonVectors {

	private static final JsonMapper JSON = new JsonMapper();

	TypesVectors(String name) {
		super(name);
	}

	private static List<ShreddedType> types(JsonNode items) {
		List<ShreddedType> types = new ArrayList<>();
		items.forEach((item) -> types.add(new ShreddedType(SchemaKey.parse(item.path("schema").stringValue()),
				ShredProperty.valueOf(item.path("type").stringValue()))));
		return types;
	}

	private static Set<JsonNode> unordered(JsonNode array) {
		Set<JsonNode> elements = new HashSet<>();
		array.forEach(elements::add);
		return elements;
	}

	/**
	 * Payloads that are read. What Snowplow's mutator refuses although it should not is
	 * read as recommended, whatever the rules.
	 */
	public static final class Decode extends TypesVectors {

		/** The text of a parser that is not ours. */
		private static final String ANY = "<JSON parser error>";

		public Decode() {
			super("types/decode");
		}

		@Override
		protected void check(JsonNode vector, Results results) {
			TypesPayload read = TypesPayload
				.read(vector.path("payload").stringValue().getBytes(StandardCharsets.UTF_8));
			JsonNode accepted = vector.has("recommended") ? vector.get("recommended") : vector.get("mutatorAccepts");
			String name = vector.path("name").stringValue();
			if (accepted != null && accepted.isArray()) {
				results.check(name, new TypesPayload.Types(types(accepted)), () -> read);
				return;
			}
			String why = vector.path("mutatorRejects").stringValue();
			results.check(name, () -> {
				assertThat(read).isInstanceOf(TypesPayload.Unreadable.class);
				assertThat(((TypesPayload.Unreadable) read).why()).startsWith(ANY.equals(why) ? "" : why);
			});
		}

	}

	/**
	 * Inventories of events into messages.
	 */
	public static final class Emit extends TypesVectors {

		public Emit() {
			super("types/emit");
		}

		@Override
		protected void check(JsonNode vector, Results results) {
			results.check(vector.path("name").stringValue(), () -> {
				Gathering<ShreddedType> gathering = new Gathering<>(Integer.MAX_VALUE);
				vector.path("inventories").forEach((inventory) -> gathering.add(types(inventory)));
				List<JsonNode> messages = TypesMessages.of(gathering.take(), Format.ARRAY)
					.stream()
					.map(JSON::readTree)
					.toList();
				assertThat(messages.stream().map(TypesVectors::unordered)).containsExactlyElementsOf(
						vector.path("messages").valueStream().map(TypesVectors::unordered).toList());
			});
		}

	}

	/**
	 * Types into columns that a table lacks.
	 */
	public static final class Mutator extends TypesVectors {

		public Mutator() {
			super("types/mutator");
		}

		@Override
		protected void check(JsonNode vector, Results results) {
			List<Column> existing = new ArrayList<>();
			vector.path("existingColumns")
				.forEach((column) -> existing.add(Column.nullable(column.stringValue(), ColumnType.STRING)));
			ColumnPlan plan = new ColumnPlan();
			for (ShreddedType type : types(vector.path("items"))) {
				String column = ColumnNames.ofVersion(type.property(), type.key());
				plan.add(type, type.property().repeated() ? Column.repeated(column, ColumnType.STRING)
						: Column.nullable(column, ColumnType.STRING), new ColumnCause.OfRecord("types", 0, 0));
			}
			ArrayNode added = JSON.createArrayNode();
			plan.missingFrom(new TableSchema(existing))
				.forEach((column) -> added.addObject()
					.put("column", column.name())
					.put("mode", column.mode().name().toUpperCase(Locale.ROOT)));
			results.check(vector.path("name").stringValue(), vector.path("columnsToAdd"), () -> added);
		}

	}

	/**
	 * Sets that are gathered.
	 */
	public static final class Aggregate extends TypesVectors {

		public Aggregate() {
			super("types/aggregate_1x");
		}

		@Override
		protected void check(JsonNode vector, Results results) {
			Gathering<JsonNode> gathering = new Gathering<>(vector.path("groupSize").intValue());
			List<Set<JsonNode>> groups = new ArrayList<>();
			for (JsonNode set : vector.path("input")) {
				Set<JsonNode> group = gathering.add(unordered(set));
				if (group != null) {
					groups.add(group);
				}
			}
			if (!gathering.isEmpty()) {
				groups.add(gathering.take());
			}
			List<Set<JsonNode>> expected = vector.path("output").valueStream().map(TypesVectors::unordered).toList();
			results.check(vector.path("name").stringValue(), expected, () -> groups);
		}

	}

}

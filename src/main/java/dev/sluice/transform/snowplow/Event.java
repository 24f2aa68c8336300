package dev.sluice.transform.snowplow;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.sluice.schema.iglu.SchemaKey;
import dev.sluice.schema.snowplow.AtomicColumn;
import dev.sluice.schema.snowplow.AtomicColumn.Kind;
import dev.sluice.schema.snowplow.AtomicColumns;
import dev.sluice.schema.snowplow.ColumnNames;
import dev.sluice.schema.snowplow.EntityColumn;
import dev.sluice.schema.snowplow.ShredProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One event with all its values, for bad rows and for tools; rows are made without it.
 */
final class Event {

	/**
	 * A value for each column: String, Integer, Double, Boolean, Instant, for contexts
	 * and the unstruct event the list of what they hold; {@code null} where it is empty.
	 */
	private final @Nullable Object[] values;

	Event(@Nullable Object[] values) {
		this.values = values;
	}

	@Nullable Object value(int column) {
		return this.values[column];
	}

	/**
	 * The self-describing data of a JSON column.
	 */
	@SuppressWarnings("unchecked")
	List<SelfDescribing> entities(int column) {
		Object value = this.values[column];
		return (value != null) ? (List<SelfDescribing>) value : List.of();
	}

	/**
	 * The canonical JSON: all columns in their order, those without a value null.
	 */
	ObjectNode toJson() {
		ObjectNode json = EventJson.object();
		for (int i = 0; i < this.values.length; i++) {
			put(json, AtomicColumns.all().get(i), i);
		}
		return json;
	}

	private void put(ObjectNode json, AtomicColumn column, int index) {
		if (column.isLoaded()) {
			putScalar(json, column.name(), this.values[index]);
			return;
		}
		ObjectNode wrapped = wrapped(column, index);
		if (wrapped != null) {
			json.set(column.name(), wrapped);
		}
		else if (column.kind() == Kind.CONTEXTS) {
			json.putObject(column.name());
		}
		else {
			json.putNull(column.name());
		}
	}

	private @Nullable ObjectNode wrapped(AtomicColumn column, int index) {
		List<SelfDescribing> entities = entities(index);
		if (entities.isEmpty()) {
			return null;
		}
		if (column.kind() == Kind.UNSTRUCT_EVENT) {
			return EventJson.wrap(entities.get(0).toJson(), false);
		}
		ArrayNode all = EventJson.array();
		entities.forEach((entity) -> all.add(entity.toJson()));
		return EventJson.wrap(all, true);
	}

	static void putScalar(ObjectNode json, String name, @Nullable Object value) {
		if (value instanceof Integer number) {
			json.put(name, number);
		}
		else if (value instanceof Double number && Double.isFinite(number)) {
			json.put(name, number);
		}
		else if (value instanceof Boolean bool) {
			json.put(name, bool);
		}
		else if (value instanceof String || value instanceof Instant) {
			json.put(name, value.toString());
		}
		else {
			json.putNull(name);
		}
	}

	/**
	 * The "lossy" JSON of Snowplow's JSON transformer: the scalars, and data by the names
	 * of its columns. Of custom and derived contexts of one name the derived ones count.
	 */
	ObjectNode toLossyJson() {
		ObjectNode json = EventJson.object();
		for (int i = 0; i < this.values.length; i++) {
			AtomicColumn column = AtomicColumns.all().get(i);
			if (column.isLoaded()) {
				putScalar(json, column.name(), this.values[i]);
			}
			else {
				putEntities(json, column, entities(i));
			}
		}
		Object latitude = this.values[AtomicColumns.indexOf("geo_latitude")];
		Object longitude = this.values[AtomicColumns.indexOf("geo_longitude")];
		if (latitude != null && longitude != null) {
			json.put("geo_location", latitude + "," + longitude);
		}
		return json;
	}

	private static void putEntities(ObjectNode json, AtomicColumn column, List<SelfDescribing> entities) {
		Map<String, ArrayNode> groups = new LinkedHashMap<>();
		for (SelfDescribing entity : entities) {
			if (column.kind() == Kind.UNSTRUCT_EVENT) {
				json.set(ColumnNames.ofModel(ShredProperty.UNSTRUCT_EVENT, entity.schema()), entity.data());
				return;
			}
			ObjectNode data = groups
				.computeIfAbsent(ColumnNames.ofModel(ShredProperty.CONTEXTS, entity.schema()),
						(name) -> EventJson.array())
				.addObject();
			if (entity.data() instanceof ObjectNode members) {
				data.setAll(members);
			}
			data.put(EntityColumn.SCHEMA_VERSION, entity.schema().version().toString());
		}
		groups.forEach(json::set);
	}

	/**
	 * The event as a line again.
	 */
	String toTsv() {
		StringBuilder line = new StringBuilder();
		for (int i = 0; i < this.values.length; i++) {
			if (i > 0) {
				line.append('\t');
			}
			line.append(text(AtomicColumns.all().get(i), i));
		}
		return line.toString();
	}

	/**
	 * A line in which the JSON is written as usual, and all else is as in another line of
	 * the event.
	 */
	String withUsualJson(EventLine other) {
		StringBuilder line = new StringBuilder();
		for (int i = 0; i < this.values.length; i++) {
			AtomicColumn column = AtomicColumns.all().get(i);
			line.append((i > 0) ? "\t" : "").append(column.isLoaded() ? other.text(i) : text(column, i));
		}
		return line.toString();
	}

	private String text(AtomicColumn column, int index) {
		Object value = this.values[index];
		if (value == null) {
			return "";
		}
		if (!column.isLoaded()) {
			ObjectNode wrapped = wrapped(column, index);
			return (wrapped != null) ? EventJson.text(wrapped) : "";
		}
		if (value instanceof Boolean bool) {
			return bool ? "1" : "0";
		}
		String text = value.toString();
		return (value instanceof Instant) ? text.substring(0, text.length() - 1).replace('T', ' ') : text;
	}

	/**
	 * The types of self-describing data in the event.
	 */
	Set<InventoryItem> inventory() {
		Set<InventoryItem> items = new LinkedHashSet<>();
		for (int i = 0; i < this.values.length; i++) {
			AtomicColumn column = AtomicColumns.all().get(i);
			if (!column.isLoaded()) {
				String type = (column.kind() == Kind.UNSTRUCT_EVENT) ? "UNSTRUCT_EVENT"
						: column.name().toUpperCase(Locale.ROOT);
				entities(i).forEach((entity) -> items.add(new InventoryItem(type, entity.schema())));
			}
		}
		return items;
	}

	/**
	 * A type of self-describing data in an event.
	 *
	 * @param type where it stands: UNSTRUCT_EVENT, CONTEXTS or DERIVED_CONTEXTS
	 * @param schema names its schema
	 */
	record InventoryItem(String type, SchemaKey schema) {

	}

}

package dev.sluice.transform.snowplow;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.sluice.schema.iglu.IgluSchemas;
import dev.sluice.schema.iglu.SchemaCriterion;
import dev.sluice.schema.iglu.SchemaKey;
import dev.sluice.schema.snowplow.ColumnLayout;
import dev.sluice.schema.snowplow.ColumnNames;
import dev.sluice.schema.snowplow.EntityLayout;
import dev.sluice.schema.snowplow.ShredProperty;
import org.jspecify.annotations.Nullable;

/**
 * The types of self-describing data that events have had so far. Not thread-safe.
 */
final class EntityTypes {

	/** Far more than any table has room for. */
	private static final int MOST = 10_000;

	private final IgluSchemas schemas;

	private final SnowplowProperties properties;

	private final List<SchemaCriterion> skipped;

	private final List<SchemaCriterion> legacy;

	private final Map<String, EntityType> events = new HashMap<>();

	private final Map<String, EntityType> contexts = new HashMap<>();

	private final Map<String, EntityFamily> families = new HashMap<>();

	private @Nullable EntityType last;

	EntityTypes(IgluSchemas schemas, SnowplowProperties properties) {
		this.schemas = schemas;
		this.properties = properties;
		this.skipped = properties.skipSchemas().stream().map(SchemaCriterion::parse).toList();
		this.legacy = properties.legacyColumns().stream().map(SchemaCriterion::parse).toList();
	}

	/**
	 * The type of a datum, or {@code null} if the text is no key of a schema.
	 */
	@Nullable EntityType find(EntityFrames frames, int frame, byte[] text) {
		int from = frames.uriFrom(frame);
		int to = frames.uriTo(frame);
		boolean event = frames.column(frame) == EntityFrames.UNSTRUCT_EVENT;
		EntityType before = this.last;
		EntityType guess = (before != null) ? before.next() : null;
		if (guess == null || guess.isEvent() != event || !guess.isCalled(text, from, to)) {
			guess = find(event, new String(text, from, to - from, StandardCharsets.UTF_8));
			if (before != null && guess != null) {
				before.next(guess);
			}
		}
		this.last = guess;
		return guess;
	}

	private @Nullable EntityType find(boolean event, String uri) {
		Map<String, EntityType> known = event ? this.events : this.contexts;
		EntityType type = known.get(uri);
		if (type == null) {
			type = make(event, uri);
			if (type != null && known.size() < MOST) {
				known.put(uri, type);
			}
		}
		return type;
	}

	private @Nullable EntityType make(boolean event, String uri) {
		SchemaKey key;
		try {
			key = SchemaKey.parse(uri);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
		ShredProperty property = event ? ShredProperty.UNSTRUCT_EVENT : ShredProperty.CONTEXTS;
		return new EntityType(key, uri.getBytes(StandardCharsets.UTF_8), event,
				isSkipped(key) ? null : family(property, key));
	}

	private boolean isSkipped(SchemaKey key) {
		return this.properties.layout() == ColumnLayout.V2
				&& this.skipped.stream().anyMatch((criterion) -> criterion.matches(key));
	}

	private EntityFamily family(ShredProperty property, SchemaKey key) {
		EntityLayout layout = layout(key);
		String column = (layout == EntityLayout.V2) ? ColumnNames.ofModel(property, key)
				: ColumnNames.ofVersion(property, key);
		EntityFamily family = this.families.get(column);
		if (family == null) {
			family = new EntityFamily(key, layout, property, this.schemas, this.properties.rules());
			if (this.families.size() < MOST) {
				this.families.put(column, family);
			}
		}
		return family;
	}

	private EntityLayout layout(SchemaKey key) {
		if (this.properties.layout() == ColumnLayout.V1) {
			return EntityLayout.V1;
		}
		boolean old = this.legacy.stream().anyMatch((criterion) -> criterion.matches(key));
		return old ? EntityLayout.LEGACY : EntityLayout.V2;
	}

}

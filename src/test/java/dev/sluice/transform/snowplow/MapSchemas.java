package dev.sluice.transform.snowplow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.sluice.schema.iglu.IgluSchema;
import dev.sluice.schema.iglu.IgluSchemas;
import dev.sluice.schema.iglu.SchemaAnswer;
import dev.sluice.schema.iglu.SchemaKey;
import dev.sluice.schema.iglu.SchemaVersion;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Schemas at hand.
 */
final class MapSchemas implements IgluSchemas {

	static final String NOT_FOUND = """
			{"error":"ResolutionError","lookupHistory":[\
			{"repository":"Iglu Central","errors":[{"error":"NotFound"}],"attempts":1,\
			"lastAttempt":"2026-11-20T00:00:00Z"},\
			{"repository":"Iglu Client Embedded","errors":[{"error":"NotFound"}],"attempts":1,\
			"lastAttempt":"2026-11-20T00:00:00Z"}]}""";

	private final Map<SchemaKey, IgluSchema> schemas = new HashMap<>();

	private SchemaAnswer.@Nullable Pending<?> outage;

	void put(String uri, JsonNode document) {
		SchemaKey key = SchemaKey.parse(uri);
		this.schemas.put(key, new IgluSchema(key, document, Instant.EPOCH));
	}

	void put(String uri, String document) {
		put(uri, EnrichedVectors.MAPPER.readTree(document));
	}

	void outage(SchemaAnswer.@Nullable Pending<?> outage) {
		this.outage = outage;
	}

	@Override
	public SchemaAnswer<IgluSchema> schema(SchemaKey key) {
		if (this.outage != null) {
			return new SchemaAnswer.Pending<>(this.outage.settled(), this.outage.cause());
		}
		IgluSchema schema = this.schemas.get(key);
		return (schema != null) ? new SchemaAnswer.Found<>(schema) : new SchemaAnswer.NotFound<>(key, NOT_FOUND);
	}

	@Override
	public SchemaAnswer<List<IgluSchema>> upTo(SchemaKey highest) {
		if (this.outage != null) {
			return new SchemaAnswer.Pending<>(this.outage.settled(), this.outage.cause());
		}
		List<IgluSchema> found = new ArrayList<>();
		SchemaVersion end = highest.version();
		int revision = 0;
		int addition = 0;
		while (revision < end.revision() || addition <= end.addition()) {
			SchemaKey key = new SchemaKey(highest.vendor(), highest.name(), highest.format(),
					new SchemaVersion(end.model(), revision, addition));
			IgluSchema schema = this.schemas.get(key);
			if (schema != null) {
				found.add(schema);
				addition++;
			}
			else if (revision < end.revision() && addition > 0) {
				revision++;
				addition = 0;
			}
			else {
				return new SchemaAnswer.NotFound<>(key, NOT_FOUND);
			}
		}
		return new SchemaAnswer.Found<>(found);
	}

}

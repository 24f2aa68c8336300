package dev.sluice.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import dev.sluice.schema.iglu.IgluSchema;
import dev.sluice.schema.iglu.IgluSchemas;
import dev.sluice.schema.iglu.SchemaAnswer;
import dev.sluice.schema.iglu.SchemaKey;
import tools.jackson.databind.json.JsonMapper;

/**
 * The schemas of the events that are measured, each of which has one version.
 */
final class BenchSchemas implements IgluSchemas {

	private final Map<SchemaKey, IgluSchema> known = new ConcurrentHashMap<>();

	/** The directory that holds them, as a repository. */
	static URI repository() {
		return URI.create(Objects.requireNonNull(BenchSchemas.class.getResource("iglu")).toString());
	}

	@Override
	public SchemaAnswer<IgluSchema> schema(SchemaKey key) {
		return new SchemaAnswer.Found<>(this.known.computeIfAbsent(key, BenchSchemas::read));
	}

	@Override
	public SchemaAnswer<List<IgluSchema>> upTo(SchemaKey highest) {
		return new SchemaAnswer.Found<>(List.of(this.known.computeIfAbsent(highest, BenchSchemas::read)));
	}

	private static IgluSchema read(SchemaKey key) {
		URL file = BenchSchemas.class.getResource("iglu/schemas/" + key.uri().substring("iglu:".length()));
		try (InputStream text = Objects.requireNonNull(file).openStream()) {
			return new IgluSchema(key, JsonMapper.shared().readTree(text), Instant.EPOCH);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

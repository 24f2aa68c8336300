package dev.sluice.schema.iglu;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Schemas as the repositories of a resolver have them, kept as its settings say.
 */
final class ResolvedSchemas implements IgluSchemas {

	private final LookupCache<IgluSchema> schemas;

	private final LookupCache<List<IgluSchema>> models;

	/**
	 * Creates schemas of which none is known yet.
	 * @param giveUpAfter how long a repository may be away until a schema counts as
	 * missing, or {@code null} for ever
	 */
	ResolvedSchemas(ResolverSettings settings, List<Repository> repositories, @Nullable Duration giveUpAfter,
			InstantSource clock, LookupRules.Schedule schedule, MeterRegistry registry) {
		LookupRules rules = LookupRules.of(settings, clock, schedule);
		SchemaResolver resolver = new SchemaResolver(repositories, clock);
		LookupMeters meters = new LookupMeters(registry);
		this.schemas = new LookupCache<>(settings.cacheSize(), (key) -> {
			SchemaQuestion question = new SchemaQuestion(key, resolver, rules, meters, giveUpAfter);
			return new Lookup<>("schema " + key, rules, question::ask);
		});
		this.models = new LookupCache<>(settings.cacheSize(), (key) -> {
			VersionWalk walk = new VersionWalk(key, this.schemas);
			return new Lookup<>("all versions up to schema " + key, rules, walk::walk);
		});
		bind(registry);
	}

	private void bind(MeterRegistry registry) {
		Gauge.builder("sluice.iglu.cache.size", this.schemas, LookupCache::count)
			.description("Schemas, and words that there is none, in the cache")
			.register(registry);
		Gauge.builder("sluice.iglu.pending", this.schemas, LookupCache::pending)
			.description("Schemas that are being looked up, or waited for")
			.register(registry);
	}

	@Override
	public SchemaAnswer<IgluSchema> schema(SchemaKey key) {
		return this.schemas.get(key).answer();
	}

	@Override
	public SchemaAnswer<List<IgluSchema>> upTo(SchemaKey highest) {
		return this.models.get(highest).answer();
	}

	void forgetMissing() {
		this.schemas.forgetMissing();
		this.models.forgetMissing();
	}

}

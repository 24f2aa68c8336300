package dev.sluice.schema.iglu;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where schemas are looked up, and how long they are kept.
 *
 * @param cacheSize how many schemas are kept; none if 0
 * @param cacheTtl how long a schema, or the word that there is none, holds until the
 * repositories are asked again; {@code null} for ever
 * @param repositories the repositories, their names being unique
 * @param remarks where a resolver file does not keep to its own schema, in words
 */
public record ResolverSettings(int cacheSize, @Nullable Duration cacheTtl, List<RepositorySettings> repositories,
		List<String> remarks) {

	public ResolverSettings {
		repositories = List.copyOf(repositories);
		remarks = List.copyOf(remarks);
	}

	/**
	 * Whether answers are kept at all.
	 */
	boolean caches() {
		return this.cacheSize > 0 && (this.cacheTtl == null || !this.cacheTtl.isZero());
	}

}

package dev.sluice.schema.iglu;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * Finds the versions of a model by trying them: all additions of a revision until one is
 * missing, then the next revision, up to the highest version that is known to exist. A
 * version that is missing in the last revision, or the first of any, ends the walk
 * without a result. Not thread-safe: one walk at a time.
 */
final class VersionWalk {

	private final SchemaKey highest;

	private final LookupCache<IgluSchema> schemas;

	private @Nullable List<IgluSchema> last;

	VersionWalk(SchemaKey highest, LookupCache<IgluSchema> schemas) {
		this.highest = highest;
		this.schemas = schemas;
	}

	CompletionStage<Outcome<List<IgluSchema>>> walk() {
		return step(new SchemaVersion(this.highest.version().model(), 0, 0), new ArrayList<>());
	}

	private CompletionStage<Outcome<List<IgluSchema>>> step(SchemaVersion version, List<IgluSchema> found) {
		Lookup<IgluSchema> lookup = this.schemas.get(this.highest.withVersion(version));
		return answered(lookup).thenCompose((answer) -> {
			if (answer instanceof SchemaAnswer.Found<IgluSchema> schema) {
				found.add(schema.value());
				return version.equals(this.highest.version()) ? CompletableFuture.completedFuture(loaded(found))
						: step(new SchemaVersion(version.model(), version.revision(), version.addition() + 1), found);
			}
			SchemaAnswer.NotFound<IgluSchema> missing = (SchemaAnswer.NotFound<IgluSchema>) answer;
			boolean endsRevision = version.addition() > 0 && version.revision() < this.highest.version().revision();
			return (endsRevision && !missing.gaveUp())
					? step(new SchemaVersion(version.model(), version.revision() + 1, 0), found)
					: CompletableFuture.completedFuture(missing(missing, lookup.until()));
		});
	}

	/** An answer that is one, and not old, however long that takes. */
	private static CompletionStage<SchemaAnswer<IgluSchema>> answered(Lookup<IgluSchema> lookup) {
		return lookup.renewed()
			.thenCompose((answer) -> (answer instanceof SchemaAnswer.Pending<IgluSchema>) ? answered(lookup)
					: CompletableFuture.completedFuture(answer));
	}

	private Outcome<List<IgluSchema>> loaded(List<IgluSchema> found) {
		List<IgluSchema> before = this.last;
		if (before == null || !before.equals(found)) {
			before = List.copyOf(found);
			this.last = before;
		}
		return new Outcome.Loaded<>(before);
	}

	private static Outcome<List<IgluSchema>> missing(SchemaAnswer.NotFound<IgluSchema> missing, Instant until) {
		return new Outcome.Missing<>(new SchemaAnswer.NotFound<>(missing.key(), missing.error(), missing.gaveUp()),
				until);
	}

}

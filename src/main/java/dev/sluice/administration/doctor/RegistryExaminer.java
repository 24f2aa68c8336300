package dev.sluice.administration.doctor;

import java.util.List;
import java.util.function.Supplier;

import dev.sluice.pipeline.PipelineProperties.Format;
import dev.sluice.schema.iglu.Repositories;
import dev.sluice.schema.iglu.RepositoryStatus;

/**
 * The repositories of schemas.
 *
 * @param repositories asks them
 */
record RegistryExaminer(Supplier<Repositories> repositories) implements Examiner {

	@Override
	public String group() {
		return "registries";
	}

	@Override
	public void examine(Scope scope, Checks checks) throws Exception {
		boolean needed = scope.pipelines()
			.values()
			.stream()
			.anyMatch((pipeline) -> pipeline.format() == Format.SNOWPLOW);
		if (!needed) {
			return;
		}
		List<RepositoryStatus> all = this.repositories.get().ask().toCompletableFuture().get();
		all.forEach((repository) -> {
			String name = "repository " + repository.name();
			if (repository.answers()) {
				checks.ok(name, repository.location());
			}
			else {
				checks.failed(name, "does not answer: " + repository.cause(), "look at " + repository.location()
						+ " and the way to it; records with new schemas wait for it");
			}
		});
	}

}

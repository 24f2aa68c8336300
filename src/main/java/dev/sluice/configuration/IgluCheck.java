package dev.sluice.configuration;

import java.util.List;

import dev.sluice.pipeline.SluiceProperties;
import dev.sluice.schema.iglu.IgluProperties;
import dev.sluice.schema.iglu.ResolverRefusedException;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Refuses repositories of schemas that cannot be used, and a resolver file that cannot be
 * read.
 */
final class IgluCheck implements StartupCheck {

	private final Environment environment;

	IgluCheck(Environment environment) {
		this.environment = environment;
	}

	@Override
	public List<Refusal> check(SluiceProperties properties) {
		IgluProperties iglu = Binder.get(this.environment).bindOrCreate("sluice.iglu", IgluProperties.class);
		try {
			iglu.settings();
			return List.of();
		}
		catch (ResolverRefusedException ex) {
			return ex.problems()
				.stream()
				.map((problem) -> new Refusal(problem.property(), problem.value(), problem.reason(), problem.action()))
				.toList();
		}
	}

}

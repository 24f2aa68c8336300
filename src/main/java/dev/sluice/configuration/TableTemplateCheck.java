package dev.sluice.configuration;

import java.util.List;

import dev.sluice.pipeline.PipelineProperties;
import dev.sluice.transform.TemplateTableRouter;

/**
 * Checks that a pipeline's table can be the name of one.
 */
final class TableTemplateCheck {

	private static final String EXAMPLES = "Write dataset.table or project.dataset.table, such as shop.orders or shop.{topic}, for %s.";

	private final String property;

	private final PipelineProperties pipeline;

	TableTemplateCheck(String property, PipelineProperties pipeline) {
		this.property = property;
		this.pipeline = pipeline;
	}

	List<Refusal> refusals() {
		try {
			TemplateTableRouter.check(this.pipeline.table(), this.pipeline.topicPattern());
			return List.of();
		}
		catch (IllegalArgumentException ex) {
			return List.of(new Refusal(this.property, null, ex.getMessage() + ".", EXAMPLES.formatted(this.property)));
		}
	}

}

package dev.sluice.administration.catchup;

import java.time.Clock;
import java.util.List;

import dev.sluice.administration.PipelineStatusReader;
import dev.sluice.intake.BoundedRun;
import dev.sluice.intake.PipelineIntakes;
import dev.sluice.repeater.GroupProgress;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires a run that ends when all pipelines have caught up.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "sluice.run", havingValue = "until-caught-up")
class CatchUpConfiguration {

	@Bean
	BoundedRun catchUpRun(PipelineIntakes pipelines, PipelineStatusReader status, GroupProgress groups, Clock clock) {
		List<CatchUp> catchUps = pipelines.all()
			.stream()
			.map((intake) -> new CatchUp(intake, status, groups, clock))
			.toList();
		return new BoundedRun(catchUps, clock);
	}

}

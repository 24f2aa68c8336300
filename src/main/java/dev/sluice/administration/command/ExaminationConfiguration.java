package dev.sluice.administration.command;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import dev.sluice.administration.doctor.ConfigurationReview;
import dev.sluice.administration.doctor.Doctor;
import dev.sluice.retry.RetryProperties;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/**
 * All that the doctor needs, made when it is looked at and not before, so that a part
 * that cannot be made leaves the others alone. Not a configuration, so that the loader's
 * scan leaves it out.
 */
@EnableAutoConfiguration
@EnableConfigurationProperties(RetryProperties.class)
@ComponentScan(basePackages = { "dev.sluice.warehouse", "dev.sluice.schema", "dev.sluice.transform",
		"dev.sluice.administration.doctor" })
class ExaminationConfiguration {

	/**
	 * Has an application made lazily, and the configuration reviewed instead of refused.
	 */
	static void prepare(SpringApplication application) {
		application.setLazyInitialization(true);
		List<ApplicationContextInitializer<?>> others = new ArrayList<>(application.getInitializers());
		List<ConfigurationReview> reviews = others.stream()
			.filter(ConfigurationReview.class::isInstance)
			.map(ConfigurationReview.class::cast)
			.toList();
		others.removeIf(ConfigurationReview.class::isInstance);
		application.setInitializers(others);
		application.addInitializers((context) -> reviews
			.forEach((review) -> context.getBeanFactory().registerSingleton("configurationReview", review)));
	}

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

	@Bean
	Commands commands(ObjectProvider<Doctor> doctor) {
		return new Commands(List.of(new DoctorCommand(doctor::getObject)));
	}

}

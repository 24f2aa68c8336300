package dev.sluice.configuration;

import java.util.List;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;

/**
 * Refuses the profile of local mode where there is none.
 */
final class ProfileCheck {

	private final ConfigurableEnvironment environment;

	ProfileCheck(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	List<Refusal> refusals() {
		boolean wanted = this.environment.acceptsProfiles(Profiles.of(LocalMode.PROFILE));
		if (!wanted || this.environment.getPropertySources().contains(LocalMode.PROPERTY_SOURCE)) {
			return List.of();
		}
		return List.of(new Refusal("spring.profiles.active", LocalMode.PROFILE,
				"The production jar has no broker and no emulator.",
				"Start local mode by ./mvnw spring-boot:run or by the jar whose name ends with -local.jar."));
	}

}

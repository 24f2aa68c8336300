package dev.sluice.configuration;

import java.util.ArrayList;
import java.util.List;

import dev.sluice.pipeline.InstanceRole;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;

/**
 * Refuses the profile of local mode where there is none, and instances that are to repeat
 * and to drain failed inserts at once.
 */
final class ProfileCheck {

	private static final String PROFILES = "spring.profiles.active";

	private final ConfigurableEnvironment environment;

	ProfileCheck(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	List<Refusal> refusals() {
		List<Refusal> refusals = new ArrayList<>();
		boolean local = this.environment.acceptsProfiles(Profiles.of(LocalMode.PROFILE));
		if (local && !this.environment.getPropertySources().contains(LocalMode.PROPERTY_SOURCE)) {
			refusals.add(new Refusal(PROFILES, LocalMode.PROFILE, "The production jar has no broker and no emulator.",
					"Start local mode by ./mvnw spring-boot:run or by the jar whose name ends with -local.jar."));
		}
		InstanceRole role = InstanceRole.of(this.environment);
		if (role.repeats() && role.forwards()) {
			refusals.add(new Refusal(PROFILES, InstanceRole.REPEATER + "," + InstanceRole.FORWARDER,
					"Both insert failed inserts again, the one for ever and the other until they are drained.",
					"Give each instance one of them."));
		}
		return refusals;
	}

}

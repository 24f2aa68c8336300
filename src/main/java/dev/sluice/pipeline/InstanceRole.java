package dev.sluice.pipeline;

import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * What this instance does, by its active profiles: it loads, unless one of them says that
 * it is there for something else.
 *
 * @param repeats whether it is there to insert failed inserts again
 * @param forwards whether it is there to drain them, and ends when that is done
 * @param mutates whether it is there to change tables for loaders that do not
 */
public record InstanceRole(boolean repeats, boolean forwards, boolean mutates) {

	/** The profile of an instance that repeats. */
	public static final String REPEATER = "repeater";

	/** The profile of an instance that drains failed inserts. */
	public static final String FORWARDER = "forwarder";

	/** The profile of an instance that changes tables. */
	public static final String MUTATOR = "mutator";

	/** An instance that loads. */
	public static final InstanceRole LOADER = new InstanceRole(false, false, false);

	/**
	 * The role that an environment's profiles give.
	 */
	public static InstanceRole of(Environment environment) {
		return new InstanceRole(environment.acceptsProfiles(Profiles.of(REPEATER)),
				environment.acceptsProfiles(Profiles.of(FORWARDER)), environment.acceptsProfiles(Profiles.of(MUTATOR)));
	}

	/**
	 * Whether it loads the records of its pipelines.
	 */
	public boolean loads() {
		return !this.repeats && !this.forwards && !this.mutates;
	}

}

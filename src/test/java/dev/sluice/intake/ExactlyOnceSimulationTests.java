package dev.sluice.intake;

import java.util.EnumMap;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that in every {@link Simulation} each row becomes visible exactly once, each bad
 * record becomes a dead letter, and everything is committed in the end. More seeds than
 * the ordinary ones, or a single one, run with {@code -Dsimulation.seeds=1-5000}.
 */
class ExactlyOnceSimulationTests {

	/** With so many seeds each hazard must have been met. */
	private static final int CAMPAIGN = 20;

	private final Map<Hazard, Integer> met = new EnumMap<>(Hazard.class);

	private final Logger logger = (Logger) LoggerFactory.getLogger("dev.sluice");

	private final Level level = this.logger.getLevel();

	@BeforeEach
	void saysNothingOfHazards() {
		this.logger.setLevel(Level.OFF);
	}

	@AfterEach
	void speaksAgain() {
		this.logger.setLevel(this.level);
	}

	@Test
	void eachRowIsVisibleExactlyOnceInTheEnd() {
		String[] seeds = System.getProperty("simulation.seeds", "1-60").split("-", 2);
		long first = Long.parseLong(seeds[0]);
		long last = Long.parseLong(seeds[seeds.length - 1]);

		for (long seed = first; seed <= last; seed++) {
			simulate(seed);
		}

		if (last - first + 1 >= CAMPAIGN) {
			assertThat(this.met).as("hazards that were met").containsOnlyKeys(Hazard.values());
		}
	}

	private void simulate(long seed) {
		try {
			Simulation simulation = new Simulation(seed, (hazard) -> this.met.merge(hazard, 1, Integer::sum));

			assertThat(simulation.run()).isEmpty();
		}
		catch (AssertionError | RuntimeException ex) {
			throw new AssertionError("with seed " + seed, ex);
		}
	}

}

package dev.sluice.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzes the JSON transform and both row writers for as long as one likes:
 * {@code ./mvnw -q -Pfuzz test -Dminutes=60}, with {@code -Dseed=N} from a seed on. Each
 * failure is printed with its seed and kept in {@code target/fuzz} in the form of the
 * corpus, as small as it can be made.
 */
public class FuzzCampaign {

	private static final Path FAILURES = Path.of("target", "fuzz");

	private static final int RECORDS_PER_TABLE = 100;

	private static final int MOST_FAILURES = 20;

	@Test
	void findsNothing() throws Exception {
		Duration time = Duration.ofMinutes(Long.getLong("minutes", 1));

		int failures = run(Long.getLong("seed", System.nanoTime()), time);

		assertThat(failures).as("failures").isZero();
	}

	/**
	 * The same without Maven.
	 * @param arguments the minutes, and the first seed
	 */
	public static void main(String[] arguments) throws Exception {
		long seed = (arguments.length > 1) ? Long.parseLong(arguments[1]) : System.nanoTime();
		System.exit((run(seed, Duration.ofMinutes(Long.parseLong(arguments[0]))) > 0) ? 1 : 0);
	}

	private static int run(long firstSeed, Duration time) throws IOException {
		Campaign campaign = new Campaign(Corpus.cases(), RECORDS_PER_TABLE);
		long start = System.nanoTime();
		long seed = firstSeed;
		int failures = 0;
		while (System.nanoTime() - start < time.toNanos() && failures < MOST_FAILURES) {
			FuzzCase failing = campaign.tryTable(seed);
			if (failing != null) {
				failures++;
				report(seed, failing);
			}
			seed++;
		}
		System.out.printf("fuzzed for %d s, seeds %d to %d: %s, %d failures%n",
				Duration.ofNanos(System.nanoTime() - start).toSeconds(), firstSeed, seed - 1, campaign.counts(),
				failures);
		return failures;
	}

	private static void report(long seed, FuzzCase failing) throws IOException {
		FuzzCase smallest = Minimizer.minimize(failing);
		Files.createDirectories(FAILURES);
		Path file = FAILURES.resolve(seed + ".json");
		Files.writeString(file, CaseFile.write(smallest));
		System.out.printf("failure: -Dseed=%d%n  %s%n  kept in %s:%n%s", seed, smallest.difference(), file,
				CaseFile.write(smallest));
	}

}

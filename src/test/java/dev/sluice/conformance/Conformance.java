package dev.sluice.conformance;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs every group of cases that a directory has: {@code ./mvnw -q -Pconformance test
 * -Dvectors=DIR}, with {@code -Drules=parity} for the rules of the program that made the
 * cases, and {@code -Dgroups=PREFIX} for some groups only.
 */
public class Conformance {

	@Test
	void vectorsPass() throws Exception {
		String directory = System.getProperty("vectors", "");
		assertThat(directory).as("say where the vectors are: -Dvectors=DIR").isNotBlank();

		int failed = run(Path.of(directory), Rules.of(System.getProperty("rules", "sluice")),
				System.getProperty("groups", ""), System.out);

		assertThat(failed).as("cases that differ").isZero();
	}

	/**
	 * The same without Maven.
	 * @param arguments the directory, the rules, and what the names of groups begin with
	 */
	public static void main(String[] arguments) throws Exception {
		Rules rules = Rules.of((arguments.length > 1) ? arguments[1] : "sluice");
		String groups = (arguments.length > 2) ? arguments[2] : "";
		int failed = run(Path.of(arguments[0]), rules, groups, System.out);
		System.exit((failed > 0) ? 1 : 0);
	}

	private static int run(Path directory, Rules rules, String prefix, PrintStream out) throws Exception {
		assertThat(directory).isDirectory();
		int passed = 0;
		int failed = 0;
		for (VectorGroup group : groups(directory, prefix)) {
			Results results = new Results();
			try {
				group.check(directory.resolve(group.path()), rules, results);
			}
			catch (Exception ex) {
				results.check("the whole group", () -> {
					throw ex;
				});
			}
			results.print(group.name(), out);
			passed += results.passed();
			failed += results.failed();
		}
		out.println("total: " + passed + " passed, " + failed + " failed");
		assertThat(passed + failed).as("cases in " + directory).isPositive();
		return failed;
	}

	private static List<VectorGroup> groups(Path directory, String prefix) {
		return StreamSupport.stream(ServiceLoader.load(VectorGroup.class).spliterator(), false)
			.filter((group) -> group.name().startsWith(prefix) && Files.exists(directory.resolve(group.path())))
			.sorted(Comparator.comparing(VectorGroup::name))
			.toList();
	}

}

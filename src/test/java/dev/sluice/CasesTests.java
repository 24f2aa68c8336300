package dev.sluice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the page of cases to the tests that exist.
 */
class CasesTests {

	private static final Path TESTS = Path.of("src/test/java");

	private static final Pattern CASE = Pattern.compile("(?m)^\\| (\\d+) \\|.*$");

	private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)#([a-z]\\w+)`");

	private static final Pattern METHOD = Pattern.compile("(?s)@(?:Parameterized)?Test\\b.*?\n\tvoid (\\w+)\\(");

	private final List<String> cases = cases();

	private static List<String> cases() {
		return CASE.matcher(read(Path.of("docs/cases.md"))).results().map(MatchResult::group).toList();
	}

	@Test
	void allThirtyCasesAreShownByATest() {
		assertThat(this.cases).allMatch((line) -> TEST.matcher(line).find());
		assertThat(CASE.matcher(String.join("\n", this.cases)).results().map((line) -> Integer.valueOf(line.group(1))))
			.containsExactlyElementsOf(IntStream.rangeClosed(1, 30).boxed().toList());
	}

	@Test
	void everyTestOfThePageExists() throws IOException {
		List<String> tests;
		try (Stream<Path> files = Files.walk(TESTS)) {
			tests = files.filter((file) -> file.toString().endsWith(".java")).flatMap(CasesTests::methods).toList();
		}

		List<String> named = this.cases.stream()
			.flatMap((line) -> TEST.matcher(line).results().map((test) -> test.group(1) + "#" + test.group(2)))
			.toList();

		assertThat(tests).containsAll(named);
	}

	private static Stream<String> methods(Path file) {
		String name = file.getFileName().toString().replace(".java", "");
		return METHOD.matcher(read(file)).results().map((found) -> name + "#" + found.group(1));
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

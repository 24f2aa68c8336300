package dev.sluice.emulator;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.FaultJson;
import dev.sluice.emulator.fault.Setting;
import dev.sluice.emulator.rest.Http;
import dev.sluice.emulator.sql.Functions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the page on the emulator is true.
 */
class DocumentationIntegrationTests {

	private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

	private static final Pattern CURL = Pattern
		.compile(" {4}curl -s (?:-X (?<method>\\w+) )?'?localhost:9050(?<path>[^ '\n]+)'?(?: -d '(?<body>.+)')?\n");

	private static final Pattern SETTING = Pattern.compile("\\| `(\\w+)` \\| (?:`(\\S+)` )?\\| ");

	private static final Pattern EFFECT = Pattern.compile("\\| `(\\w+)` \\| .* \\| `(\\{.*})` \\|");

	private final String page = read(Path.of("docs/emulator.md"));

	@Test
	void examplesInJavaAreThoseOfATest() {
		String source = unindented(
				read(Path.of("src/test/java/dev/sluice/emulator/EmulatorExampleIntegrationTests.java")));

		assertThat(find(JAVA, this.page)).hasSize(4)
			.allSatisfy((block) -> assertThat(source).contains(unindented(block.group(1))));
	}

	@Test
	void commandsWorkOneAfterTheOther() throws Exception {
		List<MatchResult> commands = find(CURL, this.page);
		assertThat(commands).hasSameSizeAs(find(Pattern.compile("curl"), this.page));

		try (Emulator emulator = Emulator.start()) {
			Http http = new Http(emulator.restHost());
			for (MatchResult command : commands) {
				String method = (command.group(1) != null) ? command.group(1)
						: (command.group(3) != null) ? "POST" : "GET";
				HttpResponse<String> answer = http.call(method, command.group(2),
						(command.group(3) != null) ? command.group(3) : "");

				assertThat(answer.statusCode()).as(command.group() + answer.body()).isIn(200, 204);
				assertThat(answer.body()).doesNotContain("insertErrors");
			}
		}
	}

	@Test
	void everySettingIsListedWithItsStandard() {
		String table = this.page.substring(this.page.indexOf("| setting | standard |"), this.page.indexOf("### Calls"));

		assertThat(find(SETTING, table))
			.extracting((row) -> row.group(1) + '=' + Objects.requireNonNullElse(row.group(2), ""))
			.containsExactlyElementsOf(
					Setting.all().stream().map((setting) -> setting.name() + '=' + setting.standard()).toList());
	}

	@Test
	void everyEffectIsListedWithAnExample() {
		assertThat(find(EFFECT, this.page)).extracting((row) -> (Object) effect(row).getClass())
			.containsExactlyInAnyOrder((Object[]) Effect.class.getPermittedSubclasses());
	}

	private static Effect effect(MatchResult row) {
		JsonObject effect = JsonParser.parseString(row.group(2)).getAsJsonObject();
		assertThat(effect.get("type").getAsString()).isEqualTo(row.group(1));
		JsonObject fault = new JsonObject();
		fault.add("effect", effect);
		return FaultJson.read(fault).effect();
	}

	@Test
	void everyFunctionIsListed() {
		String functions = this.page.substring(this.page.indexOf("`ABS`"));

		assertThat(find(Pattern.compile("`(\\w+)`"), functions)).extracting((name) -> name.group(1))
			.containsExactlyElementsOf(Functions.names());
	}

	private static String unindented(String code) {
		return code.replaceAll("(?m)^\\s+", "");
	}

	private static List<MatchResult> find(Pattern pattern, String text) {
		Matcher matcher = pattern.matcher(text);
		return matcher.results().toList();
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

package dev.sluice.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.sluice.pipeline.InstanceRole;
import dev.sluice.pipeline.SluiceProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of features in {@code docs/guarantees.md} says what the checks at the start
 * do.
 */
class GuaranteesTests {

	/** The columns of the table. */
	private static final List<Map<String, String>> WAYS = List.of(
			Map.of("write.mode", "storage-write", "write.guarantee", "at-least-once"),
			Map.of("write.mode", "storage-write", "write.guarantee", "exactly-once"),
			Map.of("write.mode", "streaming-inserts"), Map.of("write.mode", "file-loads"));

	private static final Pattern SETTING = Pattern.compile("`([a-z.-]+)=([a-z0-9-]+)`");

	private static final String PIPELINE = "sluice.pipelines.orders.";

	private static final InstanceRole FORWARDER = new InstanceRole(false, true, false);

	static Stream<Arguments> cells() throws IOException {
		List<Arguments> cells = new ArrayList<>();
		for (String line : Files.readAllLines(Path.of("docs/guarantees.md"))) {
			String[] parts = line.split("\\|", -1);
			if (parts.length == WAYS.size() + 3 && SETTING.matcher(parts[1]).find()) {
				for (int way = 0; way < WAYS.size(); way++) {
					cells.add(Arguments.of(parts[1].strip(), WAYS.get(way), parts[way + 2].strip()));
				}
			}
		}
		return cells.stream();
	}

	@ParameterizedTest
	@MethodSource("cells")
	void featureIsSupportedOrRefusedAsTheTableSays(String feature, Map<String, String> way, String cell) {
		Map<String, String> settings = new LinkedHashMap<>();
		way.forEach((name, value) -> settings.put(PIPELINE + name, value));
		SETTING.matcher(feature).results().forEach((setting) -> put(settings, setting));

		List<Refusal> refusals = refusals(settings, InstanceRole.LOADER);

		assertThat(refusals.isEmpty()).describedAs("%s", refusals).isEqualTo(cell.startsWith("supported"));
		assertThat(cell).matches("(supported|refused)(: .+)?");
	}

	@Test
	void tableIsFound() throws IOException {
		assertThat(cells()).hasSizeGreaterThan(40);
	}

	@Test
	void forwarderOfPipelinesWithoutFailedInsertsIsRefused() {
		Map<String, String> exactlyOnce = Map.of(PIPELINE + "write.guarantee", "exactly-once");

		assertThat(refusals(exactlyOnce, FORWARDER)).extracting(Refusal::property)
			.containsExactly("spring.profiles.active");
		assertThat(refusals(Map.of(), FORWARDER)).isEmpty();
	}

	private static void put(Map<String, String> settings, MatchResult setting) {
		boolean global = setting.group(1).startsWith("sluice.");
		settings.put(global ? setting.group(1) : PIPELINE + setting.group(1), setting.group(2));
	}

	private static List<Refusal> refusals(Map<String, String> settings, InstanceRole role) {
		Map<String, String> all = new LinkedHashMap<>(
				Map.of(PIPELINE + "topics", "orders", PIPELINE + "table", "shop.orders"));
		all.putAll(settings);
		SluiceProperties properties = new Binder(new MapConfigurationPropertySource(all)).bindOrCreate("sluice",
				SluiceProperties.class);
		return Stream.of(new PipelineChecks(), new FileLoadsCheck(), new WriteChecks(role))
			.flatMap((check) -> check.check(properties).stream())
			.toList();
	}

}

package dev.sluice.configuration;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes all properties for people, from the metadata: as a page of the documentation and
 * as the annotated {@code application.yml} at the root of the project.
 */
final class PropertyReference {

	private static final String PIPELINE = "sluice.pipelines.<name>.";

	private final List<KnownProperty> properties;

	PropertyReference(List<KnownProperty> properties) {
		this.properties = properties;
	}

	String page() {
		StringBuilder page = new StringBuilder(
				"""
						# Properties

						Write them in `application.yml` beside the jar, as environment variables (`SLUICE_PIPELINES_ORDERS_TABLE`) or on the command line
						(`--sluice.pipelines.orders.table=shop.orders`). A property that does not exist is refused at the start, and so is one that
						contradicts another; a change takes effect at the next start. Durations are written `250ms`, `10s`, `5m`, `1d`, sizes `512KB`, `2MB`.

						Kafka's clients are configured by `spring.kafka.*`, and Google's by `spring.cloud.gcp.*`. Sluice gives Kafka's clients safe defaults
						and refuses values with which records could be lost.
						""");
		sections().forEach((title, section) -> {
			page.append("\n## ").append(title).append("\n\n");
			page.append("| property | type | default | meaning |\n|---|---|---|---|\n");
			section.forEach((property) -> page.append(row(property)));
		});
		return page.toString();
	}

	private Map<String, List<KnownProperty>> sections() {
		Map<String, List<KnownProperty>> sections = new LinkedHashMap<>();
		sections.put("Of a pipeline: `sluice.pipelines.<name>`", startingWith(PIPELINE, true));
		sections.put("Of the process: `sluice`",
				startingWith(PIPELINE, false).stream()
					.filter((property) -> !property.name().startsWith("sluice.local."))
					.toList());
		sections.put("Of local mode: `sluice.local`", startingWith("sluice.local.", true));
		return sections;
	}

	private List<KnownProperty> startingWith(String prefix, boolean wanted) {
		return this.properties.stream().filter((property) -> property.name().startsWith(prefix) == wanted).toList();
	}

	private static String row(KnownProperty property) {
		String shown = property.name().replace(PIPELINE, ".").replace("repositories.<name>", "repositories[0]");
		String defaultValue = (property.defaultValue() != null) ? "`" + property.defaultValue() + "`" : "";
		return "| `%s` | %s | %s | %s |\n".formatted(shown, type(property), defaultValue,
				sentence(property).replace("|", "\\|"));
	}

	private static String type(KnownProperty property) {
		String raw = property.type().replaceAll(".*[.<]([A-Za-z$]+)>?$", "$1");
		if (property.isMap()) {
			return "map";
		}
		if (property.type().contains("dev.sluice.")) {
			return values(property.type().replaceAll("^[a-zA-Z.]*<|>$", ""));
		}
		String simple = switch (raw) {
			case "Integer", "Long" -> "integer";
			case "Double" -> "number";
			case "DataSize" -> "size";
			case "Pattern" -> "regular expression";
			default -> raw.toLowerCase(Locale.ROOT);
		};
		return property.isList() ? "list of " + simple : simple;
	}

	private static String values(String enumType) {
		try {
			return Arrays.stream(Class.forName(enumType).getEnumConstants())
				.map((value) -> "`" + ((Enum<?>) value).name().toLowerCase(Locale.ROOT).replace('_', '-') + "`")
				.collect(Collectors.joining(", "));
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String sentence(KnownProperty property) {
		String text = property.description().replaceAll("\\{@code ([^}]*)}", "$1");
		return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
	}

	String yaml() {
		StringBuilder yaml = new StringBuilder(
				"""
						# Every property of Sluice with its default, all commented out: take the first '#' and the space after it from what you change
						# and from the lines above it that it belongs to. See docs/properties.md for types.
						#
						# spring:
						#   kafka:
						#     bootstrap-servers: localhost:9092
						#
						""");
		write(tree(), 0, yaml);
		return yaml.toString();
	}

	private Map<String, Object> tree() {
		Map<String, Object> root = new TreeMap<>();
		for (KnownProperty property : this.properties) {
			Map<String, Object> node = root;
			String[] elements = property.name()
				.replace("pipelines.<name>", "pipelines.orders")
				.replace("users.<name>", "users.ada")
				.replace("repositories.<name>", "repositories[0]")
				.split("\\.", -1);
			for (String element : Arrays.copyOf(elements, elements.length - 1)) {
				node = child(node, element);
			}
			node.put(elements[elements.length - 1], property);
		}
		return root;
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> child(Map<String, Object> node, String element) {
		return (Map<String, Object>) node.computeIfAbsent(element, (key) -> new TreeMap<String, Object>());
	}

	@SuppressWarnings("unchecked")
	private static void write(Map<String, Object> node, int depth, StringBuilder yaml) {
		String indent = "# " + "  ".repeat(depth);
		node.forEach((key, value) -> {
			if (value instanceof KnownProperty property) {
				yaml.append(indent).append("# ").append(sentence(property)).append('\n');
				yaml.append(indent).append(key).append(':').append(yamlValue(property)).append('\n');
			}
			else {
				yaml.append(indent).append(key).append(":\n");
				write((Map<String, Object>) value, depth + 1, yaml);
			}
		});
	}

	private static String yamlValue(KnownProperty property) {
		return (property.defaultValue() != null) ? " " + property.defaultValue() : "";
	}

}

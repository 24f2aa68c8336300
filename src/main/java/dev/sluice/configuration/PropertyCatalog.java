package dev.sluice.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Every property of Sluice, read from the metadata that the build generates beside the
 * classes.
 */
final class PropertyCatalog {

	private static final String METADATA = "META-INF/spring-configuration-metadata.json";

	private static final String PIPELINE = "sluice.pipelines." + KnownProperty.PLACEHOLDER;

	private final List<KnownProperty> properties;

	private PropertyCatalog(List<KnownProperty> properties) {
		this.properties = properties;
	}

	static PropertyCatalog load() {
		List<KnownProperty> properties = new ArrayList<>();
		try {
			for (URL url : Collections.list(PropertyCatalog.class.getClassLoader().getResources(METADATA))) {
				read(url, properties);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		properties.removeIf((map) -> properties.stream().anyMatch((property) -> property.isEntryOf(map)));
		properties.sort(Comparator.comparing(KnownProperty::name));
		return new PropertyCatalog(properties);
	}

	private static void read(URL url, List<KnownProperty> properties) throws IOException {
		try (InputStream in = url.openStream()) {
			for (JsonNode property : JsonMapper.shared().readTree(in).path("properties")) {
				String name = property.path("name").asString("");
				if (name.startsWith("sluice.")) {
					properties.add(new KnownProperty(name, property.path("type").asString("java.lang.String"),
							property.path("description").asString(""), text(property.get("defaultValue"))));
				}
			}
		}
	}

	private static @Nullable String text(@Nullable JsonNode node) {
		return (node != null) ? node.asString() : null;
	}

	List<KnownProperty> properties() {
		return Collections.unmodifiableList(this.properties);
	}

	/**
	 * Whether the class path has the metadata at all; an IDE may run without it.
	 */
	boolean isEmpty() {
		return this.properties.isEmpty();
	}

	Optional<KnownProperty> find(ConfigurationPropertyName name) {
		return this.properties.stream().filter((property) -> property.matches(name)).findFirst();
	}

	boolean knowsVariable(String variable) {
		return this.properties.stream().anyMatch((property) -> property.matchesVariable(variable));
	}

	/**
	 * The defaults of the properties of the whole and of some pipelines, by their names.
	 */
	Map<String, String> defaults(Collection<String> pipelines) {
		Map<String, String> defaults = new TreeMap<>();
		for (KnownProperty property : this.properties) {
			if (property.defaultValue() != null && property.name().startsWith(PIPELINE)) {
				pipelines.forEach((name) -> defaults.put(property.name().replace(KnownProperty.PLACEHOLDER, name),
						property.defaultValue()));
			}
			else if (property.defaultValue() != null && !property.name().contains(KnownProperty.PLACEHOLDER)) {
				defaults.put(property.name(), property.defaultValue());
			}
		}
		return defaults;
	}

	/**
	 * What to write for a property.
	 */
	String advice(String property) {
		return find(ConfigurationPropertyName.adapt(property, '.')).map((known) -> known.advice(property))
			.orElse("Write another value for " + property + ".");
	}

	/**
	 * The known property whose name is nearest to a mistyped one, in the mistyped one's
	 * pipeline, if one is near.
	 */
	Optional<String> nearest(String mistyped) {
		return this.properties.stream()
			.map((property) -> property.nameLike(mistyped))
			.min(Comparator.comparingInt((name) -> EditDistance.between(mistyped, name)))
			.filter((name) -> EditDistance.between(mistyped, name) <= Math.max(2, lastElement(mistyped).length() / 2));
	}

	private static String lastElement(String name) {
		return name.substring(name.lastIndexOf('.') + 1);
	}

}

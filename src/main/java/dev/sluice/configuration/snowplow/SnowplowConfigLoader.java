package dev.sluice.configuration.snowplow;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;

import dev.sluice.schema.iglu.IgluFormatException;
import dev.sluice.schema.iglu.JsonText;
import dev.sluice.schema.iglu.SchemaCriterion;
import dev.sluice.schema.iglu.SelfDescribingData;
import org.apache.commons.logging.Log;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.config.ConfigData;
import org.springframework.boot.context.config.ConfigDataLoader;
import org.springframework.boot.context.config.ConfigDataLoaderContext;
import org.springframework.boot.context.config.ConfigDataResourceNotFoundException;
import org.springframework.boot.logging.DeferredLogFactory;

/**
 * Imports a document of Snowplow's: the configuration of loader 0.4, or a resolver file.
 * Says in the log what has no counterpart.
 */
class SnowplowConfigLoader implements ConfigDataLoader<SnowplowConfigResource> {

	private static final SchemaCriterion RESOLVER = SchemaCriterion
		.parse("iglu:com.snowplowanalytics.iglu/resolver-config/jsonschema/*-*-*");

	private final Log logger;

	SnowplowConfigLoader(DeferredLogFactory logs) {
		this.logger = logs.getLog(SnowplowConfigLoader.class);
	}

	@Override
	public ConfigData load(ConfigDataLoaderContext context, SnowplowConfigResource resource) {
		Translation translation = translate(resource);
		translation.notes().forEach((note) -> this.logger.info(resource.shown() + ": " + note));
		return new ConfigData(List.of(translation.propertySource()));
	}

	private static Translation translate(SnowplowConfigResource resource) {
		JsonNode document = read(resource);
		if (isResolver(document)) {
			Translation translation = new Translation(resource.shown());
			translation.put("sluice.iglu.resolver", resource.setting(), "data");
			return translation;
		}
		return ConfigTranslation.of(BigQueryConfigReader.read(document).config(resource.shown()), resource.shown());
	}

	private static JsonNode read(SnowplowConfigResource resource) {
		try {
			return JsonMapper.shared().readTree(JsonText.read(resource.setting()).json());
		}
		catch (NoSuchFileException | FileNotFoundException ex) {
			throw new ConfigDataResourceNotFoundException(resource, ex);
		}
		catch (IOException ex) {
			throw new SnowplowRefusedException(resource.shown(),
					List.of("It cannot be read: " + ex.getMessage() + "."));
		}
		catch (JacksonException ex) {
			throw new SnowplowRefusedException(resource.shown(), List.of(
					"It is no JSON: " + ex.getOriginalMessage() + ".",
					"Only configurations of loader 0.4 and resolver files can be imported, not those of 1.x and 2.x in HOCON."));
		}
	}

	private static boolean isResolver(JsonNode document) {
		try {
			return RESOLVER.matches(SelfDescribingData.parse(document).schema());
		}
		catch (IgluFormatException ex) {
			return false;
		}
	}

}

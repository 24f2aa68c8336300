package dev.sluice.configuration.snowplow;

import java.util.List;

import org.springframework.boot.context.config.ConfigDataLocation;
import org.springframework.boot.context.config.ConfigDataLocationResolver;
import org.springframework.boot.context.config.ConfigDataLocationResolverContext;

/**
 * Lets {@code spring.config.import} name documents of Snowplow's:
 * {@code snowplow:/etc/config.json}, or {@code snowplow:base64:} and the document.
 */
class SnowplowConfigLocationResolver implements ConfigDataLocationResolver<SnowplowConfigResource> {

	static final String PREFIX = "snowplow:";

	private static final String BASE64 = "base64:";

	@Override
	public boolean isResolvable(ConfigDataLocationResolverContext context, ConfigDataLocation location) {
		return location.hasPrefix(PREFIX);
	}

	@Override
	public List<SnowplowConfigResource> resolve(ConfigDataLocationResolverContext context,
			ConfigDataLocation location) {
		String setting = location.getNonPrefixedValue(PREFIX);
		return List.of(new SnowplowConfigResource(
				setting.startsWith(BASE64) ? setting.substring(BASE64.length()) : setting, location.isOptional()));
	}

}

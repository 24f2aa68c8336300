package dev.sluice.configuration.snowplow;

import java.util.Objects;

import dev.sluice.schema.iglu.JsonText;

import org.springframework.boot.context.config.ConfigDataResource;

/**
 * A document of Snowplow's that is imported.
 */
final class SnowplowConfigResource extends ConfigDataResource {

	private final String setting;

	/**
	 * Creates a resource.
	 * @param setting a location, JSON, or JSON in base64
	 * @param optional whether it may be missing
	 */
	SnowplowConfigResource(String setting, boolean optional) {
		super(optional);
		this.setting = setting;
	}

	String setting() {
		return this.setting;
	}

	/**
	 * What may be shown of it.
	 */
	String shown() {
		return SnowplowConfigLocationResolver.PREFIX + JsonText.shown(this.setting);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof SnowplowConfigResource resource && this.setting.equals(resource.setting);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.setting);
	}

	@Override
	public String toString() {
		return shown();
	}

}

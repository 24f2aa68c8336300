package dev.sluice.configuration.snowplow;

import org.springframework.boot.origin.Origin;

/**
 * Where a property comes from that stands for one of Snowplow's settings.
 *
 * @param source the file or the command line
 * @param setting the field or flag
 */
record SnowplowOrigin(String source, String setting) implements Origin {

	@Override
	public String toString() {
		return "'" + this.setting + "' of " + this.source;
	}

}

package dev.sluice.configuration.local;

import java.nio.file.Path;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * How local mode runs. All its ports are bound to the loopback interface.
 *
 * @param kafkaPort port of the broker
 * @param restPort port of the emulator's REST API
 * @param grpcPort port of the emulator's Storage Write API
 * @param dataDir directory in which broker and emulator keep everything; a temporary one
 * by default
 * @param sample what a sample pipeline loads: 'true' for page views as JSON, 'snowplow'
 * for Snowplow's enriched events, 'false' for no such pipeline
 * @param project BigQuery project that the emulator pretends to be
 * @param run what this process runs: broker, emulator, loader, or none of them; what it
 * does not run is expected on the configured ports
 */
@ConfigurationProperties("sluice.local")
record LocalProperties(@DefaultValue("9092") int kafkaPort, @DefaultValue("9050") int restPort,
		@DefaultValue("9060") int grpcPort, @Nullable Path dataDir, @DefaultValue("true") SampleName sample,
		@DefaultValue("local") String project, @DefaultValue("broker,emulator,loader") Set<Part> run) {

	LocalProperties {
		port("kafka-port", kafkaPort);
		port("rest-port", restPort);
		port("grpc-port", grpcPort);
		if (run.contains(Part.NONE) && run.size() > 1) {
			throw new InvalidConfigurationPropertyValueException("run", run, "'none' stands alone.");
		}
	}

	private static void port(String property, int port) {
		if (port < 1 || port > 65535) {
			throw new InvalidConfigurationPropertyValueException(property, port, "Must be from 1 to 65535.");
		}
	}

	boolean runs(Part part) {
		return this.run.contains(part);
	}

	/** A sample. */
	enum SampleName {

		TRUE("sample-page-views.yml", "sample.page_views"), SNOWPLOW("sample-snowplow.yml", "snowplow.events"),
		FALSE(null, "<dataset>.<table>");

		private final @Nullable String settings;

		private final String table;

		SampleName(@Nullable String settings, String table) {
			this.settings = settings;
			this.table = table;
		}

		/**
		 * The resource with the settings of the sample's pipeline.
		 */
		@Nullable String settings() {
			return this.settings;
		}

		/**
		 * The table that it is loaded into.
		 */
		String table() {
			return this.table;
		}

	}

	/** A part of local mode that can run in a process of its own. */
	enum Part {

		BROKER, EMULATOR, LOADER, NONE

	}

}

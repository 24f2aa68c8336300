package dev.sluice.warehouse;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Where something stands in for BigQuery, such as the emulator; it is spoken to without
 * TLS and without credentials. Both parts are given, or neither for BigQuery itself.
 *
 * @param restUrl URL of the REST API, such as {@code http://localhost:9050}
 * @param grpcTarget host and port of the Storage Write API, such as
 * {@code localhost:9060}
 */
@ConfigurationProperties(WarehouseConnection.PREFIX)
record WarehouseConnection(@Nullable URI restUrl, @Nullable String grpcTarget) {

	static final String PREFIX = "sluice.warehouse";

	WarehouseConnection {
		if ((restUrl != null) != (grpcTarget != null)) {
			throw (restUrl != null)
					? new InvalidConfigurationPropertyValueException("rest-url", restUrl,
							"It needs " + PREFIX + ".grpc-target beside it.")
					: new InvalidConfigurationPropertyValueException("grpc-target", grpcTarget,
							"It needs " + PREFIX + ".rest-url beside it.");
		}
	}

}

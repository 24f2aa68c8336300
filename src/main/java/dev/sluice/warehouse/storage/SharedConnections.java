package dev.sluice.warehouse.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import com.google.api.gax.core.BackgroundResource;
import com.google.api.gax.core.FixedCredentialsProvider;
import com.google.api.gax.core.FixedExecutorProvider;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.ChannelPoolSettings;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.api.gax.rpc.ClientContext;
import com.google.api.gax.rpc.FixedTransportChannelProvider;
import com.google.api.gax.rpc.TransportChannel;
import com.google.api.gax.rpc.TransportChannelProvider;
import com.google.auth.Credentials;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteClient;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteSettings;

/**
 * The TCP connections and threads that all writers share.
 * <p>
 * Google's {@code StreamWriter} builds a client of its own from the settings of the
 * client it is given, and with it a channel and an executor. The client here hands out
 * settings that name the same channels, credentials and executor each time.
 */
final class SharedConnections implements AutoCloseable {

	private static final Duration KEEP_ALIVE = Duration.ofMinutes(1);

	private static final Duration KEEP_ALIVE_TIMEOUT = Duration.ofSeconds(20);

	private final BigQueryWriteClient client;

	private final List<BackgroundResource> resources;

	SharedConnections(BigQueryWriteClient origin, int channels) {
		try {
			BigQueryWriteSettings settings = Objects.requireNonNull(origin.getSettings(), "a client without settings");
			ClientContext context = ClientContext.create(settings.toBuilder()
				.setTransportChannelProvider(pooled(settings.getTransportChannelProvider(), channels))
				.build());
			TransportChannel channel = Objects.requireNonNull(context.getTransportChannel());
			Credentials credentials = context.getCredentials();
			this.resources = context.getBackgroundResources();
			this.client = BigQueryWriteClient.create(settings.toBuilder()
				.setTransportChannelProvider(FixedTransportChannelProvider.create(channel))
				.setCredentialsProvider((credentials != null) ? FixedCredentialsProvider.create(credentials)
						: NoCredentialsProvider.create())
				.setBackgroundExecutorProvider(FixedExecutorProvider.create(context.getExecutor()))
				.build());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("cannot prepare connections to BigQuery", ex);
		}
	}

	private static TransportChannelProvider pooled(TransportChannelProvider provider, int channels) {
		if (!(provider instanceof InstantiatingGrpcChannelProvider instantiating)) {
			return provider;
		}
		InstantiatingGrpcChannelProvider.Builder builder = instantiating.toBuilder()
			.setChannelPoolSettings(ChannelPoolSettings.staticallySized(channels));
		if (builder.getKeepAliveTimeDuration() == null) {
			builder.setKeepAliveTimeDuration(KEEP_ALIVE).setKeepAliveTimeoutDuration(KEEP_ALIVE_TIMEOUT);
		}
		return builder.build();
	}

	BigQueryWriteClient client() {
		return this.client;
	}

	@Override
	public void close() {
		this.client.close();
		this.resources.forEach(BackgroundResource::shutdownNow);
	}

}

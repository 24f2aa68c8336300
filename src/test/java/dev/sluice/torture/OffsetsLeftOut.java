package dev.sluice.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.cloud.bigquery.storage.v1.AppendRowsRequest;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteClient;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.MethodDescriptor;

/**
 * Leaves out where rows of an append belong, so that whatever is sent again is stored
 * again.
 */
final class OffsetsLeftOut implements ClientInterceptor {

	/** A client that connects like another. */
	static BigQueryWriteClient from(BigQueryWriteClient client) {
		InstantiatingGrpcChannelProvider channels = (InstantiatingGrpcChannelProvider) client.getSettings()
			.getTransportChannelProvider();
		try (client) {
			return BigQueryWriteClient.create(client.getSettings()
				.toBuilder()
				.setTransportChannelProvider(
						channels.toBuilder().setInterceptorProvider(() -> List.of(new OffsetsLeftOut())).build())
				.build());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
		return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
			@Override
			@SuppressWarnings("unchecked")
			public void sendMessage(Q message) {
				super.sendMessage((message instanceof AppendRowsRequest append)
						? (Q) append.toBuilder().clearOffset().build() : message);
			}
		};
	}

}

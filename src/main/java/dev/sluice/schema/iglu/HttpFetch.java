package dev.sluice.schema.iglu;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;

/**
 * Gets documents by HTTP, bounded in time and size. Redirects are followed, but not into
 * a private network from outside, nor from https to http; and a key is never taken to
 * another host. Thread-safe.
 */
final class HttpFetch {

	private static final int MOST_REDIRECTS = 3;

	private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

	private final HttpClient client;

	private final Duration timeout;

	private final int maxBody;

	private final Addresses addresses;

	/**
	 * Creates a fetch.
	 * @param client follows no redirects itself, bounds the time to connect, and has an
	 * executor
	 * @param timeout bounds the time from the request to the end of its answer
	 * @param maxBody bounds the bytes of a body
	 * @param addresses tells which hosts are private
	 */
	HttpFetch(HttpClient client, Duration timeout, int maxBody, Addresses addresses) {
		this.client = client;
		this.timeout = timeout;
		this.maxBody = maxBody;
		this.addresses = addresses;
	}

	/**
	 * Gets a document.
	 * @return the response; completes exceptionally if there is none, which
	 * {@link #words} explains
	 */
	CompletionStage<HttpResponse<byte[]>> get(URI uri, @Nullable ApiKey key) {
		return get(uri, uri, key, MOST_REDIRECTS);
	}

	private CompletionStage<HttpResponse<byte[]>> get(URI first, URI uri, @Nullable ApiKey key, int redirects) {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(this.timeout).setHeader("Accept", "*/*");
		if (key != null) {
			request.setHeader("apikey", key.value());
		}
		return exchange(request.build()).thenCompose((response) -> {
			String location = response.headers().firstValue("Location").orElse(null);
			if (location == null || !REDIRECTS.contains(response.statusCode())) {
				return CompletableFuture.completedFuture(response);
			}
			URI target = target(uri, location);
			String reason = (redirects == 0) ? "there are too many" : whyNot(first, target);
			if (reason != null) {
				throw new RedirectRefusedException(target, reason);
			}
			return get(first, target, isSameHost(uri, target) ? key : null, redirects - 1);
		});
	}

	private CompletableFuture<HttpResponse<byte[]>> exchange(HttpRequest request) {
		CompletableFuture<HttpResponse<byte[]>> exchange = this.client.sendAsync(request, LimitedBody.of(this.maxBody));
		return exchange.copy()
			.orTimeout(this.timeout.toMillis(), TimeUnit.MILLISECONDS)
			.whenCompleteAsync((response, ex) -> {
				if (ex != null) {
					exchange.cancel(true);
				}
			}, this.client.executor().orElseThrow());
	}

	private static URI target(URI uri, String location) {
		try {
			return uri.resolve(location);
		}
		catch (IllegalArgumentException ex) {
			throw new RedirectRefusedException(uri, "its target is no URI");
		}
	}

	private @Nullable String whyNot(URI first, URI target) {
		String scheme = Objects.requireNonNullElse(target.getScheme(), "").toLowerCase(Locale.ROOT);
		String host = target.getHost();
		boolean downgrade = "https".equalsIgnoreCase(first.getScheme()) && !"https".equals(scheme);
		if (host == null || !(scheme.equals("http") || scheme.equals("https")) || downgrade) {
			return "it leaves " + first.getScheme();
		}
		boolean enters = this.addresses.isPrivate(host) && !this.addresses.isPrivate(first.getHost());
		return enters ? "its address is private" : null;
	}

	private static boolean isSameHost(URI one, URI other) {
		return one.getHost().equalsIgnoreCase(other.getHost()) && port(one) == port(other)
				&& one.getScheme().equalsIgnoreCase(other.getScheme());
	}

	private static int port(URI uri) {
		int standard = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
		return (uri.getPort() >= 0) ? uri.getPort() : standard;
	}

	/**
	 * Why there is no response, in words.
	 */
	String words(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		if (cause instanceof HttpConnectTimeoutException) {
			return "no connection in time";
		}
		if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
			return "no complete answer within " + this.timeout.toMillis() + " ms";
		}
		if (cause instanceof ConnectException) {
			return (NestedExceptionUtils.getRootCause(cause) instanceof UnresolvedAddressException)
					? "the host is not known" : "connection refused";
		}
		String message = cause.getMessage();
		return (cause instanceof IOException && message == null) ? "the connection broke"
				: Objects.requireNonNullElse(message, cause.toString());
	}

	/**
	 * Says that a redirect was not followed.
	 */
	static final class RedirectRefusedException extends RuntimeException {

		RedirectRefusedException(URI target, String reason) {
			super("A redirect to " + target.getScheme() + "://" + target.getHost() + " was not followed: " + reason);
		}

	}

}

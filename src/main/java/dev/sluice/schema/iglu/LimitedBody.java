package dev.sluice.schema.iglu;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

import org.jspecify.annotations.Nullable;

/**
 * Takes a response's body up to a limit; a longer one is not read to its end.
 */
final class LimitedBody implements BodySubscriber<byte[]> {

	private final int limit;

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private final CompletableFuture<byte[]> body = new CompletableFuture<>();

	private Flow.@Nullable Subscription subscription;

	private LimitedBody(int limit) {
		this.limit = limit;
	}

	/**
	 * Takes bodies of at most so many bytes; longer ones fail with a
	 * {@link BodyTooLongException}.
	 */
	static BodyHandler<byte[]> of(int limit) {
		return (response) -> new LimitedBody(limit);
	}

	@Override
	public CompletionStage<byte[]> getBody() {
		return this.body;
	}

	@Override
	public void onSubscribe(Flow.Subscription given) {
		this.subscription = given;
		given.request(Long.MAX_VALUE);
	}

	@Override
	public void onNext(List<ByteBuffer> buffers) {
		for (ByteBuffer buffer : buffers) {
			if (this.bytes.size() + buffer.remaining() > this.limit) {
				this.body.completeExceptionally(new BodyTooLongException(this.limit));
				if (this.subscription != null) {
					this.subscription.cancel();
				}
				return;
			}
			byte[] part = new byte[buffer.remaining()];
			buffer.get(part);
			this.bytes.writeBytes(part);
		}
	}

	@Override
	public void onError(Throwable failure) {
		this.body.completeExceptionally(failure);
	}

	@Override
	public void onComplete() {
		this.body.complete(this.bytes.toByteArray());
	}

	/**
	 * Says that a body is longer than allowed.
	 */
	static final class BodyTooLongException extends RuntimeException {

		BodyTooLongException(int limit) {
			super("The answer is longer than " + limit + " bytes");
		}

	}

}

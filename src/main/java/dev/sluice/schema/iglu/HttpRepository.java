package dev.sluice.schema.iglu;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import tools.jackson.core.JacksonException;

/**
 * A registry that speaks HTTP: an Iglu server, or files behind a web server.
 */
final class HttpRepository implements Repository {

	/** Statuses that say nothing of the schema: another time, or with another key. */
	private static final Set<Integer> NO_ANSWERS = Set.of(401, 407, 408, 425, 429);

	private final RepositorySettings settings;

	private final RepositorySettings.Http connection;

	private final HttpFetch fetch;

	HttpRepository(RepositorySettings settings, RepositorySettings.Http connection, HttpFetch fetch) {
		this.settings = settings;
		this.connection = connection;
		this.fetch = fetch;
	}

	@Override
	public RepositorySettings settings() {
		return this.settings;
	}

	@Override
	public CompletionStage<RepositoryAnswer> ask(SchemaKey key) {
		return this.fetch.get(uri(this.connection.uri(), key), this.connection.key())
			.handle((response, ex) -> (ex != null) ? new RepositoryAnswer.Refusal(error(ex)) : answer(response));
	}

	/**
	 * Where a registry keeps a schema.
	 */
	static URI uri(URI repository, SchemaKey key) {
		return URI.create(repository.toString().replaceFirst("/$", "") + "/schemas/" + key.path());
	}

	private LookupError error(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		return (cause instanceof LimitedBody.BodyTooLongException tooLong)
				? LookupError.client(String.valueOf(tooLong.getMessage()))
				: LookupError.repository(this.fetch.words(failure));
	}

	private RepositoryAnswer answer(HttpResponse<byte[]> response) {
		int status = response.statusCode();
		if (status >= 200 && status < 300) {
			return document(response.body());
		}
		return new RepositoryAnswer.Refusal(error(status, response.body()));
	}

	private static RepositoryAnswer document(byte[] body) {
		try {
			return new RepositoryAnswer.Document(SchemaJson.parse(body));
		}
		catch (JacksonException ex) {
			return new RepositoryAnswer.Refusal(
					LookupError.client("Could not decode server response. " + ex.getOriginalMessage()));
		}
	}

	private LookupError error(int status, byte[] body) {
		if (status == 404) {
			return LookupError.NOT_FOUND;
		}
		boolean keyRefused = status == 403 && this.connection.key() != null;
		if (NO_ANSWERS.contains(status) || keyRefused) {
			return LookupError.repository("Unexpected response code: " + status);
		}
		return (status >= 500)
				? LookupError.repository("Unexpected server response: "
						+ new String(body, 0, Math.min(body.length, LookupError.LONGEST), StandardCharsets.UTF_8))
				: LookupError.client("Unexpected response code: " + status);
	}

}

package dev.sluice.schema.iglu;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How a repository of schemas fares, for people.
 *
 * @param name its name
 * @param location where it is
 * @param answers whether it has answered when it was asked last; also before it has been
 * asked at all
 * @param since when it was first asked in vain since its last answer, or {@code null}
 * @param cause why it does not answer, or {@code null}
 * @param lastAnswer when it has answered last, or {@code null} if it never has
 */
public record RepositoryStatus(String name, String location, boolean answers, @Nullable Instant since,
		@Nullable String cause, @Nullable Instant lastAnswer) {

	static RepositoryStatus unasked(RepositorySettings settings) {
		return new RepositoryStatus(settings.name(), settings.connection().toString(), true, null, null, null);
	}

	RepositoryStatus answered(Instant at) {
		return new RepositoryStatus(this.name, this.location, true, null, null, at);
	}

	RepositoryStatus failed(Instant at, String why) {
		return new RepositoryStatus(this.name, this.location, false, (this.since != null) ? this.since : at, why,
				this.lastAnswer);
	}

}

package dev.sluice.schema.iglu;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;

import dev.sluice.schema.iglu.SchemaResolver.Resolution;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the repositories for one schema, again and again, and remembers what they have
 * said. Not thread-safe: one round at a time.
 */
final class SchemaQuestion {

	private static final Logger logger = LoggerFactory.getLogger(SchemaQuestion.class);

	/** While records wait, the repositories are asked at least this often. */
	private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

	private final SchemaKey key;

	private final SchemaResolver resolver;

	private final LookupRules rules;

	private final LookupMeters meters;

	private final @Nullable Duration giveUpAfter;

	private LookupFailures failures = LookupFailures.NONE;

	private @Nullable IgluSchema last;

	private @Nullable Instant awaySince;

	/**
	 * Creates a question.
	 * @param giveUpAfter how long a repository may be away until the schema counts as
	 * missing, or {@code null} for ever
	 */
	SchemaQuestion(SchemaKey key, SchemaResolver resolver, LookupRules rules, LookupMeters meters,
			@Nullable Duration giveUpAfter) {
		this.key = key;
		this.resolver = resolver;
		this.rules = rules;
		this.meters = meters;
		this.giveUpAfter = giveUpAfter;
	}

	CompletionStage<Outcome<IgluSchema>> ask() {
		LookupFailures before = this.failures.at(this.rules.clock().instant(), this.rules.ttl());
		return this.resolver.resolve(this.key, before).thenApply(this::outcome);
	}

	private Outcome<IgluSchema> outcome(Resolution resolution) {
		Instant now = this.rules.clock().instant();
		Outcome<IgluSchema> outcome = (resolution instanceof Resolution.Document document) ? found(document, now)
				: failed(((Resolution.Failed) resolution).failures(), now);
		this.meters.count(outcome);
		return outcome;
	}

	private Outcome<IgluSchema> found(Resolution.Document given, Instant now) {
		this.failures = LookupFailures.NONE;
		this.awaySince = null;
		IgluSchema known = this.last;
		if (known != null && known.document().equals(given.document())) {
			return new Outcome.Loaded<>(known);
		}
		IgluSchema schema = new IgluSchema(this.key, given.document(), now);
		logger.atInfo()
			.addKeyValue("schemaKey", this.key)
			.addKeyValue("repository", given.repository())
			.log((known != null) ? "schema has changed" : "schema found");
		warnOfAnotherName(schema, given.repository());
		this.last = schema;
		return new Outcome.Loaded<>(schema);
	}

	private void warnOfAnotherName(IgluSchema schema, String repository) {
		String reason;
		try {
			SchemaKey self = SelfDescribingSchema.parse(schema.document()).key();
			reason = self.equals(this.key) ? "" : "its 'self' says " + self;
		}
		catch (IgluFormatException ex) {
			reason = String.valueOf(ex.getMessage());
		}
		if (!reason.isEmpty()) {
			logger.atWarn()
				.addKeyValue("schemaKey", this.key)
				.addKeyValue("repository", repository)
				.addKeyValue("reason", reason)
				.log("schema does not describe itself as it should, and is used all the same");
		}
	}

	private Outcome<IgluSchema> failed(LookupFailures now, Instant at) {
		this.failures = this.rules.keeps() ? now : LookupFailures.NONE;
		if (now.isNotFound()) {
			this.awaySince = null;
			return new Outcome.Missing<>(new SchemaAnswer.NotFound<>(this.key, now.toJson()),
					now.nextAttempt(this.rules.ttl()));
		}
		this.failures = now;
		Instant since = (this.awaySince != null) ? this.awaySince : at;
		this.awaySince = since;
		Instant again = now.nextAttempt(this.rules.ttl());
		Instant end = (this.giveUpAfter != null) ? since.plus(this.giveUpAfter) : Instant.MAX;
		if (!at.isBefore(end)) {
			return new Outcome.Missing<>(new SchemaAnswer.NotFound<>(this.key, now.toJson(), true), again);
		}
		return new Outcome.Away<>(now.outage(), earliest(again, end, at.plus(LONGEST_WAIT)));
	}

	private static Instant earliest(Instant... times) {
		return Collections.min(List.of(times));
	}

}

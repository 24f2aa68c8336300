package dev.sluice.schema.iglu;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ResolvedSchemasTests {

	private static final Duration TTL = Duration.ofMinutes(10);

	private static final SchemaKey CLICK = SchemaWorld.CLICK;

	private static final SchemaKey CART = SchemaKey.parse("iglu:com.acme/cart/jsonschema/1-0-0");

	private final SchemaWorld world = new SchemaWorld();

	@Test
	void unknownSchemaIsPendingUntilTheRepositoryAnswers() {
		this.world.repository("Acme", "http://acme.example", (key) -> SchemaWorld.document("click"))
			.open(500, TTL, null);

		SchemaAnswer<IgluSchema> first = this.world.first(CLICK);
		this.world.atSeconds(0);

		assertThat(first).isInstanceOf(SchemaAnswer.Pending.class);
		assertThat(settled(first)).isTrue();
		assertThat(title(this.world.first(CLICK))).isEqualTo("click");
	}

	@Test
	void knownSchemaIsTheSameAnswerEachTime() {
		this.world.repository("Acme", "http://acme.example", (key) -> SchemaWorld.document("click"))
			.open(500, TTL, null);

		SchemaAnswer<IgluSchema> answer = this.world.schema(CLICK);

		assertThat(this.world.atSeconds(500).schema(CLICK)).isSameAs(answer);
		assertThat(this.world.asked()).hasSize(1);
	}

	@Test
	void schemaThatAllRepositoriesMissIsNotFoundWithWhatEachSaid() {
		this.world.repository("B", "http://b.example", (key) -> SchemaWorld.notFound())
			.repository("A", "http://a.example",
					(key) -> new RepositoryAnswer.Refusal(LookupError.client("Unexpected response code: 403")))
			.open(500, TTL, null);

		assertThat(this.world.schema(CLICK)).isEqualTo(new SchemaAnswer.NotFound<IgluSchema>(CLICK, """
				{"error":"ResolutionError","lookupHistory":[\
				{"repository":"A","errors":[{"error":"ClientFailure","message":"Unexpected response code: 403"}],\
				"attempts":1,"lastAttempt":"2026-01-01T00:00:00Z"},\
				{"repository":"B","errors":[{"error":"NotFound"}],\
				"attempts":1,"lastAttempt":"2026-01-01T00:00:00Z"}]}"""));
	}

	@Test
	void outageIsPendingWithItsCauseUntilTheRepositoryIsBack() {
		this.world
			.repository("Acme", "http://acme.example",
					SchemaWorld.oneByOne(SchemaWorld.away(), SchemaWorld.away(), SchemaWorld.document("click")))
			.open(500, TTL, null);

		SchemaAnswer<IgluSchema> away = this.world.schema(CLICK);
		this.world.atSeconds(0.9);
		boolean settledEarly = settled(away);
		this.world.atSeconds(1.1);

		assertThat(((SchemaAnswer.Pending<IgluSchema>) away).cause())
			.isEqualTo("Iglu repository Acme does not answer: connection refused");
		assertThat(settledEarly).isFalse();
		assertThat(settled(away)).isTrue();
		assertThat(title(this.world.first(CLICK))).isEqualTo("click");
	}

	@Test
	void endOfALongOutageIsNoticedSoon() {
		AtomicReference<RepositoryAnswer> answer = new AtomicReference<>(SchemaWorld.away());
		this.world.repository("Acme", "http://acme.example", (key) -> answer.get()).open(500, TTL, null);
		this.world.schema(CLICK);
		this.world.atSeconds(7200);

		answer.set(SchemaWorld.document("click"));

		assertThat(title(this.world.atSeconds(7210).first(CLICK))).isEqualTo("click");
	}

	@Test
	void schemaThatOneRepositoryMissesIsNotMissingWhileAnotherIsAway() {
		this.world.repository("Acme", "http://acme.example", (key) -> SchemaWorld.notFound())
			.repository("Shop", "http://shop.example", SchemaWorld.oneByOne(SchemaWorld.away(), SchemaWorld.notFound()))
			.open(500, TTL, null);

		SchemaAnswer<IgluSchema> first = this.world.schema(CLICK);
		SchemaAnswer<IgluSchema> second = this.world.atSeconds(1).schema(CLICK);

		assertThat(first).isInstanceOf(SchemaAnswer.Pending.class);
		assertThat(second).isInstanceOf(SchemaAnswer.NotFound.class);
	}

	@Test
	void longOutageBecomesNotFoundIfAskedFor() {
		this.world.repository("Acme", "http://acme.example", (key) -> SchemaWorld.away())
			.open(500, TTL, Duration.ofSeconds(30));

		SchemaAnswer<IgluSchema> early = this.world.schema(CLICK);
		this.world.atSeconds(29.9);
		boolean settledEarly = settled(early);
		SchemaAnswer<IgluSchema> late = this.world.atSeconds(30).schema(CLICK);

		assertThat(settledEarly).isFalse();
		assertThat(late).isInstanceOf(SchemaAnswer.NotFound.class);
		assertThat(((SchemaAnswer.NotFound<IgluSchema>) late).gaveUp()).isTrue();
		assertThat(((SchemaAnswer.NotFound<IgluSchema>) late).error()).contains("RepoFailure", "connection refused");
	}

	@Test
	void repositoryGivenUpIsAskedAgainWithoutAnybodyWaiting() {
		this.world
			.repository("Acme", "http://acme.example",
					SchemaWorld.oneByOne(SchemaWorld.away(), SchemaWorld.document("click")))
			.open(500, TTL, Duration.ZERO);

		SchemaAnswer<IgluSchema> away = this.world.schema(CLICK);
		SchemaAnswer<IgluSchema> renewing = this.world.atSeconds(1).first(CLICK);
		this.world.atSeconds(1);

		assertThat(away).isInstanceOf(SchemaAnswer.NotFound.class);
		assertThat(renewing).isSameAs(away);
		assertThat(title(this.world.first(CLICK))).isEqualTo("click");
	}

	@Test
	void oldSchemaServesWhileItIsRenewed() {
		this.world
			.repository("Acme", "http://acme.example",
					SchemaWorld.oneByOne(SchemaWorld.document("old"), SchemaWorld.document("new")))
			.open(500, TTL, null);
		this.world.schema(CLICK);

		String atTheEnd = title(this.world.atSeconds(600).first(CLICK));
		String later = title(this.world.atSeconds(600).first(CLICK));

		assertThat(atTheEnd).isEqualTo("old");
		assertThat(later).isEqualTo("new");
	}

	@Test
	void schemaThatHasNotChangedStaysTheSameInstance() {
		this.world.repository("Acme", "http://acme.example", (key) -> SchemaWorld.document("click"))
			.open(500, TTL, null);

		SchemaAnswer<IgluSchema> first = this.world.schema(CLICK);
		SchemaAnswer<IgluSchema> renewed = this.world.atSeconds(600).schema(CLICK);

		assertThat(renewed).isSameAs(first);
		assertThat(this.world.asked()).hasSize(2);
	}

	@Test
	void outageKeepsTheOldSchemaForAnotherTerm() {
		this.world
			.repository("Acme", "http://acme.example",
					SchemaWorld.oneByOne(SchemaWorld.document("old"), SchemaWorld.away(), SchemaWorld.document("new")))
			.open(500, TTL, null);
		this.world.schema(CLICK);

		String inOutage = title(this.world.atSeconds(600).schema(CLICK));
		String soonAfter = title(this.world.atSeconds(1199).schema(CLICK));
		String nextTerm = title(this.world.atSeconds(1200).schema(CLICK));

		assertThat(List.of(inOutage, soonAfter, nextTerm)).containsExactly("old", "old", "new");
	}

	@Test
	void missingSchemaIsLookedUpAgainAfterItsTerm() {
		this.world
			.repository("Acme", "http://acme.example",
					SchemaWorld.oneByOne(SchemaWorld.notFound(), SchemaWorld.document("click")))
			.open(500, TTL, null);
		this.world.schema(CLICK);

		SchemaAnswer<IgluSchema> before = this.world.atSeconds(599).first(CLICK);
		SchemaAnswer<IgluSchema> after = this.world.atSeconds(600).first(CLICK);

		assertThat(before).isInstanceOf(SchemaAnswer.NotFound.class);
		assertThat(after).isInstanceOf(SchemaAnswer.Pending.class);
		assertThat(title(this.world.schema(CLICK))).isEqualTo("click");
	}

	@Test
	void missingSchemaIsLookedUpAgainOnceItIsForgotten() {
		this.world
			.repository("Acme", "http://acme.example",
					SchemaWorld.oneByOne(SchemaWorld.notFound(), SchemaWorld.document("click")))
			.open(500, null, null);
		this.world.schema(CLICK);

		this.world.forgetMissing();

		assertThat(title(this.world.schema(CLICK))).isEqualTo("click");
	}

	@Test
	void newFileInADirectoryIsSeenSoonWhateverTheTerm() {
		this.world
			.repository("Local", "file:/schemas",
					SchemaWorld.oneByOne(SchemaWorld.notFound(), SchemaWorld.document("click")))
			.open(500, null, null);
		this.world.schema(CLICK);

		assertThat(title(this.world.atSeconds(5).schema(CLICK))).isEqualTo("click");
	}

	@Test
	void cacheForgetsWhatWasReadLongestAgo() {
		this.world.repository("Acme", "http://acme.example", (key) -> SchemaWorld.document(key.name()))
			.open(1, TTL, null);

		this.world.schema(CLICK);
		this.world.atSeconds(120).schema(CART);
		this.world.schema(CLICK);

		assertThat(this.world.asked()).containsExactly(CLICK, CART, CLICK);
	}

	@Test
	void smallCacheHoldsAllThatARecordWaitsFor() {
		this.world.repository("Acme", "http://acme.example", (key) -> SchemaWorld.document(key.name()))
			.open(0, TTL, null);

		this.world.first(CLICK);
		this.world.first(CART);
		this.world.atSeconds(0.1);

		assertThat(title(this.world.first(CLICK)) + title(this.world.first(CART))).isEqualTo("clickcart");
	}

	@Test
	void vendorThatWouldLeadOutOfTheRepositoryHasNoSchemas() {
		this.world.repository("Local", "file:/schemas", (key) -> SchemaWorld.document("outside")).open(500, TTL, null);

		SchemaAnswer<IgluSchema> answer = this.world.schema(SchemaKey.parse("iglu:../etc/jsonschema/1-0-0"));

		assertThat(answer).isInstanceOf(SchemaAnswer.NotFound.class);
		assertThat(this.world.asked()).isEmpty();
	}

	@Test
	void versionsOfAModelAreRenewedTogether() {
		this.world
			.repository("Acme", "http://acme.example",
					SchemaWorld.oneByOne(SchemaWorld.document("a"), SchemaWorld.document("b"),
							SchemaWorld.document("a"), SchemaWorld.document("c")))
			.open(500, TTL, null);
		SchemaKey highest = SchemaKey.parse("iglu:com.acme/click/jsonschema/1-0-1");

		SchemaAnswer<List<IgluSchema>> first = this.world.upTo(highest);
		SchemaAnswer<List<IgluSchema>> sameTerm = this.world.atSeconds(599).upTo(highest);
		SchemaAnswer<List<IgluSchema>> nextTerm = this.world.atSeconds(600).upTo(highest);

		assertThat(sameTerm).isSameAs(first);
		assertThat(titles(first)).containsExactly("a", "b");
		assertThat(titles(nextTerm)).containsExactly("a", "c");
	}

	@Test
	void versionsOfAModelWaitForARepositoryThatIsAway() {
		this.world
			.repository("Acme", "http://acme.example",
					SchemaWorld.oneByOne(SchemaWorld.document("a"), SchemaWorld.away(), SchemaWorld.document("b")))
			.open(500, TTL, null);
		SchemaKey highest = SchemaKey.parse("iglu:com.acme/click/jsonschema/1-0-1");

		SchemaAnswer<List<IgluSchema>> away = this.world.upTo(highest);
		this.world.atSeconds(1);

		assertThat(away).isInstanceOf(SchemaAnswer.Pending.class);
		assertThat(settled(away)).isTrue();
		assertThat(titles(this.world.upTo(highest))).containsExactly("a", "b");
	}

	private static boolean settled(@Nullable SchemaAnswer<?> answer) {
		return answer instanceof SchemaAnswer.Pending<?> pending && pending.settled().toCompletableFuture().isDone();
	}

	private static String title(SchemaAnswer<IgluSchema> answer) {
		return ((SchemaAnswer.Found<IgluSchema>) answer).value().document().path("title").stringValue();
	}

	private static List<String> titles(SchemaAnswer<List<IgluSchema>> answer) {
		return ((SchemaAnswer.Found<List<IgluSchema>>) answer).value()
			.stream()
			.map((schema) -> schema.document().path("title").stringValue())
			.toList();
	}

}

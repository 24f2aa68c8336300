package dev.sluice.configuration.local;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/**
 * Page views as JSON.
 */
final class PageViews implements Sample {

	private static final List<Page> PAGES = List.of(new Page("/", "Coffee for everyone", List.of("home")),
			new Page("/grinders", "Grinders", List.of("shop", "category")),
			new Page("/grinders/comet", "Comet hand grinder", List.of("shop", "product")),
			new Page("/cart", "Your cart", List.of("shop", "checkout")));

	private static final List<Browser> BROWSERS = List.of(new Browser("Firefox", false), new Browser("Chrome", false),
			new Browser("Chrome", true), new Browser("Safari", true));

	private static final List<String> COUNTRIES = List.of("DE", "FR", "GB", "IT", "PL", "US");

	private final Clock clock;

	private final Random random = new Random();

	private final JsonMapper json = JsonMapper.shared();

	PageViews(Clock clock) {
		this.clock = clock;
	}

	@Override
	public String topic() {
		return "sample-page-views";
	}

	@Override
	public Visit next() {
		PageView view = view();
		return new Visit(view.userId(), this.json.writeValueAsString(view));
	}

	private PageView view() {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
		return new PageView(UUID.randomUUID().toString(), now, "user-" + this.random.nextInt(500), any(PAGES),
				any(BROWSERS), any(COUNTRIES), 100 + this.random.nextInt(60_000));
	}

	private <T> T any(List<T> values) {
		return values.get(this.random.nextInt(values.size()));
	}

	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	record PageView(String viewId, Instant viewedAt, String userId, Page page, Browser browser, String country,
			int durationMs) {

	}

	record Page(String path, String title, List<String> tags) {

	}

	record Browser(String name, boolean mobile) {

	}

}

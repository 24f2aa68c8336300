package dev.sluice.schema.iglu;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class IgluPropertiesTests {

	private static final String KEY = "11111111-aaaa-bbbb-cccc-222222222222";

	private static final String RESOLVER = """
			{"schema": "iglu:com.snowplowanalytics.iglu/resolver-config/jsonschema/1-0-3",
			 "data": {"cacheSize": 50, "cacheTtl": 60, "repositories": [
			  {"name": "Shop", "priority": 3, "vendorPrefixes": ["com.shop"],
			   "connection": {"http": {"uri": "https://iglu.shop.example/api/", "apikey": "%s"}}},
			  {"name": "Bundled", "priority": 0, "vendorPrefixes": [],
			   "connection": {"embedded": {"path": "/own"}}},
			  {"name": "Beside", "priority": 0, "vendorPrefixes": [],
			   "connection": {"embedded": {"path": "file:/srv/schemas"}}}]}}""".formatted(KEY);

	@TempDir
	Path directory;

	@Test
	void resolverFileIsReadByItsPath() throws IOException {
		Path file = Files.writeString(this.directory.resolve("resolver.json"), RESOLVER);

		assertThat(settings("resolver", file.toString())).isEqualTo(settings("resolver", "file:" + file))
			.satisfies(IgluPropertiesTests::isShop);
	}

	@Test
	void pathThatCouldBeBase64IsAPath() {
		assertThat(JsonText.shown("e2e/resolver")).isEqualTo("e2e/resolver");
	}

	@Test
	void keyInBase64ThatIsNotWholeIsNotShown() {
		String base64 = Base64.getEncoder().encodeToString(RESOLVER.getBytes(StandardCharsets.UTF_8));
		String part = base64.substring(0, base64.length() - 8);

		assertThatExceptionOfType(ResolverRefusedException.class).isThrownBy(() -> settings("resolver", part))
			.satisfies((ex) -> assertThat(ex.toString() + ex.problems()).contains("not whole").doesNotContain(part));
	}

	@Test
	void resolverMayBeGivenInBase64OrAsItIs() {
		String base64 = Base64.getEncoder().encodeToString(RESOLVER.getBytes(StandardCharsets.UTF_8));
		String urlSafe = Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString(RESOLVER.getBytes(StandardCharsets.UTF_8));

		isShop(settings("resolver", base64));
		isShop(settings("resolver", urlSafe));
		isShop(settings("resolver", RESOLVER));
	}

	private static void isShop(ResolverSettings settings) {
		assertThat(settings.cacheSize()).isEqualTo(50);
		assertThat(settings.cacheTtl()).isEqualTo(Duration.ofMinutes(1));
		assertThat(settings.repositories())
			.extracting((repository) -> repository.name() + " " + repository.connection())
			.containsExactly("Shop https://iglu.shop.example/api/", "Bundled classpath:/own",
					"Beside file:/srv/schemas");
	}

	@Test
	void propertiesSayTheSame() {
		ResolverSettings settings = settings("repositories[0].name", "Shop", "repositories[0].uri",
				"https://iglu.shop.example", "repositories[0].api-key", KEY, "repositories[0].priority", "3",
				"repositories[0].vendor-prefixes", "com.shop,org.shop", "repositories[1].uri", "classpath:/own",
				"cache-size", "7", "cache-ttl", "2m");

		assertThat(settings.cacheSize()).isEqualTo(7);
		assertThat(settings.cacheTtl()).isEqualTo(Duration.ofMinutes(2));
		assertThat(settings.repositories()).extracting(RepositorySettings::name)
			.containsExactly("Shop", "classpath:/own");
		assertThat(settings.repositories().get(0).vendorPrefixes()).containsExactly("com.shop", "org.shop");
	}

	@Test
	void withoutAnyRepositoryThereIsIgluCentral() {
		assertThat(settings().repositories()).extracting(RepositorySettings::name)
			.containsExactly("Iglu Central", "Iglu Central - Mirror 01");
	}

	@Test
	void keysDoNotShow() {
		assertThat(settings("resolver", RESOLVER).toString()).contains("iglu.shop.example").doesNotContain(KEY);
		assertThat(properties("repositories[0].uri", "http://a.example", "repositories[0].api-key", KEY).toString())
			.doesNotContain(KEY);
		assertThat(properties("resolver", RESOLVER).toString()).doesNotContain(KEY);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					no-such-file.json                                                             | It cannot be read
					classpath:no-such.json                                                        | It cannot be read
					{"schema": "iglu:com.snowplowanalytics.iglu/resolver-config/jsonschema/2-0-0", "data": {}} | does not match criterion
					{"cacheSize": 5}                                                              | this is no self-describing JSON
					{"schema":                                                                    | it is no JSON
					{"schema": "iglu:com.snowplowanalytics.iglu/resolver-config/jsonschema/1-0-0", "data": {"cacheSize": "5", "repositories": [{"name": "A", "connection": {}}]}} | cacheSize that is a whole number; repositories[0] has no priority that is a whole number; repositories[0] has no vendorPrefixes that is a list of strings; repositories[0].connection has neither http.uri nor embedded.path""")
	void resolverThatCannotBeUsedIsRefused(String resolver, String reason) {
		assertThatExceptionOfType(ResolverRefusedException.class).isThrownBy(() -> settings("resolver", resolver))
			.withMessageContaining(reason)
			.satisfies((ex) -> assertThat(ex.problems().get(0).property()).isEqualTo("sluice.iglu.resolver"));
	}

	@Test
	void refusalOfABase64TextDoesNotShowIt() {
		String base64 = Base64.getEncoder()
			.encodeToString(RESOLVER.replace("1-0-3", "2-0-0").getBytes(StandardCharsets.UTF_8));

		assertThatExceptionOfType(ResolverRefusedException.class).isThrownBy(() -> settings("resolver", base64))
			.satisfies((ex) -> assertThat(ex.problems().toString()).contains("(base64)")
				.doesNotContain(base64)
				.doesNotContain(KEY));
	}

	@ParameterizedTest
	@CsvSource({ "ftp://a.example, begins with none of", "http:///x, names no host",
			"http://me:secret@a.example, would show them", "http://to/secret@a.example, would show them",
			"http://me:a@secret@a.example, would show them", "http://me:a secret@a.example, would show them",
			"ftp://me:secret@a.example, begins with none of" })
	void repositoryThatCannotBeReachedIsRefused(String uri, String reason) {
		assertThatExceptionOfType(ResolverRefusedException.class).isThrownBy(() -> settings("repositories[0].uri", uri))
			.withMessageContaining(reason)
			.satisfies((ex) -> assertThat(ex.problems().toString()).doesNotContain("secret"));
	}

	@Test
	void namesAreUnique() {
		assertThatExceptionOfType(ResolverRefusedException.class)
			.isThrownBy(() -> settings("repositories[0].uri", "http://a.example", "repositories[0].name", "A",
					"repositories[1].uri", "http://b.example", "repositories[1].name", "A"))
			.withMessageContaining("Repository names must be unique, A encountered 2 times");
	}

	@Test
	void resolverAndRepositoriesDoNotGoTogether() {
		assertThatExceptionOfType(ResolverRefusedException.class)
			.isThrownBy(() -> settings("resolver", RESOLVER, "repositories[0].uri", "http://a.example"))
			.withMessageContaining("Repositories are given besides");
	}

	@Test
	void whatAnOlderVersionDoesNotKnowIsUsedAndRemarkedUpon() {
		ResolverSettings settings = settings("resolver", RESOLVER.replace("1-0-3", "1-0-0"));

		assertThat(settings.remarks()).containsExactly("the resolver has cacheTtl, which version 1-0-0 does not know",
				"repositories[0].connection.http has apikey, which version 1-0-0 does not know");
		assertThat(settings.cacheTtl()).isEqualTo(Duration.ofMinutes(1));
	}

	private static ResolverSettings settings(String... namesAndValues) {
		return properties(namesAndValues).settings();
	}

	private static IgluProperties properties(String... namesAndValues) {
		Map<String, String> properties = new LinkedHashMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			properties.put("sluice.iglu." + namesAndValues[i], namesAndValues[i + 1]);
		}
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("sluice.iglu",
				IgluProperties.class);
	}

}

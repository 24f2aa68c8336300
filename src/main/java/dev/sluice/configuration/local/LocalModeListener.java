package dev.sluice.configuration.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.sluice.SluiceApplication;
import dev.sluice.configuration.LocalMode;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.Profiles;
import org.springframework.core.io.ClassPathResource;

/**
 * Decides what this process is: the loader, whole or in local mode, or only servers for
 * one. Adds local mode's own settings below all that are given.
 */
class LocalModeListener implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

	private static final String USERS = "sluice.administration.users";

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		ConfigurableEnvironment environment = event.getEnvironment();
		boolean local = environment.acceptsProfiles(Profiles.of(LocalMode.PROFILE));
		boolean command = !event.getSpringApplication().getSources().isEmpty();
		boolean loader = !command && (!local || runsLoader(environment));
		if (local) {
			// A default profile would get lost if the environment is converted for a
			// process without web.
			environment.addActiveProfile(LocalMode.PROFILE);
			addSettings(environment, loader);
			if (command) {
				addSample(environment);
				addStandIn(environment);
			}
		}
		if (command) {
			return;
		}
		Class<?> source = loader ? SluiceApplication.class : LocalServersOnly.class;
		event.getSpringApplication().setSources(Set.of(source.getName()));
	}

	/** Commands use what runs already. */
	private static void addStandIn(ConfigurableEnvironment environment) {
		environment.getPropertySources()
			.addLast(new MapPropertySource("sluiceLocalCommand",
					Map.of("sluice.local.run", "none", "sluice.warehouse.rest-url",
							"http://127.0.0.1:${sluice.local.rest-port:9050}", "sluice.warehouse.grpc-target",
							"127.0.0.1:${sluice.local.grpc-port:9060}")));
	}

	private static boolean runsLoader(ConfigurableEnvironment environment) {
		return Binder.get(environment)
			.bind("sluice.local.run", Bindable.setOf(String.class))
			.map((parts) -> parts.stream().anyMatch((part) -> part.toLowerCase(Locale.ROOT).equals("loader")))
			.orElse(true);
	}

	private static void addSettings(ConfigurableEnvironment environment, boolean loader) {
		MutablePropertySources sources = environment.getPropertySources();
		Map<String, Object> settings = new HashMap<>();
		if (!loader) {
			settings.put("spring.main.web-application-type", "none");
		}
		if (loader && !Binder.get(environment).bind(USERS, Bindable.mapOf(String.class, Object.class)).isBound()) {
			settings.put(USERS + ".admin.password", password());
			settings.put(USERS + ".admin.role", "administrator");
		}
		sources.addLast(new MapPropertySource(LocalMode.PROPERTY_SOURCE, settings));
		load("local.yml", sources);
		if (loader) {
			addSample(environment);
		}
	}

	private static void addSample(ConfigurableEnvironment environment) {
		String sample = sample(environment).settings();
		if (sample != null) {
			load(sample, environment.getPropertySources());
		}
	}

	private static LocalProperties.SampleName sample(ConfigurableEnvironment environment) {
		return Binder.get(environment)
			.bind("sluice.local.sample", LocalProperties.SampleName.class)
			.orElse(LocalProperties.SampleName.TRUE);
	}

	private static String password() {
		byte[] random = new byte[12];
		new SecureRandom().nextBytes(random);
		return Base64.getUrlEncoder().encodeToString(random);
	}

	private static void load(String name, MutablePropertySources sources) {
		try {
			new YamlPropertySourceLoader().load(name, new ClassPathResource(name, LocalModeListener.class))
				.forEach(sources::addLast);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * After the environment is complete, before logging is set up by it.
	 */
	@Override
	public int getOrder() {
		return LoggingApplicationListener.DEFAULT_ORDER - 1;
	}

}

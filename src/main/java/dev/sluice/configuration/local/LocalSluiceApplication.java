package dev.sluice.configuration.local;

import java.util.Map;

import dev.sluice.SluiceApplication;
import dev.sluice.administration.command.CommandLauncher;
import dev.sluice.configuration.LocalMode;
import dev.sluice.configuration.snowplow.SnowplowArguments;

import org.springframework.boot.SpringApplication;

/**
 * Sluice as one starts it on a laptop: in local mode unless another profile is given.
 */
public final class LocalSluiceApplication {

	private LocalSluiceApplication() {
	}

	public static void main(String[] args) {
		if (CommandLauncher.isCommand(args)) {
			System.exit(CommandLauncher.run(application(), args));
		}
		SluiceApplication.exitWhenDone(application().run(SnowplowArguments.join(args)));
	}

	static SpringApplication application() {
		SpringApplication application = new SpringApplication();
		application.setMainApplicationClass(LocalSluiceApplication.class);
		application.setDefaultProperties(Map.of("spring.profiles.default", LocalMode.PROFILE));
		application.addListeners(new LocalModeListener());
		application.addInitializers(new LocalServersInitializer());
		return application;
	}

}

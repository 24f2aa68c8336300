package dev.sluice.configuration.local;

import dev.sluice.configuration.LocalMode;

import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Profiles;

/**
 * Starts local mode's servers as soon as the configuration has been checked.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
class LocalServersInitializer implements ApplicationContextInitializer<GenericApplicationContext> {

	@Override
	public void initialize(GenericApplicationContext context) {
		if (context.getEnvironment().acceptsProfiles(Profiles.of(LocalMode.PROFILE))) {
			LocalProperties properties = Binder.get(context.getEnvironment())
				.bindOrCreate("sluice.local", LocalProperties.class);
			LocalServers servers = LocalServers.start(properties);
			// Before every other bean, so that it is destroyed after them.
			context.getBeanFactory().registerSingleton("localServers", servers);
			context.getDefaultListableBeanFactory().registerDisposableBean("localServers", servers::close);
			context.addApplicationListener(closeOnFailure(servers));
		}
	}

	private static ApplicationListener<ApplicationFailedEvent> closeOnFailure(LocalServers servers) {
		return (event) -> servers.close();
	}

}

package dev.sluice.administration;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Who may look and who may act. Health and info are open; the rest needs HTTP Basic with
 * a user of the configuration: readers may look, administrators may act.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AdministrationProperties.class)
class SecurityConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(SecurityConfiguration.class);

	private static final String READER = AdministrationProperties.Role.READER.name();

	private static final String ADMINISTRATOR = AdministrationProperties.Role.ADMINISTRATOR.name();

	@Bean
	SecurityFilterChain administrationSecurity(HttpSecurity http) {
		http.authorizeHttpRequests((requests) -> requests.requestMatchers(EndpointRequest.to("health", "info"))
			.permitAll()
			.requestMatchers(HttpMethod.GET)
			.hasAnyRole(READER, ADMINISTRATOR)
			.anyRequest()
			.hasRole(ADMINISTRATOR));
		http.httpBasic(Customizer.withDefaults());
		http.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		http.csrf((csrf) -> csrf.requireCsrfProtectionMatcher(SecurityConfiguration::fromAnotherPage));
		return http.build();
	}

	/**
	 * A browser adds the password that it remembers to whatever any page sends, but it
	 * says that another page sent it; tools other than browsers say nothing.
	 */
	private static boolean fromAnotherPage(HttpServletRequest request) {
		String site = request.getHeader("Sec-Fetch-Site");
		boolean acts = !HttpMethod.GET.matches(request.getMethod()) && !HttpMethod.HEAD.matches(request.getMethod());
		return acts && ((site != null) ? !"same-origin".equals(site) : request.getHeader("Origin") != null);
	}

	@Bean
	PasswordEncoder passwordEncoder() {
		return PasswordEncoderFactories.createDelegatingPasswordEncoder();
	}

	@Bean
	UserDetailsService administrationUsers(AdministrationProperties properties, PasswordEncoder encoder) {
		InMemoryUserDetailsManager users = new InMemoryUserDetailsManager();
		properties.users()
			.forEach((name,
					user) -> users.createUser(User.withUsername(name)
						.password(encoded(user.password(), encoder))
						.roles(user.role().name())
						.build()));
		if (properties.users().isEmpty()) {
			logger.info("no users are configured: only health and info can be asked"
					+ " (sluice.administration.users.<name>.password adds one)");
		}
		return users;
	}

	private static String encoded(String password, PasswordEncoder encoder) {
		return (password.startsWith("{")) ? password : encoder.encode(password);
	}

}

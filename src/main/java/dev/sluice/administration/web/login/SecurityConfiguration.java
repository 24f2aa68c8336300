package dev.sluice.administration.web.login;

import java.time.Clock;
import java.util.Set;

import dev.sluice.administration.web.problem.ProblemFilter;
import dev.sluice.administration.web.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.session.DisableEncodeUrlFilter;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who may look and who may act. Health and info are open; the rest needs HTTP Basic with
 * a user of the configuration: readers may look, administrators may act.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@EnableConfigurationProperties(AdministrationProperties.class)
class SecurityConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(SecurityConfiguration.class);

	private static final String NOTHING_BUT_DATA = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

	private static final RequestMatcher LOOKS = (request) -> Set.of("GET", "HEAD").contains(request.getMethod());

	private static final String READER = AdministrationProperties.Role.READER.name();

	private static final String ADMINISTRATOR = AdministrationProperties.Role.ADMINISTRATOR.name();

	@Bean
	SecurityFilterChain administrationSecurity(HttpSecurity http, Problems problems, Refusals refusals) {
		http.addFilterBefore(new ProblemFilter(problems), DisableEncodeUrlFilter.class);
		http.authorizeHttpRequests((requests) -> requests
			.requestMatchers(EndpointRequest.to("health", "info").withHttpMethod(HttpMethod.GET))
			.permitAll()
			.requestMatchers(LOOKS)
			.hasAnyRole(READER, ADMINISTRATOR)
			.anyRequest()
			.hasRole(ADMINISTRATOR));
		http.httpBasic((basic) -> basic.authenticationEntryPoint(refusals));
		http.exceptionHandling((refused) -> refused.authenticationEntryPoint(refusals).accessDeniedHandler(refusals));
		http.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		http.csrf((csrf) -> csrf.requireCsrfProtectionMatcher(SecurityConfiguration::fromAnotherPage));
		http.logout(AbstractHttpConfigurer::disable);
		http.headers(SecurityConfiguration::headers);
		return http.build();
	}

	/**
	 * Beside those that are there anyway, among them nosniff, no-store and no frames.
	 */
	private static void headers(HeadersConfigurer<HttpSecurity> headers) {
		headers.contentSecurityPolicy((policy) -> policy.policyDirectives(NOTHING_BUT_DATA));
		headers.referrerPolicy((policy) -> policy.policy(ReferrerPolicyHeaderWriter.ReferrerPolicy.NO_REFERRER));
		headers.crossOriginResourcePolicy(
				(policy) -> policy.policy(CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy.SAME_ORIGIN));
	}

	@Bean
	Refusals refusals(Problems problems) {
		return new Refusals(problems);
	}

	/**
	 * A browser adds the password that it remembers to whatever any page sends, but it
	 * says that another page sent it; tools other than browsers say nothing.
	 */
	private static boolean fromAnotherPage(HttpServletRequest request) {
		String site = request.getHeader("Sec-Fetch-Site");
		return !LOOKS.matches(request)
				&& ((site != null) ? !"same-origin".equals(site) : request.getHeader("Origin") != null);
	}

	@Bean
	AuthenticationProvider logins(AdministrationProperties properties, Clock clock) {
		if (properties.users().isEmpty()) {
			logger.info("no users are configured: only health and info can be asked"
					+ " (sluice.administration.users.<name>.password adds one)");
		}
		PasswordEncoder encoder = PasswordEncoderFactories.createDelegatingPasswordEncoder();
		DaoAuthenticationProvider users = new DaoAuthenticationProvider(users(properties, encoder));
		users.setPasswordEncoder(encoder);
		return new SlowedLogins(users, new FailedLogins(clock));
	}

	private static UserDetailsService users(AdministrationProperties properties, PasswordEncoder encoder) {
		InMemoryUserDetailsManager users = new InMemoryUserDetailsManager();
		properties.users()
			.forEach((name,
					user) -> users.createUser(User.withUsername(name)
						.password(encoded(user.password(), encoder))
						.roles(user.role().name())
						.build()));
		return users;
	}

	private static String encoded(String password, PasswordEncoder encoder) {
		return (password.startsWith("{")) ? password : encoder.encode(password);
	}

}

package dev.sluice.administration.web.openapi;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.actuate.endpoint.annotation.DiscoveredEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.invoke.convert.ConversionServiceParameterValueMapper;
import org.springframework.boot.actuate.endpoint.web.EndpointMediaTypes;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.actuate.endpoint.web.WebOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpointDiscoverer;
import org.springframework.boot.actuate.info.InfoEndpoint;
import org.springframework.boot.actuate.logging.LoggersEndpoint;
import org.springframework.boot.actuate.sbom.SbomEndpoint;
import org.springframework.boot.actuate.sbom.SbomEndpointWebExtension;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointWebExtension;
import org.springframework.boot.micrometer.metrics.actuate.endpoint.MetricsEndpoint;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.objenesis.SpringObjenesis;
import org.springframework.util.ClassUtils;

/**
 * The endpoints of the administration as Actuator discovers them, without an application
 * behind them: all in Sluice's packages, and those of Spring Boot that Sluice exposes.
 */
final class Endpoints {

	private static final List<Class<?>> SPRING_BOOT = List.of(HealthEndpoint.class, HealthEndpointWebExtension.class,
			InfoEndpoint.class, LoggersEndpoint.class, MetricsEndpoint.class, PrometheusScrapeEndpoint.class,
			SbomEndpoint.class, SbomEndpointWebExtension.class);

	private static final SpringObjenesis objenesis = new SpringObjenesis();

	private Endpoints() {
	}

	/**
	 * Types of endpoints by their ids, and their operations by path and method.
	 */
	static Map<String, Found> discover() {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			SPRING_BOOT.forEach((type) -> register(context, type));
			scan(context);
			context.refresh();
			Map<String, Found> found = new TreeMap<>();
			for (ExposableWebEndpoint endpoint : discoverer(context).getEndpoints()) {
				Object bean = ((DiscoveredEndpoint<?>) endpoint).getEndpointBean();
				found.put(endpoint.getEndpointId().toString(),
						new Found(bean.getClass(), sorted(endpoint.getOperations())));
			}
			return found;
		}
	}

	private static void scan(GenericApplicationContext context) {
		ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
		scanner.addIncludeFilter(new AnnotationTypeFilter(Endpoint.class));
		for (BeanDefinition candidate : scanner.findCandidateComponents("dev.sluice")) {
			Class<?> type = ClassUtils.resolveClassName(String.valueOf(candidate.getBeanClassName()), null);
			if (Javadoc.of(type).isPresent()) {
				register(context, type);
			}
		}
	}

	private static <T> void register(GenericApplicationContext context, Class<T> type) {
		context.registerBean(type, () -> objenesis.newInstance(type, false));
	}

	private static WebEndpointDiscoverer discoverer(GenericApplicationContext context) {
		return new WebEndpointDiscoverer(context, new ConversionServiceParameterValueMapper(),
				EndpointMediaTypes.DEFAULT, List.of(), List.of(), List.of(), List.of(), List.of());
	}

	private static List<WebOperation> sorted(Collection<WebOperation> operations) {
		return operations.stream()
			.sorted(Comparator.comparing((WebOperation operation) -> operation.getRequestPredicate().getPath())
				.thenComparing((operation) -> operation.getRequestPredicate().getHttpMethod()))
			.toList();
	}

	/**
	 * An endpoint.
	 *
	 * @param type its class
	 * @param operations what it can do
	 */
	record Found(Class<?> type, List<WebOperation> operations) {

		boolean isOfSpringBoot() {
			return SPRING_BOOT.contains(this.type);
		}

	}

}

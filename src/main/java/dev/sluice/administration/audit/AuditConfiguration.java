package dev.sluice.administration.audit;

import java.time.Clock;

import dev.sluice.administration.Journal;
import dev.sluice.pipeline.SluiceProperties;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Wires the audits of an instance.
 */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

	@Bean(defaultCandidate = false)
	ThreadPoolTaskExecutor auditExecutor() {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setThreadNamePrefix("audit-");
		executor.setAllowCoreThreadTimeOut(true);
		executor.setDaemon(true);
		return executor;
	}

	@Bean
	Audits audits(Auditor auditor, Journal journal, @Qualifier("auditExecutor") ThreadPoolTaskExecutor executor,
			Clock clock) {
		return new Audits(auditor, journal, executor, clock);
	}

	@Bean
	AuditEndpoint auditEndpoint(SluiceProperties properties, Audits audits) {
		return new AuditEndpoint(properties, audits);
	}

}

package dev.sluice.administration.audit;

import java.time.Clock;

import dev.sluice.pipeline.PipelineTables;
import dev.sluice.pipeline.SluiceProperties;
import dev.sluice.repeater.RepeaterProperties;
import dev.sluice.repeater.ReplayProperties;
import dev.sluice.warehouse.RowPositions;
import dev.sluice.warehouse.Tables;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Wires what audits, in an instance and in the command.
 */
@Configuration(proxyBeanMethods = false)
class AuditorConfiguration {

	@Bean
	AuditClients auditClients(KafkaAdmin kafka, ConsumerFactory<?, ?> consumers, ReplayProperties replay) {
		return new AuditClients(kafka, consumers, replay.topic());
	}

	@Bean
	Auditor auditor(SluiceProperties properties, RepeaterProperties repeater, PipelineTables names, Tables tables,
			RowPositions positions, AuditClients kafka, Clock clock) {
		return new Auditor(properties, repeater, names, tables, positions, kafka, clock);
	}

}

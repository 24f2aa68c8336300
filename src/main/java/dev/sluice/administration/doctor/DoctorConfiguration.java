package dev.sluice.administration.doctor;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import dev.sluice.schema.iglu.Repositories;
import dev.sluice.transform.Transforms;
import dev.sluice.warehouse.AccountAccess;
import dev.sluice.warehouse.Tables;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Wires the doctor. What it looks at is made only when it looks, so that whatever cannot
 * be made is a finding like others.
 */
@Configuration(proxyBeanMethods = false)
class DoctorConfiguration {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	@Bean
	KafkaConnection doctorKafka(ObjectProvider<KafkaAdmin> admins, ObjectProvider<ConsumerFactory<?, ?>> consumers) {
		return new KafkaConnection(() -> admins.getObject().getConfigurationProperties(),
				() -> consumers.getObject().getConfigurationProperties());
	}

	@Bean
	Instruments doctorInstruments(ObjectProvider<AccountAccess> accesses, ObjectProvider<Transforms> transforms,
			ObjectProvider<Tables> tables, ObjectProvider<Repositories> repositories) {
		return new Instruments(accesses::getObject, transforms::getObject, tables::getObject, repositories::getObject);
	}

	@Bean
	Doctor doctor(ConfigurableEnvironment environment, ConfigurationReview review, KafkaConnection kafka,
			Instruments instruments, Clock clock) {
		List<Examiner> parts = List.of(new ConfigurationExaminer(review), new KafkaExaminer(kafka, OwnTopics.STANDARD),
				new BigQueryExaminer(instruments.accesses(), instruments.transforms()),
				new BucketExaminer(instruments.accesses()), new RegistryExaminer(instruments.repositories()),
				new ClockExaminer(instruments.accesses(), clock), new LocalExaminer(Runtime.getRuntime().maxMemory()));
		List<Examiner> after = List.of(new QuotaExaminer(instruments.accesses(), clock),
				new SampleExaminer(kafka, instruments.transforms(), instruments.tables()));
		return new Doctor(() -> Settings.of(environment, review), List.of(parts, after), LIMIT, clock);
	}

	@Bean
	DoctorEndpoint doctorEndpoint(Doctor doctor, Clock clock) {
		return new DoctorEndpoint(doctor, clock);
	}

}

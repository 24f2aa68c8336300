package dev.sluice.mutator;

import java.time.InstantSource;

import dev.sluice.retry.RetryProperties;
import dev.sluice.warehouse.SchemaNotices;
import dev.sluice.warehouse.Tables;
import dev.sluice.warehouse.WritePath;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The tables that all pipelines share.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetryProperties.class)
class MutatorConfiguration {

	@Bean
	TableRegistry mutators(Tables tables, WritePath writePath, SchemaNotices notices, RetryProperties retry) {
		return new TableRegistry(tables, writePath, notices, retry, InstantSource.system());
	}

}

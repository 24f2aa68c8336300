package dev.sluice.mutator;

import java.time.InstantSource;

import dev.sluice.retry.RetryProperties;
import dev.sluice.table.TableSchema;
import dev.sluice.warehouse.SchemaNotices;
import dev.sluice.warehouse.TableDescription;
import dev.sluice.warehouse.Tables;
import dev.sluice.warehouse.WritePath;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * The tables that all pipelines share.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetryProperties.class)
class MutatorConfiguration {

	@Bean
	TableRegistry mutators(Tables tables, WritePath writePath, SchemaNotices notices, RetryProperties retry,
			ObjectProvider<SchemaHistory> history) {
		return new TableRegistry(tables, writePath, notices, retry, history.getIfAvailable(() -> SchemaHistory.NONE),
				InstantSource.system());
	}

	/**
	 * The tables for those who alter them but write no rows: what the catalog has is
	 * there.
	 */
	@Bean(defaultCandidate = false)
	@Lazy
	TableRegistry catalogMutators(Tables tables, SchemaNotices notices, RetryProperties retry,
			ObjectProvider<SchemaHistory> history) {
		return new TableRegistry(tables, (table) -> schema(tables.describe(table)), notices, retry,
				history.getIfAvailable(() -> SchemaHistory.NONE), InstantSource.system());
	}

	private static @Nullable TableSchema schema(@Nullable TableDescription table) {
		return (table != null) ? table.schema() : null;
	}

}

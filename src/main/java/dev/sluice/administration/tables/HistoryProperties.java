package dev.sluice.administration.tables;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The history of tables: which record or person caused which column.
 *
 * @param enabled whether changes of tables are kept
 * @param topic compacted topic that it is kept on; created when it is missing
 */
@ConfigurationProperties("sluice.administration.schema-history")
public record HistoryProperties(@DefaultValue("true") boolean enabled,
		@DefaultValue("sluice-schema-history") String topic) {

}

package dev.sluice.configuration.snowplow;

import java.util.List;

/**
 * The configuration of Snowplow's loader 0.4, {@code bigquery_config} 1-0-0.
 *
 * @param name for people
 * @param table the table, as project.dataset.table
 * @param input the subscription of enriched events
 * @param types the topic of types, and the subscription to it
 * @param badRows the topic of bad rows
 * @param failedInserts the topic of failed inserts
 * @param load how rows are written
 * @param remarks where the document does not keep to its schema and is used all the same,
 * in words
 */
record BigQueryConfig(String name, String table, String input, Types types, String badRows, String failedInserts,
		Load load, List<String> remarks) {

	BigQueryConfig {
		remarks = List.copyOf(remarks);
	}

	/**
	 * Where types are published.
	 *
	 * @param topic the topic; may be empty
	 * @param subscription the subscription to it
	 */
	record Types(String topic, String subscription) {

	}

	/**
	 * How rows are written.
	 */
	sealed interface Load {

	}

	/**
	 * By streaming inserts.
	 *
	 * @param retry whether what has failed for now is tried again
	 */
	record StreamingInserts(boolean retry) implements Load {

	}

	/**
	 * By load jobs.
	 *
	 * @param frequency seconds between them
	 */
	record FileLoads(int frequency) implements Load {

	}

}

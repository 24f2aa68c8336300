package dev.sluice.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.sluice.mutator.CreateProperties;
import dev.sluice.mutator.EvolutionProperties;
import dev.sluice.mutator.MutatorProperties;
import dev.sluice.transform.ColumnsProperties;
import dev.sluice.transform.OnNullValue;
import dev.sluice.transform.OnTypeConflict;
import dev.sluice.transform.OnUnknownField;
import dev.sluice.transform.json.JsonProperties;
import dev.sluice.transform.snowplow.SnowplowProperties;
import dev.sluice.warehouse.FilesProperties;
import dev.sluice.warehouse.WriteProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * A pipeline: topics that are loaded into tables. Takes effect at the start of the
 * process. Each value is within its range; whether they go together, and with the rest of
 * the configuration, is checked at the start.
 *
 * @param topics topics to read; or give topic-pattern
 * @param topicPattern regular expression of the names of topics to read; Sluice's own
 * topics are left out
 * @param groupId consumer group; 'sluice-' and the pipeline's name by default
 * @param firstPosition where partitions begin for which the group has committed nothing
 * @param format format of the records' values; 'json' and 'snowplow' for now
 * @param table table that rows go to, as dataset.table or project.dataset.table; may hold
 * {topic}, {topic:N} (a group of topic-pattern), {header:NAME} and {field:PATH}
 * @param maxTables bound on the tables that a template may form
 * @param concurrency listener threads; more than partitions are of no use
 * @param commitInterval how often settled offsets are committed
 * @param batch when rows become an append request
 * @param budget bounds on what is appended to each table; none by default
 * @param write how rows are written
 * @param create whether and how missing tables and datasets are created
 * @param schema columns of created tables: a BigQuery schema file (file:, classpath:) or
 * the same JSON inline; inferred from the records by default
 * @param evolution how tables change while they are loaded
 * @param mutator who adds the columns that records need
 * @param onUnknownField what happens to a field that has no column
 * @param onTypeConflict what happens to a value that cannot become its column's type
 * @param onNullValue what happens to a record without a value (a tombstone)
 * @param columns names of columns for what Kafka knows of a record
 * @param json how JSON becomes rows
 * @param snowplow how Snowplow's enriched events become rows
 * @param freshnessObjective longest time from a record's timestamp until it is stored
 * that is still healthy
 * @param deadLetter where bad rows are kept
 * @param failedInserts where good rows are kept that the warehouse does not take for now
 * @param badRows how many bad rows are too many
 * @param drain how long to wait for requests in flight before letting go of partitions
 * @param files how rows are loaded from files; only with write.mode=file-loads
 */
@ConfigurationProperties("sluice.pipelines.<name>")
public record PipelineProperties(@DefaultValue List<String> topics, @Nullable Pattern topicPattern,
		@Nullable String groupId, @DefaultValue("earliest") FirstPosition firstPosition,
		@DefaultValue("json") Format format, String table, @DefaultValue("100") int maxTables,
		@DefaultValue("1") int concurrency, @DefaultValue("1s") Duration commitInterval,
		@NestedConfigurationProperty @DefaultValue BatchProperties batch,
		@NestedConfigurationProperty @DefaultValue BudgetProperties budget,
		@NestedConfigurationProperty @DefaultValue WriteProperties write,
		@NestedConfigurationProperty @DefaultValue CreateProperties create, @Nullable String schema,
		@NestedConfigurationProperty @DefaultValue EvolutionProperties evolution,
		@NestedConfigurationProperty @DefaultValue MutatorProperties mutator,
		@DefaultValue("add") OnUnknownField onUnknownField, @DefaultValue("dead-letter") OnTypeConflict onTypeConflict,
		@DefaultValue("filter") OnNullValue onNullValue,
		@NestedConfigurationProperty @DefaultValue ColumnsProperties columns,
		@NestedConfigurationProperty @DefaultValue JsonProperties json,
		@NestedConfigurationProperty @DefaultValue SnowplowProperties snowplow, @Nullable Duration freshnessObjective,
		@DefaultValue DeadLetter deadLetter, @DefaultValue FailedInserts failedInserts, @DefaultValue BadRows badRows,
		@DefaultValue Drain drain, @NestedConfigurationProperty @DefaultValue FilesProperties files) {

	public PipelineProperties {
		topics = List.copyOf(topics);
		if (topics.isEmpty() == (topicPattern == null)) {
			throw new InvalidConfigurationPropertyValueException("topics", topics.isEmpty() ? null : topics,
					"A pipeline reads 'topics' or a 'topic-pattern': give one of them.");
		}
		if (Objects.requireNonNullElse(table, "").isBlank()) {
			throw new InvalidConfigurationPropertyValueException("table", table,
					"A pipeline needs the table that its rows go to, such as shop.orders.");
		}
		atLeastOne("max-tables", maxTables);
		atLeastOne("concurrency", concurrency);
		positive("commit-interval", commitInterval);
	}

	/**
	 * The consumer group.
	 * @param name the pipeline's name
	 */
	public String groupId(String name) {
		return Objects.requireNonNullElse(this.groupId, "sluice-" + name);
	}

	/**
	 * Whether the pipeline reads a topic, Sluice's own topics aside.
	 */
	public boolean reads(String topic) {
		return this.topics.contains(topic) || (this.topicPattern != null && this.topicPattern.matcher(topic).matches());
	}

	/**
	 * The topics that the pipeline writes, those that are configured; {@code {topic}}
	 * stands for the source topic.
	 * @param name the pipeline's name
	 */
	public List<String> writtenTopics(String name) {
		String types = (this.mutator.mode() == MutatorProperties.Mode.TOPIC) ? this.mutator.types().topic(name) : null;
		return Stream.of(this.deadLetter.topic(), this.failedInserts.topic(), this.snowplow.badRows().topic(), types)
			.filter(Objects::nonNull)
			.toList();
	}

	private static void atLeastOne(String property, int value) {
		if (value < 1) {
			throw new InvalidConfigurationPropertyValueException(property, value, "Must be at least 1.");
		}
	}

	private static void positive(String property, Duration value) {
		if (value.isNegative() || value.isZero()) {
			throw new InvalidConfigurationPropertyValueException(property, value, "Must be longer than nothing.");
		}
	}

	/** Where a partition begins for which nothing is committed. */
	public enum FirstPosition {

		/** At the oldest record that the topic has. */
		EARLIEST,

		/** Behind the newest one: records that come later are loaded. */
		LATEST

	}

	/** The format of a record's value. */
	public enum Format {

		JSON, SNOWPLOW, AVRO, PROTOBUF, CONNECT_JSON, STRING

	}

	/**
	 * Where bad rows are kept.
	 *
	 * @param topic topic of dead letters; the source's name and '-dlt' by default
	 */
	public record DeadLetter(@Nullable String topic) {

	}

	/**
	 * Where good rows are kept that the warehouse does not take for now.
	 *
	 * @param topic topic of failed inserts; the source's name and '-failed-inserts' by
	 * default
	 */
	public record FailedInserts(@Nullable String topic) {

	}

	/**
	 * How many bad rows are too many.
	 *
	 * @param maxRatio share of bad rows among the last records above which the pipeline
	 * waits for a person rather than pouring the topic into dead letters
	 * @param window how many records count
	 */
	public record BadRows(@DefaultValue("0.99") double maxRatio, @DefaultValue("1000") int window) {

		/** Any number of bad rows is allowed. */
		static final BadRows ANY = new BadRows(1, Integer.MAX_VALUE);

		public BadRows {
			if (maxRatio < 0 || maxRatio > 1) {
				throw new InvalidConfigurationPropertyValueException("max-ratio", maxRatio,
						"Must be from 0 to 1; 1 never stops.");
			}
			atLeastOne("window", window);
		}

	}

	/**
	 * How long to wait for requests in flight.
	 *
	 * @param rebalance longest wait when partitions are revoked
	 * @param shutdown longest wait when the process ends
	 */
	public record Drain(@DefaultValue("2s") Duration rebalance, @DefaultValue("20s") Duration shutdown) {

		public Drain {
			positive("rebalance", rebalance);
			positive("shutdown", shutdown);
		}

	}

}

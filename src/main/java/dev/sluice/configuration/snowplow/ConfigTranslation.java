package dev.sluice.configuration.snowplow;

import java.util.Locale;

/**
 * Turns the configuration of Snowplow's loader 0.4 into properties of one pipeline.
 */
final class ConfigTranslation {

	private static final int LONGEST_NAME = 64;

	private final BigQueryConfig config;

	private final Translation translation;

	private final String prefix;

	private ConfigTranslation(BigQueryConfig config, String source) {
		this.config = config;
		this.translation = new Translation(source);
		this.prefix = "sluice.pipelines." + pipeline(config.name()) + ".";
	}

	static Translation of(BigQueryConfig config, String source) {
		ConfigTranslation translation = new ConfigTranslation(config, source);
		translation.topics();
		translation.types();
		translation.load();
		config.remarks().forEach(translation.translation::note);
		return translation.translation;
	}

	/**
	 * A pipeline's name made of words for people.
	 */
	static String pipeline(String name) {
		String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+", "");
		String cut = plain.substring(0, Math.min(plain.length(), LONGEST_NAME)).replaceAll("-+$", "");
		return cut.isEmpty() ? "snowplow" : cut;
	}

	private void topics() {
		put("format", "snowplow", "purpose");
		put("snowplow.layout", "v1", "purpose");
		put("table", this.config.table(), "tableId");
		put("topics", this.config.input(), "input");
		put("group-id", this.config.input(), "input");
		put("snowplow.bad-rows.topic", this.config.badRows(), "badRows");
		put("failed-inserts.topic", this.config.failedInserts(), "failedInserts");
		note("'name' and 'id' name nothing but the configuration: the pipeline is called '"
				+ pipeline(this.config.name()) + "', and 'id' has no counterpart.");
		note("'input' was a subscription, '" + this.config.input()
				+ "': it is taken for the topic and the consumer group; write " + this.prefix
				+ "topics if the topic is called otherwise.");
	}

	private void types() {
		if (!this.config.types().topic().isEmpty()) {
			put("mutator.types.topic", this.config.types().topic(), "typesTopic");
		}
		note("'typesTopic' is used only with " + this.prefix
				+ "mutator.mode=topic; by default the loader adds columns itself, before it writes the rows. "
				+ "'typesSubscription' has no counterpart: Sluice names the mutator's consumer group.");
	}

	private void load() {
		if (this.config.load() instanceof BigQueryConfig.FileLoads files) {
			put("write.mode", "file-loads", "load.mode");
			put("files.frequency", files.frequency() + "s", "load.frequency");
		}
		else if (this.config.load() instanceof BigQueryConfig.StreamingInserts streaming) {
			put("write.mode", "streaming-inserts", "load.mode");
			put("write.retry", streaming.retry(), "load.retry");
		}
	}

	private void put(String property, Object value, String field) {
		this.translation.put(this.prefix + property, value, field);
	}

	private void note(String sentence) {
		this.translation.note(sentence);
	}

}

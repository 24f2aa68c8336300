package dev.sluice.configuration.snowplow;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import dev.sluice.configuration.snowplow.BigQueryConfig.FileLoads;
import dev.sluice.configuration.snowplow.BigQueryConfig.Load;
import dev.sluice.configuration.snowplow.BigQueryConfig.StreamingInserts;
import dev.sluice.configuration.snowplow.BigQueryConfig.Types;
import dev.sluice.schema.iglu.IgluFormatException;
import dev.sluice.schema.iglu.SchemaKey;
import dev.sluice.schema.iglu.SelfDescribingData;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads and checks the configuration of Snowplow's loader 0.4. Tells what breaks the
 * document's own schema from what Sluice refuses: it takes {@code frequence}, which the
 * loader read in place of the schema's {@code frequency}, and does not take settings of
 * the mode that is not chosen, which the schema leaves open.
 */
final class BigQueryConfigReader {

	static final SchemaKey KEY = SchemaKey
		.parse("iglu:com.snowplowanalytics.snowplow.storage/bigquery_config/jsonschema/1-0-0");

	private static final Set<String> FIELDS = Set.of("name", "id", "projectId", "datasetId", "tableId", "input",
			"typesTopic", "typesSubscription", "badRows", "failedInserts", "load", "purpose");

	private static final Pattern UUID = Pattern
		.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

	private static final int ANY_LENGTH = Integer.MAX_VALUE;

	private final JsonNode data;

	private final List<String> refusals = new ArrayList<>();

	private final List<String> deviations = new ArrayList<>();

	private final List<String> remarks = new ArrayList<>();

	private final @Nullable BigQueryConfig config;

	private BigQueryConfigReader(JsonNode document) {
		this.data = data(document);
		this.config = (this.refusals.isEmpty()) ? read() : null;
	}

	static BigQueryConfigReader read(JsonNode document) {
		return new BigQueryConfigReader(document);
	}

	/**
	 * The configuration.
	 * @param source where it comes from, as it may be shown
	 * @throws SnowplowRefusedException if it cannot be used
	 */
	BigQueryConfig config(String source) {
		if (!this.refusals.isEmpty()) {
			throw new SnowplowRefusedException(source, this.refusals);
		}
		return Objects.requireNonNull(this.config);
	}

	/**
	 * What breaks the document's own schema, in words.
	 */
	List<String> deviations() {
		return this.deviations;
	}

	private JsonNode data(JsonNode document) {
		try {
			SelfDescribingData selfDescribing = SelfDescribingData.parse(document);
			if (!KEY.equals(selfDescribing.schema())) {
				wrong("The document's schema is " + selfDescribing.schema() + ", not " + KEY + ".");
			}
			return selfDescribing.data();
		}
		catch (IgluFormatException ex) {
			wrong("Configuration is not self-describing, " + ex.error() + ".");
			return document;
		}
	}

	private BigQueryConfig read() {
		Set<String> others = new TreeSet<>(this.data.propertyNames());
		others.removeAll(FIELDS);
		others.forEach((name) -> wrong("There is no field '" + name + "'."));
		String name = text("name", 0, ANY_LENGTH);
		String id = text("id", 0, ANY_LENGTH);
		if (!id.isEmpty() && !UUID.matcher(id).matches()) {
			wrong("'id' is no UUID.");
		}
		String purpose = text("purpose", 0, ANY_LENGTH);
		if (!purpose.isEmpty() && !"ENRICHED_EVENTS".equals(purpose)) {
			wrong("'purpose' is '" + purpose + "'; it can only be ENRICHED_EVENTS.");
		}
		String table = text("projectId", 0, ANY_LENGTH) + "." + text("datasetId", 0, ANY_LENGTH) + "."
				+ text("tableId", 0, ANY_LENGTH);
		Types types = new Types(text("typesTopic", 0, ANY_LENGTH), resource("typesSubscription"));
		return new BigQueryConfig(name, table, resource("input"), types, resource("badRows"), resource("failedInserts"),
				load(this.data.path("load")), this.remarks);
	}

	/** A name of a topic or subscription, which has bounds. */
	private String resource(String field) {
		return text(field, 3, 255);
	}

	private String text(String field, int least, int most) {
		JsonNode value = this.data.path(field);
		if (!value.isString()) {
			wrong(value.isMissingNode() ? "The field '" + field + "' is missing." : "'" + field + "' is no string.");
			return "";
		}
		String text = value.stringValue();
		int length = text.codePointCount(0, text.length());
		if (length < least || length > most) {
			wrong("'" + field + "' has " + length + " characters; it can have " + least + " to " + most + ".");
		}
		return text;
	}

	private Load load(JsonNode load) {
		JsonNode mode = load.path("mode");
		return switch (mode.asString("")) {
			case "STREAMING_INSERTS" -> streamingInserts(load);
			case "FILE_LOADS" -> fileLoads(load);
			default -> {
				wrong(mode.isMissingNode() ? "The field 'load.mode' is missing."
						: "Unknown mode [" + mode.asString("") + "] in 'load'.");
				yield new StreamingInserts(false);
			}
		};
	}

	private Load streamingInserts(JsonNode load) {
		notTogether(load, "frequency", "STREAMING_INSERTS");
		notTogether(load, "frequence", "STREAMING_INSERTS");
		if (!load.path("retry").isBoolean()) {
			wrong("'load.retry' is missing or neither true nor false; STREAMING_INSERTS needs it.");
		}
		return new StreamingInserts(load.path("retry").asBoolean(false));
	}

	private Load fileLoads(JsonNode load) {
		notTogether(load, "retry", "FILE_LOADS");
		String field = load.has("frequency") ? "frequency" : "frequence";
		JsonNode seconds = load.path(field);
		boolean right = seconds.isIntegralNumber() && seconds.canConvertToInt() && seconds.intValue() >= 100
				&& seconds.intValue() <= 86_400;
		if (!right) {
			wrong("'load.frequency' is missing or not from 100 to 86400 seconds; FILE_LOADS needs it.");
		}
		else if ("frequence".equals(field)) {
			String remark = "'load.frequence' is spelt 'frequency' in the schema; it is used all the same.";
			this.deviations.add(remark);
			this.remarks.add(remark);
		}
		return new FileLoads(right ? seconds.intValue() : 0);
	}

	private void notTogether(JsonNode load, String field, String mode) {
		if (load.has(field)) {
			this.refusals.add("'load." + field + "' does not go with " + mode + ".");
		}
	}

	private void wrong(String reason) {
		this.refusals.add(reason);
		this.deviations.add(reason);
	}

}

package dev.sluice.configuration.snowplow;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import dev.sluice.schema.iglu.JsonText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.env.PropertySource;

/**
 * Turns the flags of Snowplow's programs 0.4, and those that 1.x has otherwise, into
 * properties. What they import is added to {@code spring.config.import}.
 */
final class FlagTranslation {

	private static final String SOURCE = "the command line";

	/** Of Google Dataflow, which is not there any more. */
	private static final Set<String> DATAFLOW = Set.of("runner", "project", "region", "zone", "workerZone",
			"tempLocation", "gcpTempLocation", "stagingLocation", "streaming", "jobName", "numWorkers", "maxNumWorkers",
			"autoscalingAlgorithm", "workerMachineType", "diskSizeGb", "network", "subnetwork", "serviceAccount",
			"usePublicIps", "enableStreamingEngine", "experiments", "update");

	private final PropertySource<?> flags;

	private final Translation translation = new Translation(SOURCE);

	private FlagTranslation(PropertySource<?> flags) {
		this.flags = flags;
	}

	/**
	 * Translates.
	 * @param flags the command line
	 * @throws SnowplowRefusedException if a flag has a value that it cannot have
	 */
	static Translation of(PropertySource<?> flags) {
		return new FlagTranslation(flags).translate();
	}

	private Translation translate() {
		with("resolver", (value) -> put("sluice.iglu.resolver", value, "--resolver"));
		with("iglu-config", (value) -> put("sluice.iglu.resolver", value, "--iglu-config"));
		with("labels", this::labels);
		with("deadEndBucket", (value) -> put("sluice.repeater.dead-end", value, "--deadEndBucket"));
		with("failedInsertsSub", (value) -> this.translation.note("'--failedInsertsSub' has no counterpart: failed "
				+ "inserts are read from the topic 'failedInserts', by a consumer group that Sluice names."));
		number("desperatesBufferSize", "sluice.repeater.buffer", "");
		number("bufferSize", "sluice.repeater.buffer", "");
		number("desperatesWindow", "sluice.repeater.window", "s");
		number("timeout", "sluice.repeater.window", "s");
		number("backoffPeriod", "sluice.repeater.backoff", "s");
		with("verbose", (value) -> put("logging.level.dev.sluice", "debug", "--verbose"));
		with("config", (value) -> dataflow());
		return this.translation;
	}

	/**
	 * What {@code --config} imports, or {@code null}.
	 */
	static @Nullable String imported(PropertySource<?> flags) {
		Object config = flags.getProperty("config");
		if (config == null) {
			return null;
		}
		String setting = config.toString().strip();
		boolean isPlace = setting.equals(JsonText.shown(setting));
		return SnowplowConfigLocationResolver.PREFIX + (isPlace ? setting : "base64:" + JsonText.encode(setting));
	}

	private void with(String flag, Consumer<String> action) {
		Object value = this.flags.getProperty(flag);
		if (value != null) {
			action.accept(value.toString());
		}
	}

	private void put(String property, Object value, String flag) {
		this.translation.put(property, value, flag);
	}

	private void number(String flag, String property, String unit) {
		with(flag, (value) -> {
			if (!value.matches("0*[1-9][0-9]{0,8}")) {
				throw refused("'--" + flag + "' is '" + value + "'; it must be a whole number above 0.");
			}
			put(property, value + unit, "--" + flag);
		});
	}

	private void labels(String value) {
		JsonNode labels = labels(value, "'--labels' is no JSON object of strings, such as {\"team\":\"web\"}.");
		String pipeline = pipeline();
		labels.properties().forEach((label) -> {
			put("management.metrics.tags." + label.getKey(), label.getValue().stringValue(), "--labels");
			if (pipeline != null) {
				put("sluice.pipelines." + pipeline + ".files.labels." + label.getKey(), label.getValue().stringValue(),
						"--labels");
			}
		});
	}

	private static JsonNode labels(String value, String otherwise) {
		try {
			JsonNode labels = JsonMapper.shared().readTree(value);
			if (labels.isObject() && labels.valueStream().allMatch(JsonNode::isString)) {
				return labels;
			}
		}
		catch (JacksonException ex) {
			throw new SnowplowRefusedException(SOURCE, List.of(otherwise));
		}
		throw refused(otherwise);
	}

	/** The pipeline of the configuration; one that cannot be used is refused later. */
	private @Nullable String pipeline() {
		Object config = this.flags.getProperty("config");
		try {
			return (config != null) ? ConfigTranslation.pipeline(
					BigQueryConfigReader.read(JsonMapper.shared().readTree(JsonText.read(config.toString()).json()))
						.config("--config")
						.name())
					: null;
		}
		catch (IOException | JacksonException | SnowplowRefusedException ex) {
			return null;
		}
	}

	private void dataflow() {
		Set<String> given = new TreeSet<>();
		DATAFLOW.stream().filter(this.flags::containsProperty).forEach((flag) -> given.add("--" + flag));
		if (!given.isEmpty()) {
			this.translation.note("Options of Dataflow have no counterpart: " + String.join(", ", given) + ".");
		}
	}

	private static SnowplowRefusedException refused(String reason) {
		return new SnowplowRefusedException(SOURCE, List.of(reason));
	}

}

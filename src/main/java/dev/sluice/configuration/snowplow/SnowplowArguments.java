package dev.sluice.configuration.snowplow;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Command lines as Snowplow's programs take them, where a flag and its value may be two
 * words.
 */
public final class SnowplowArguments {

	private static final Set<String> WITH_VALUES = Set.of("--config", "--resolver", "--iglu-config", "--labels",
			"--failedInsertsSub", "--deadEndBucket", "--desperatesBufferSize", "--bufferSize", "--desperatesWindow",
			"--timeout", "--backoffPeriod", "--schema", "--shred-property", "--partitionColumn", "--partitioningType");

	private SnowplowArguments() {
	}

	/**
	 * The arguments with flags and their values in one word, as Spring takes them.
	 */
	public static String[] join(String... arguments) {
		List<String> joined = new ArrayList<>();
		for (int i = 0; i < arguments.length; i++) {
			boolean valueFollows = i + 1 < arguments.length && !arguments[i + 1].startsWith("--");
			if (WITH_VALUES.contains(arguments[i]) && valueFollows) {
				joined.add(arguments[i] + "=" + arguments[++i]);
			}
			else {
				joined.add(arguments[i]);
			}
		}
		return joined.toArray(String[]::new);
	}

}

package dev.sluice.schema.snowplow;

import java.util.Locale;
import java.util.regex.Pattern;

import dev.sluice.schema.iglu.SchemaKey;
import dev.sluice.schema.iglu.SchemaVersion;

/**
 * The names of columns for self-describing JSON.
 */
public final class ColumnNames {

	private static final Pattern SEPARATORS = Pattern.compile("[.-]");

	private static final Pattern WORD_STARTS = Pattern.compile("([^A-Z_])([A-Z])");

	private ColumnNames() {
	}

	/**
	 * The name of the column of one version, such as
	 * {@code contexts_com_acme_web_page_1_0_0}, of {@link EntityLayout#V1} and
	 * {@link EntityLayout#LEGACY}.
	 */
	public static String ofVersion(ShredProperty property, SchemaKey key) {
		SchemaVersion version = key.version();
		return ofModel(property, key) + "_" + version.revision() + "_" + version.addition();
	}

	/**
	 * The name of the column of a model, such as {@code contexts_com_acme_web_page_1}, of
	 * {@link EntityLayout#V2}.
	 */
	public static String ofModel(ShredProperty property, SchemaKey key) {
		String vendor = SEPARATORS.matcher(key.vendor()).replaceAll("_").toLowerCase(Locale.ROOT);
		String words = WORD_STARTS.matcher(SEPARATORS.matcher(key.name()).replaceAll("_")).replaceAll("$1_$2");
		return property.prefix() + vendor + "_" + words.toLowerCase(Locale.ROOT) + "_" + key.version().model();
	}

}

package dev.sluice.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import dev.sluice.transform.ColumnsProperties;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the columns for what Kafka knows of a record can be columns, each by
 * itself.
 */
final class ColumnNamesCheck {

	private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}\\p{M}_]{0,299}");

	private static final Pattern RESERVED = Pattern.compile(
			"(_table_|_file_|_partition|_row_timestamp|__root__|_colidentifier|_change_sequence_number|_change_type|_change_timestamp).*");

	private final String prefix;

	private final Map<String, @Nullable String> columns = new LinkedHashMap<>();

	ColumnNamesCheck(String prefix, ColumnsProperties columns) {
		this.prefix = prefix;
		this.columns.put("topic", columns.topic());
		this.columns.put("partition", columns.partition());
		this.columns.put("offset", columns.offset());
		this.columns.put("timestamp", columns.timestamp());
		this.columns.put("key", columns.key());
		this.columns.put("headers", columns.headers());
		this.columns.put("raw", columns.raw());
		this.columns.put("overflow", columns.overflow());
	}

	List<Refusal> refusals() {
		List<Refusal> refusals = new ArrayList<>();
		Map<String, String> seen = new LinkedHashMap<>();
		this.columns.forEach((property, column) -> {
			if (column != null) {
				String folded = column.toLowerCase(Locale.ROOT);
				String before = seen.putIfAbsent(folded, property);
				if (!NAME.matcher(column).matches() || RESERVED.matcher(folded).matches()) {
					refusals.add(refusal(property, "BigQuery has no columns of such a name."));
				}
				else if (before != null) {
					refusals.add(refusal(property, this.prefix + before + " has the same name."));
				}
			}
		});
		return refusals;
	}

	private Refusal refusal(String property, String reason) {
		return new Refusal(this.prefix + property, this.columns.get(property), reason,
				"Write another name for %s%s: letters, digits and '_'.".formatted(this.prefix, property));
	}

}

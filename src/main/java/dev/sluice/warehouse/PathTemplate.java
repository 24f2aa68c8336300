package dev.sluice.warehouse;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The folders of files, such as
 * <code>dt={time:yyyy-MM-dd}/country={field:country}/</code>. <code>{time:PATTERN}</code>
 * is the time of the load, <code>{field:NAME}</code> the value of a top-level column, and
 * <code>{field:NAME:PATTERN}</code> that of a DATE, DATETIME or TIMESTAMP column; a
 * record's own time is that of the column which columns.timestamp names. Immutable.
 */
public final class PathTemplate {

	/** The folder of rows without a value, as Hive names it. */
	static final String NOTHING = "__HIVE_DEFAULT_PARTITION__";

	private static final Pattern PART = Pattern.compile("\\{(time|field):([^:{}]+)(?::([^{}]+))?}");

	private final List<Part> parts = new ArrayList<>();

	private final ZoneId zone;

	private boolean byField;

	private PathTemplate(ZoneId zone) {
		this.zone = zone;
	}

	/**
	 * Reads a template.
	 * @param text the template; empty for none
	 * @param zone the time zone of folders by time
	 * @throws IllegalArgumentException if it is none
	 */
	public static PathTemplate parse(String text, ZoneId zone) {
		if (text.contains("..") || text.startsWith("/")) {
			throw new IllegalArgumentException("'" + text + "' leads out of the directory");
		}
		PathTemplate template = new PathTemplate(zone);
		Matcher matcher = PART.matcher(text);
		int from = 0;
		while (matcher.find()) {
			template.literal(text.substring(from, matcher.start()));
			if (matcher.group(1).equals("time")) {
				String pattern = matcher.group(2) + ((matcher.group(3) != null) ? ":" + matcher.group(3) : "");
				template.parts.add(new Part(null, DateTimeFormatter.ofPattern(pattern), ""));
			}
			else {
				template.byField = true;
				DateTimeFormatter pattern = (matcher.group(3) != null) ? DateTimeFormatter.ofPattern(matcher.group(3))
						: null;
				template.parts.add(new Part(matcher.group(2), pattern, ""));
			}
			from = matcher.end();
		}
		template.literal(text.substring(from));
		return template;
	}

	private void literal(String text) {
		if (text.contains("{") || text.contains("}")) {
			throw new IllegalArgumentException("'" + text + "' cannot stand in a path of files");
		}
		this.parts.add(new Part(null, null, text));
	}

	/**
	 * Whether rows of one load may lie in several folders.
	 */
	public boolean byField() {
		return this.byField;
	}

	/**
	 * The folder of a row: empty, or ending with a slash.
	 * @param now the time of the load
	 * @param values gives the text of a column's value, or {@code null}
	 */
	public String folder(Instant now, Function<String, @Nullable String> values) {
		StringBuilder folder = new StringBuilder();
		for (Part part : this.parts) {
			String field = part.field();
			if (field != null) {
				folder.append(value(values.apply(field), part.pattern()));
			}
			else if (part.pattern() != null) {
				folder.append(part.pattern().format(now.atZone(this.zone)));
			}
			else {
				folder.append(part.text());
			}
		}
		return (folder.isEmpty() || folder.charAt(folder.length() - 1) == '/') ? folder.toString() : folder + "/";
	}

	private String value(@Nullable String value, @Nullable DateTimeFormatter pattern) {
		if (value == null || value.isEmpty()) {
			return NOTHING;
		}
		return (pattern != null) ? pattern.format(time(value)) : value.replaceAll("[^\\w.+:@=-]", "_");
	}

	private ZonedDateTime time(String value) {
		if (value.endsWith("Z")) {
			return Instant.parse(value).atZone(this.zone);
		}
		LocalDateTime time = value.contains("T") ? LocalDateTime.parse(value) : LocalDate.parse(value).atStartOfDay();
		return time.atZone(ZoneOffset.UTC);
	}

	/**
	 * A part of a path.
	 *
	 * @param field the column, if any
	 * @param pattern the pattern of a time, if it is one
	 * @param text the text otherwise
	 */
	private record Part(@Nullable String field, @Nullable DateTimeFormatter pattern, String text) {

	}

}

package dev.sluice.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.sluice.pipeline.PipelineProperties;

/**
 * Checks that a pipeline's table can be the name of one.
 */
final class TableTemplateCheck {

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

	private static final Pattern KNOWN = Pattern.compile("topic|topic:(\\d+)|header:.+|field:[^.]+(\\.[^.]+)*");

	private static final Pattern PARTS = Pattern
		.compile("([a-z0-9:._-]+\\.)?[\\w]+\\.[\\p{L}\\p{M}\\p{N}\\p{Pc}\\p{Pd} ]+");

	private static final String EXAMPLES = "Write dataset.table or project.dataset.table, such as shop.orders or shop.{topic}, for %s.";

	private final String property;

	private final PipelineProperties pipeline;

	private final List<Refusal> refusals = new ArrayList<>();

	TableTemplateCheck(String property, PipelineProperties pipeline) {
		this.property = property;
		this.pipeline = pipeline;
	}

	List<Refusal> refusals() {
		Matcher placeholders = PLACEHOLDER.matcher(this.pipeline.table());
		while (placeholders.find()) {
			placeholder(placeholders.group(1));
		}
		if (!PARTS.matcher(PLACEHOLDER.matcher(this.pipeline.table()).replaceAll("x")).matches()) {
			refuse("It is not the name of a table.", EXAMPLES.formatted(this.property));
		}
		return this.refusals;
	}

	private void placeholder(String text) {
		Matcher known = KNOWN.matcher(text);
		if (!known.matches()) {
			refuse("There is no placeholder {%s}.".formatted(text),
					"Use {topic}, {topic:N}, {header:NAME} or {field:PATH} in %s.".formatted(this.property));
		}
		else if (known.group(1) != null) {
			group(text, Integer.parseInt(known.group(1)));
		}
	}

	private void group(String text, int number) {
		Pattern pattern = this.pipeline.topicPattern();
		int groups = (pattern != null) ? pattern.matcher("").groupCount() : 0;
		if (number > groups) {
			refuse("{%s} is a group of topic-pattern, which has %d.".formatted(text, groups),
					"Give topic-pattern a group in parentheses, or use {topic} in %s.".formatted(this.property));
		}
	}

	private void refuse(String reason, String action) {
		this.refusals.add(new Refusal(this.property, null, reason, action));
	}

}

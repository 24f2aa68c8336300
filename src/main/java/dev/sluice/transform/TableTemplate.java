package dev.sluice.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.sluice.table.FieldPath;
import dev.sluice.table.TableNames;
import org.jspecify.annotations.Nullable;

/**
 * A template for names of tables, such as <code>events.{topic:1}_{header:type}</code>.
 *
 * @param project the project
 * @param dataset the parts of the dataset's id: at least one
 * @param table the parts of the table's id
 */
record TableTemplate(String project, List<TemplatePart> dataset, List<TemplatePart> table) {

	private static final Pattern PROJECT = Pattern.compile("([a-z0-9.-]+:)?[a-z0-9_-]+");

	/**
	 * Reads a template.
	 * @param text the template
	 * @param defaultProject the project of a template that gives none
	 * @param topicPattern the pattern that topics match, if there is one
	 * @throws IllegalArgumentException if the text is no template; says why
	 */
	static TableTemplate parse(String text, String defaultProject, @Nullable Pattern topicPattern) {
		List<List<TemplatePart>> names = new Parser(text, topicPattern).names();
		int dataset = names.size() - 2;
		if (dataset < 0) {
			throw malformed(text);
		}
		String project = (dataset == 0) ? defaultProject : project(text, names.subList(0, dataset));
		check(text, names.get(dataset), TableId.DATASET);
		check(text, names.get(dataset + 1), TableId.TABLE);
		return new TableTemplate(project, names.get(dataset), names.get(dataset + 1));
	}

	/**
	 * The parts that a record must give, in their order.
	 */
	List<TemplatePart> variables() {
		return Stream.concat(this.dataset.stream(), this.table.stream())
			.filter((part) -> !(part instanceof TemplatePart.Literal))
			.distinct()
			.toList();
	}

	/**
	 * The names that the tables of a topic's records can have.
	 */
	TableNames names(String topic) {
		return new TableNames(this.project, id(TableId.DATASET, this.dataset, topic),
				id(TableId.TABLE, this.table, topic));
	}

	private static TableNames.Id id(TableId id, List<TemplatePart> parts, String topic) {
		StringBuilder pattern = new StringBuilder();
		StringBuilder text = new StringBuilder();
		boolean known = true;
		for (TemplatePart part : parts) {
			String value = part.ofTopic(topic);
			known = known && value != null;
			String allowed = (value != null) ? id.replaceIllegal(value) : "";
			text.append(allowed);
			pattern.append((value != null) ? Pattern.quote(allowed) : ".+");
		}
		return new TableNames.Id((known) ? text.toString() : null, Pattern.compile(pattern.toString()));
	}

	/**
	 * The project, which has dots where it belongs to a domain.
	 */
	private static String project(String text, List<List<TemplatePart>> names) {
		List<String> texts = new ArrayList<>();
		for (List<TemplatePart> parts : names) {
			if (parts.size() > 1 || !(parts.get(0) instanceof TemplatePart.Literal literal)) {
				throw new IllegalArgumentException("the project in '" + text + "' cannot be taken from the records");
			}
			texts.add(literal.text());
		}
		String project = String.join(".", texts);
		if (!PROJECT.matcher(project).matches()) {
			throw malformed(text);
		}
		return project;
	}

	private static IllegalArgumentException malformed(String text) {
		return new IllegalArgumentException("'" + text + "' is not of the form dataset.table or project.dataset.table");
	}

	private static void check(String text, List<TemplatePart> parts, TableId id) {
		for (TemplatePart part : parts) {
			if (part instanceof TemplatePart.Literal literal
					&& !id.replaceIllegal(literal.text()).equals(literal.text())) {
				throw new IllegalArgumentException("'" + literal.text() + "' in '" + text + "' has a character that "
						+ id.words() + " cannot have: only " + id.allowed());
			}
		}
	}

	/**
	 * Takes a template apart.
	 */
	private static final class Parser {

		private final String text;

		private final @Nullable Pattern topicPattern;

		private final List<List<TemplatePart>> names = new ArrayList<>();

		private List<TemplatePart> name = new ArrayList<>();

		private StringBuilder literal = new StringBuilder();

		Parser(String text, @Nullable Pattern topicPattern) {
			this.text = text;
			this.topicPattern = topicPattern;
		}

		List<List<TemplatePart>> names() {
			int at = 0;
			while (at < this.text.length()) {
				char character = this.text.charAt(at++);
				switch (character) {
					case '.' -> endName();
					case '{' -> at = variable(at);
					case '}' -> throw new IllegalArgumentException("'" + this.text + "' has a '}' without a '{'");
					default -> this.literal.append(character);
				}
			}
			endName();
			return this.names;
		}

		private int variable(int from) {
			int to = this.text.indexOf('}', from);
			if (to < 0) {
				throw new IllegalArgumentException("'" + this.text + "' has a '{' without a '}'");
			}
			endLiteral();
			this.name.add(variable(this.text.substring(from, to)));
			return to + 1;
		}

		private TemplatePart variable(String variable) {
			int colon = variable.indexOf(':');
			String argument = variable.substring(colon + 1);
			if (variable.equals("topic")) {
				return new TemplatePart.Topic();
			}
			return switch ((colon > 0 && !argument.isBlank()) ? variable.substring(0, colon) : "") {
				case "topic" -> topicGroup(argument);
				case "header" -> new TemplatePart.Header(argument);
				case "field" -> field(argument);
				default -> throw new IllegalArgumentException("'{" + variable + "}' in '" + this.text
						+ "' is not known: use {topic}, {topic:N}, {header:NAME} or {field:PATH}");
			};
		}

		private TemplatePart topicGroup(String argument) {
			if (this.topicPattern == null) {
				throw new IllegalArgumentException(
						"'{topic:" + argument + "}' in '" + this.text + "' needs a topic-pattern whose group it names");
			}
			int groups = this.topicPattern.matcher("").groupCount();
			if (!argument.matches("[1-9][0-9]{0,3}") || Integer.parseInt(argument) > groups) {
				throw new IllegalArgumentException("'{topic:" + argument + "}' in '" + this.text
						+ "' names no group of the topic-pattern, which has " + groups + " of them");
			}
			return new TemplatePart.TopicGroup(this.topicPattern, Integer.parseInt(argument));
		}

		private TemplatePart field(String argument) {
			List<String> path = List.of(argument.split("\\.", -1));
			if (path.contains("")) {
				throw new IllegalArgumentException(
						"'{field:" + argument + "}' in '" + this.text + "' has an empty name in its path");
			}
			return new TemplatePart.Field(new FieldPath(path));
		}

		private void endLiteral() {
			if (!this.literal.isEmpty()) {
				this.name.add(new TemplatePart.Literal(this.literal.toString()));
				this.literal = new StringBuilder();
			}
		}

		private void endName() {
			endLiteral();
			if (this.name.isEmpty()) {
				throw new IllegalArgumentException("'" + this.text + "' has an empty name");
			}
			this.names.add(this.name);
			this.name = new ArrayList<>();
		}

	}

}

package dev.sluice.transform;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import dev.sluice.record.RecordBatch;
import dev.sluice.table.TableName;
import dev.sluice.table.TableNames;
import org.jspecify.annotations.Nullable;

/**
 * A router by a template: {@code dataset.table} or {@code project.dataset.table}, where
 * dataset and table may hold <code>{topic}</code>, <code>{topic:N}</code> (group N of the
 * topic pattern), <code>{header:NAME}</code> (the last header of the name, as UTF-8) and
 * <code>{field:PATH}</code> (a field's text).
 * <p>
 * In a value, every character that the id of a dataset (letters of ASCII, digits, _) or
 * of a table (letters, digits and marks of any script, connectors, dashes, spaces) cannot
 * have becomes {@code _}. A value that is absent or empty, or makes an id of more than
 * 1024 bytes, is {@link Reason#NO_TABLE}; a table beyond the bound is
 * {@link Reason#TOO_MANY_TABLES}. Tables are counted from the start of the process.
 * <p>
 * Thread-safe; the tables of known topics and values are remembered.
 */
public final class TemplateTableRouter implements TableRouter {

	/** How many combinations of values are remembered for each table. */
	private static final int KEYS_PER_TABLE = 10;

	private final TableTemplate template;

	private final List<TemplatePart> variables;

	private final boolean perTopic;

	private final int maxTables;

	private final Semaphore room;

	private final Map<TableName, TableName> tables = new ConcurrentHashMap<>();

	private final Map<String, TableName> known = new ConcurrentHashMap<>();

	/**
	 * A router for a pipeline.
	 * @param template the template
	 * @param defaultProject the project of a template that gives none
	 * @param topicPattern the pattern that topics match, if there is one
	 * @param maxTables the largest number of tables, at least 1
	 * @throws IllegalArgumentException if the text is no template; says why
	 */
	public TemplateTableRouter(String template, String defaultProject, @Nullable Pattern topicPattern, int maxTables) {
		this.template = TableTemplate.parse(template, defaultProject, topicPattern);
		this.variables = this.template.variables();
		this.perTopic = this.variables.stream().allMatch(TemplatePart::perTopic);
		this.maxTables = maxTables;
		this.room = new Semaphore(maxTables);
	}

	/**
	 * Checks that a text is a template.
	 * @throws IllegalArgumentException if it is none; says why
	 */
	public static void check(String template, @Nullable Pattern topicPattern) {
		TableTemplate.parse(template, "", topicPattern);
	}

	/**
	 * The one table that a template without variables names, or {@code null} if it has
	 * some.
	 * @throws IllegalArgumentException if the text is no template; says why
	 */
	public static @Nullable TableName onlyTable(String template, String defaultProject,
			@Nullable Pattern topicPattern) {
		TableTemplate parsed = TableTemplate.parse(template, defaultProject, topicPattern);
		return parsed.variables().isEmpty()
				? new TableName(parsed.project(), text(parsed.dataset()), text(parsed.table())) : null;
	}

	/**
	 * The names that the tables of a topic's records can have, by a template.
	 * @throws IllegalArgumentException if the text is no template; says why
	 */
	public static TableNames names(String template, String defaultProject, @Nullable Pattern topicPattern,
			String topic) {
		return TableTemplate.parse(template, defaultProject, topicPattern).names(topic);
	}

	private static String text(List<TemplatePart> literals) {
		return literals.stream()
			.map(TemplatePart.Literal.class::cast)
			.map(TemplatePart.Literal::text)
			.collect(Collectors.joining());
	}

	@Override
	public boolean needsFields() {
		return this.variables.stream().anyMatch(TemplatePart.Field.class::isInstance);
	}

	@Override
	public @Nullable TableName route(RecordBatch batch, int index, FieldValues fields, RecordSink sink) {
		if (this.perTopic) {
			TableName table = this.known.get(batch.topic());
			return (table != null) ? table : form(batch.topic(), batch, index, fields, sink);
		}
		String key = key(batch, index, fields);
		TableName table = this.known.get(key);
		return (table != null) ? table : form(key, batch, index, fields, sink);
	}

	/**
	 * The values of all variables, of which no two sets have the same key.
	 */
	private String key(RecordBatch batch, int index, FieldValues fields) {
		if (this.variables.size() == 1) {
			String value = this.variables.get(0).value(batch, index, fields);
			return (value != null) ? value : "";
		}
		StringBuilder key = new StringBuilder();
		for (TemplatePart variable : this.variables) {
			String value = variable.value(batch, index, fields);
			if (value != null) {
				key.append(value.length()).append(':').append(value);
			}
			key.append(',');
		}
		return key.toString();
	}

	private @Nullable TableName form(String key, RecordBatch batch, int index, FieldValues fields, RecordSink sink) {
		String dataset = id(TableId.DATASET, this.template.dataset(), batch, index, fields, sink);
		String table = (dataset != null) ? id(TableId.TABLE, this.template.table(), batch, index, fields, sink) : null;
		if (dataset == null || table == null) {
			return null;
		}
		TableName name = new TableName(this.template.project(), dataset, table);
		if (!admit(name)) {
			sink.bad(new Failure(Reason.TOO_MANY_TABLES,
					"the record needs one table more than the " + this.maxTables + " that max-tables allows"));
			return null;
		}
		if (this.known.size() < (long) KEYS_PER_TABLE * this.maxTables) {
			this.known.put(key, name);
		}
		return name;
	}

	private static @Nullable String id(TableId id, List<TemplatePart> parts, RecordBatch batch, int index,
			FieldValues fields, RecordSink sink) {
		StringBuilder text = new StringBuilder();
		for (TemplatePart part : parts) {
			String value = part.value(batch, index, fields);
			if (value == null || value.isEmpty()) {
				sink.bad(new Failure(Reason.NO_TABLE,
						part.words() + " has no value, from which the table's name is made",
						(part instanceof TemplatePart.Field field) ? field.path().toString() : null));
				return null;
			}
			text.append(id.replaceIllegal(value));
		}
		if (TableId.isTooLong(text.toString())) {
			sink.bad(new Failure(Reason.NO_TABLE, id.words() + " would have more than 1024 bytes"));
			return null;
		}
		return text.toString();
	}

	/**
	 * Whether a table is known or there is room for it. A permit is a table that may yet
	 * be formed; threads that form the same table take one permit together.
	 */
	private boolean admit(TableName name) {
		return this.tables.computeIfAbsent(name, (added) -> this.room.tryAcquire() ? added : null) != null;
	}

}

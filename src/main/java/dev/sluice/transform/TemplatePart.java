package dev.sluice.transform;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.sluice.record.RecordBatch;
import dev.sluice.table.FieldPath;
import org.jspecify.annotations.Nullable;

/**
 * A part of a template for table names: text as it stands, or a variable.
 */
sealed interface TemplatePart {

	/**
	 * The part's text for a record, or {@code null} if the record has none.
	 */
	@Nullable String value(RecordBatch batch, int index, TableRouter.FieldValues fields);

	/** The part's name in sentences. */
	String words();

	/** Whether all records of a topic have the same text. */
	default boolean perTopic() {
		return false;
	}

	/**
	 * The part's text for all records of a topic, or {@code null} if there is none.
	 */
	default @Nullable String ofTopic(String topic) {
		return null;
	}

	/**
	 * Text as it stands.
	 *
	 * @param text the text
	 */
	record Literal(String text) implements TemplatePart {

		@Override
		public String value(RecordBatch batch, int index, TableRouter.FieldValues fields) {
			return this.text;
		}

		@Override
		public String ofTopic(String topic) {
			return this.text;
		}

		@Override
		public String words() {
			return "'" + this.text + "'";
		}

		@Override
		public boolean perTopic() {
			return true;
		}

	}

	/** {@code {topic}}. */
	record Topic() implements TemplatePart {

		@Override
		public String value(RecordBatch batch, int index, TableRouter.FieldValues fields) {
			return batch.topic();
		}

		@Override
		public String ofTopic(String topic) {
			return topic;
		}

		@Override
		public String words() {
			return "the topic";
		}

		@Override
		public boolean perTopic() {
			return true;
		}

	}

	/**
	 * {@code {topic:N}}.
	 *
	 * @param pattern the pattern that topics match
	 * @param group the number of one of its groups
	 */
	record TopicGroup(Pattern pattern, int group) implements TemplatePart {

		@Override
		public @Nullable String value(RecordBatch batch, int index, TableRouter.FieldValues fields) {
			return ofTopic(batch.topic());
		}

		@Override
		public @Nullable String ofTopic(String topic) {
			Matcher matcher = this.pattern.matcher(topic);
			return matcher.matches() ? matcher.group(this.group) : null;
		}

		@Override
		public String words() {
			return "group " + this.group + " of the topic";
		}

		@Override
		public boolean perTopic() {
			return true;
		}

	}

	/**
	 * {@code {header:NAME}}: of several headers of the name, the last.
	 *
	 * @param name the header's name
	 */
	record Header(String name) implements TemplatePart {

		@Override
		public @Nullable String value(RecordBatch batch, int index, TableRouter.FieldValues fields) {
			byte[][] last = new byte[1][];
			batch.headers(index, (header, value) -> {
				if (header.equals(this.name)) {
					last[0] = value;
				}
			});
			return (last[0] != null) ? new String(last[0], StandardCharsets.UTF_8) : null;
		}

		@Override
		public String words() {
			return "header '" + this.name + "'";
		}

	}

	/**
	 * {@code {field:PATH}}.
	 *
	 * @param path the field's path
	 */
	record Field(FieldPath path) implements TemplatePart {

		@Override
		public @Nullable String value(RecordBatch batch, int index, TableRouter.FieldValues fields) {
			return fields.text(this.path);
		}

		@Override
		public String words() {
			return "field '" + this.path + "'";
		}

	}

}

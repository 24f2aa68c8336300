package dev.sluice.mutator;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Who adds the columns that records need.
 *
 * @param mode who adds missing columns: the loader itself (inline), an instance of
 * profile 'mutator' that is told by a topic (topic), or a person (off); in the latter two
 * cases rows become failed inserts until their columns are there
 * @param types how missing columns are made known
 */
public record MutatorProperties(@DefaultValue("inline") Mode mode, @DefaultValue Types types) {

	/**
	 * Whether the loader itself adds columns.
	 */
	public boolean inline() {
		return this.mode == Mode.INLINE;
	}

	/** Who adds columns. */
	public enum Mode {

		/** The loader itself. */
		INLINE,

		/** Another instance, which is told by a topic. */
		TOPIC,

		/** A person. */
		OFF

	}

	/** What is on a types topic. */
	public enum Format {

		/** Self-describing JSON of one type each, with its location. */
		SHREDDED_TYPE,

		/** Arrays of types, as Snowplow's loaders up to 1.7 write. */
		ARRAY

	}

	/**
	 * How missing columns are made known.
	 *
	 * @param topic topic of types; the pipeline's name and '-types' by default
	 * @param format what is written there; both are read
	 * @param interval how long types that follow each other are gathered
	 * @param batch how many records with missing types are gathered at most
	 */
	public record Types(@Nullable String topic, @DefaultValue("shredded-type") Format format,
			@DefaultValue("5s") Duration interval, @DefaultValue("10") int batch) {

		public Types {
			if (interval.isNegative()) {
				throw new InvalidConfigurationPropertyValueException("interval", interval, "Must not be negative.");
			}
			if (batch < 1) {
				throw new InvalidConfigurationPropertyValueException("batch", batch, "Must be at least 1.");
			}
		}

		/**
		 * The topic.
		 * @param pipeline the pipeline's name
		 */
		public String topic(String pipeline) {
			return (this.topic != null) ? this.topic : pipeline + "-types";
		}

	}

}

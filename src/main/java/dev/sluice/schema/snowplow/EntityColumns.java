package dev.sluice.schema.snowplow;

import java.util.List;
import java.util.Map;

import dev.sluice.schema.iglu.IgluSchema;
import dev.sluice.schema.iglu.SchemaKey;
import dev.sluice.schema.iglu.SchemaVersion;
import org.jspecify.annotations.Nullable;

/**
 * What the versions of a schema become in a table. Immutable; making them is costly, so
 * that they are kept for as long as the registry's answer is.
 */
public sealed interface EntityColumns {

	/**
	 * The column of one version, of {@link EntityLayout#V1} or
	 * {@link EntityLayout#LEGACY}.
	 * @param layout one of the two
	 * @param property where the event has it
	 * @param schema the version's schema
	 * @param rules whose rules count
	 */
	static EntityColumns ofVersion(EntityLayout layout, ShredProperty property, IgluSchema schema, EntityRules rules) {
		return EntityColumnsFactory.ofVersion(layout, property, schema, rules);
	}

	/**
	 * The columns of a model, of {@link EntityLayout#V2}: one for the versions that can
	 * be merged, and one for each that cannot.
	 * @param property where the event has it
	 * @param versions the schemas of the model's versions from the first one to the
	 * highest seen, in order, at least one
	 * @param rules whose rules count
	 */
	static EntityColumns ofModel(ShredProperty property, List<IgluSchema> versions, EntityRules rules) {
		return EntityColumnsFactory.ofModel(property, versions, rules);
	}

	/**
	 * There are columns.
	 *
	 * @param byVersion the column of each version; versions that can have no value have
	 * none
	 */
	record Usable(Map<SchemaVersion, EntityColumn> byVersion) implements EntityColumns {

		public Usable {
			byVersion = Map.copyOf(byVersion);
		}

		/**
		 * The column of a version, or {@code null} if it needs none: all its values are
		 * empty.
		 */
		public @Nullable EntityColumn of(SchemaVersion version) {
			return this.byVersion.get(version);
		}

	}

	/**
	 * A schema is none that columns can be made from.
	 *
	 * @param key names it
	 */
	record Unusable(SchemaKey key) implements EntityColumns {

		/** What bad rows say of it. */
		public static final String MESSAGE = "Cannot be parsed as JSON Schema AST";

	}

}

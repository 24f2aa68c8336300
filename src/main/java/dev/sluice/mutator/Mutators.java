package dev.sluice.mutator;

import java.util.List;

import dev.sluice.table.Column;
import dev.sluice.table.TableSchema;
import org.jspecify.annotations.Nullable;

/**
 * Makes the mutators of pipelines, which share what is known of tables.
 */
public interface Mutators {

	/**
	 * A mutator for one pipeline.
	 * @param options what the pipeline says of its tables
	 */
	Mutator open(Options options);

	/**
	 * The project of tables whose name gives none.
	 */
	String defaultProject();

	/**
	 * What is known of the tables that a pipeline has used so far, by whichever of its
	 * mutators, ordered by name; for people. What its settings say of them is what its
	 * first mutator was told.
	 */
	List<TableStatus> tables(String pipeline);

	/**
	 * What a pipeline says of its tables.
	 *
	 * @param pipeline the pipeline's name
	 * @param create whether and how missing tables are created
	 * @param evolution how tables change
	 * @param schema columns of created tables: a BigQuery schema file or the same JSON
	 * inline; {@code null} if they are inferred
	 * @param furtherColumns columns that every created table gets besides
	 * @param alters whether it adds columns to tables that exist
	 */
	record Options(String pipeline, CreateProperties create, EvolutionProperties evolution, @Nullable String schema,
			List<Column> furtherColumns, boolean alters) {

		public Options {
			furtherColumns = List.copyOf(furtherColumns);
		}

		/**
		 * The columns that a created table gets in any case.
		 * @throws org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException
		 * if the schema cannot be read
		 */
		public TableSchema columns() {
			return new TablePolicy(this.create, this.evolution, SchemaDocument.read(this), this.furtherColumns,
					this.alters)
				.columns();
		}

	}

}

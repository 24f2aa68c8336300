package dev.sluice.schema.iglu;

import java.util.List;

/**
 * Looks schemas up in registries. Thread-safe; never blocks.
 */
public interface IgluSchemas {

	/**
	 * The schema of a key.
	 */
	SchemaAnswer<IgluSchema> schema(SchemaKey key);

	/**
	 * The schemas of all versions of a model, from its first up to {@code highest}, in
	 * order.
	 */
	SchemaAnswer<List<IgluSchema>> upTo(SchemaKey highest);

}

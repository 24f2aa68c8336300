package dev.sluice.mutator.topic;

import java.util.List;
import java.util.stream.Stream;

import dev.sluice.schema.iglu.IgluSchema;
import dev.sluice.schema.iglu.IgluSchemas;
import dev.sluice.schema.iglu.SchemaAnswer;
import dev.sluice.schema.snowplow.EntityColumn;
import dev.sluice.schema.snowplow.EntityColumns;
import dev.sluice.schema.snowplow.EntityLayout;
import dev.sluice.schema.snowplow.ShreddedType;
import dev.sluice.table.Column;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The columns of types, by their schemas in the registries. Thread-safe; never blocks.
 */
public final class TypeColumns {

	private static final Logger logger = LoggerFactory.getLogger(TypeColumns.class);

	private final IgluSchemas schemas;

	private final TypeLayout layout;

	/**
	 * Columns of one pipeline.
	 * @param schemas looks schemas up
	 * @param layout how types are laid out
	 */
	public TypeColumns(IgluSchemas schemas, TypeLayout layout) {
		this.schemas = schemas;
		this.layout = layout;
	}

	/**
	 * The columns that a type needs: one, or none if all its values are empty.
	 */
	public Answer of(ShreddedType type) {
		EntityLayout own = this.layout.of(type.key());
		try {
			return (own == EntityLayout.V2) ? ofModel(type, this.schemas.upTo(type.key()))
					: ofVersion(type, own, this.schemas.schema(type.key()));
		}
		catch (RuntimeException ex) {
			logger.atError().setCause(ex).addKeyValue("schema", type.key()).log("columns cannot be made of a schema");
			return new Answer.None(type.key() + ": no columns can be made, " + ex.getClass().getName());
		}
	}

	private Answer ofVersion(ShreddedType type, EntityLayout own, SchemaAnswer<IgluSchema> schema) {
		if (schema instanceof SchemaAnswer.Found<IgluSchema> found) {
			return columns(type, EntityColumns.ofVersion(own, type.property(), found.value(), this.layout.rules()));
		}
		return without(schema);
	}

	private Answer ofModel(ShreddedType type, SchemaAnswer<List<IgluSchema>> versions) {
		if (versions instanceof SchemaAnswer.Found<List<IgluSchema>> found) {
			return columns(type, EntityColumns.ofModel(type.property(), found.value(), this.layout.rules()));
		}
		return without(versions);
	}

	private static Answer columns(ShreddedType type, EntityColumns columns) {
		if (columns instanceof EntityColumns.Usable usable) {
			return new Answer.Columns(
					Stream.ofNullable(usable.of(type.key().version())).map(EntityColumn::column).toList());
		}
		return new Answer.None(type.key() + ": " + EntityColumns.Unusable.MESSAGE);
	}

	private static Answer without(SchemaAnswer<?> answer) {
		if (answer instanceof SchemaAnswer.Pending<?> pending) {
			return new Answer.Later(pending);
		}
		if (answer instanceof SchemaAnswer.NotFound<?> missing && !missing.gaveUp()) {
			return new Answer.None("no registry has the schema " + missing.key() + ": " + missing.error());
		}
		return new Answer.None("the registries have not answered for too long");
	}

	/** What is known of a type's columns. */
	public sealed interface Answer {

		/**
		 * They are known.
		 *
		 * @param columns the columns
		 */
		record Columns(List<Column> columns) implements Answer {

		}

		/**
		 * There are none.
		 *
		 * @param why the reason
		 */
		record None(String why) implements Answer {

		}

		/**
		 * They are being looked up.
		 *
		 * @param pending tells when to ask again
		 */
		record Later(SchemaAnswer.Pending<?> pending) implements Answer {

		}

	}

}

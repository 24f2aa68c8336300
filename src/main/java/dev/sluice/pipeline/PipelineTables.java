package dev.sluice.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.sluice.mutator.CreateProperties;
import dev.sluice.mutator.Mutators;
import dev.sluice.mutator.topic.TypeLayout;
import dev.sluice.schema.iglu.SchemaCriterion;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.TableName;
import dev.sluice.table.TableNames;
import dev.sluice.transform.OnTypeConflict;
import dev.sluice.transform.OnUnknownField;
import dev.sluice.transform.SourceColumns;
import dev.sluice.transform.TableRouter;
import dev.sluice.transform.TableShape;
import dev.sluice.transform.TemplateTableRouter;
import dev.sluice.transform.Transform;
import dev.sluice.transform.TransformContext;
import dev.sluice.transform.Transforms;
import dev.sluice.transform.snowplow.SnowplowProperties;
import org.jspecify.annotations.Nullable;

/**
 * What the properties and the formats of pipelines say of their tables.
 *
 * @param transforms knows the formats
 * @param defaultProject the project of tables whose name gives none
 */
public record PipelineTables(Transforms transforms, String defaultProject) {

	/**
	 * The name of a pipeline's format.
	 */
	static String format(PipelineProperties pipeline) {
		return pipeline.format().name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	TransformContext context(PipelineProperties pipeline) {
		TableRouter router = new TemplateTableRouter(pipeline.table(), this.defaultProject, pipeline.topicPattern(),
				pipeline.maxTables());
		return new TransformContext(router, new SourceColumns(pipeline.columns()), pipeline.columns().overflow(),
				pipeline.onUnknownField(), pipeline.onTypeConflict(), pipeline.onNullValue(),
				List.of(pipeline.json(), pipeline.snowplow()));
	}

	/**
	 * A new transform of a pipeline's records, for one thread.
	 */
	public Transform transform(PipelineProperties pipeline) {
		return this.transforms.create(format(pipeline), context(pipeline));
	}

	/**
	 * The names that the tables of a topic's records can have.
	 */
	public TableNames names(PipelineProperties pipeline, String topic) {
		return TemplateTableRouter.names(pipeline.table(), this.defaultProject, pipeline.topicPattern(), topic);
	}

	/**
	 * What a pipeline's own mutator has to know of its tables.
	 */
	public Mutators.Options options(String name, PipelineProperties pipeline) {
		return options(name, pipeline, pipeline.mutator().inline());
	}

	/**
	 * What a mutator has to know of a pipeline's tables.
	 * @param name the pipeline's name
	 * @param pipeline its properties
	 * @param alters whether the mutator adds columns
	 */
	public Mutators.Options options(String name, PipelineProperties pipeline, boolean alters) {
		TableShape shape = this.transforms.tables(format(pipeline), context(pipeline));
		CreateProperties create = (shape.dayColumn() != null)
				? pipeline.create().orByDay(shape.dayColumn(), shape.clustering()) : pipeline.create();
		return new Mutators.Options(name, create, pipeline.evolution(), pipeline.schema(),
				furtherColumns(pipeline, shape), alters);
	}

	private static List<Column> furtherColumns(PipelineProperties pipeline, TableShape shape) {
		List<Column> columns = new ArrayList<>(shape.columns());
		columns.addAll(new SourceColumns(pipeline.columns()).columns());
		if (pipeline.onUnknownField() == OnUnknownField.OVERFLOW
				|| pipeline.onTypeConflict() == OnTypeConflict.OVERFLOW) {
			columns.add(Column.nullable(pipeline.columns().overflow(), ColumnType.JSON));
		}
		return columns;
	}

	/**
	 * How the types of Snowplow's events are laid out in a pipeline's columns.
	 */
	public static TypeLayout typeLayout(PipelineProperties pipeline) {
		SnowplowProperties snowplow = pipeline.snowplow();
		return new TypeLayout(snowplow.layout(), snowplow.legacyColumns().stream().map(SchemaCriterion::parse).toList(),
				snowplow.rules());
	}

	/**
	 * The table of all rows of a pipeline, or {@code null} if its records decide on it.
	 */
	public @Nullable TableName onlyTable(PipelineProperties pipeline) {
		return TemplateTableRouter.onlyTable(pipeline.table(), this.defaultProject, pipeline.topicPattern());
	}

}

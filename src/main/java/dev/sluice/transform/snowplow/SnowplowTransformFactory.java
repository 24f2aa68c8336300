package dev.sluice.transform.snowplow;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

import dev.sluice.record.BadRowFormat;
import dev.sluice.schema.iglu.IgluSchemas;
import dev.sluice.schema.snowplow.AtomicColumns;
import dev.sluice.schema.snowplow.ColumnLayout;
import dev.sluice.table.Column;
import dev.sluice.transform.TableShape;
import dev.sluice.transform.Transform;
import dev.sluice.transform.TransformContext;
import dev.sluice.transform.TransformFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the transforms of Snowplow's enriched events.
 */
final class SnowplowTransformFactory implements TransformFactory {

	private final Supplier<IgluSchemas> schemas;

	private final InstantSource clock;

	private final String version;

	/**
	 * A factory.
	 * @param schemas gives the registries, once they are needed
	 * @param clock tells the time
	 * @param version the version that bad rows name
	 */
	SnowplowTransformFactory(Supplier<IgluSchemas> schemas, InstantSource clock, String version) {
		this.schemas = schemas;
		this.clock = clock;
		this.version = version;
	}

	@Override
	public String format() {
		return "snowplow";
	}

	@Override
	public Transform create(TransformContext context) {
		return new SnowplowTransform(context, this.schemas.get(), this.clock);
	}

	@Override
	public TableShape tables(TransformContext context) {
		ColumnLayout layout = context.settings(SnowplowProperties.class).layout();
		List<Column> columns = AtomicColumns.ofTable(layout);
		return (layout == ColumnLayout.V2) ? new TableShape(columns, AtomicColumns.LOAD_TSTAMP, List.of("event_name"))
				: new TableShape(columns, null, List.of());
	}

	@Override
	public @Nullable BadRowFormat badRows(TransformContext context) {
		SnowplowProperties.BadRows settings = context.settings(SnowplowProperties.class).badRows();
		return (settings.topic() == null) ? null : new SnowplowBadRows(settings.topic(), settings.artifact(),
				this.version, Math.toIntExact(settings.maxSize().toBytes()));
	}

}

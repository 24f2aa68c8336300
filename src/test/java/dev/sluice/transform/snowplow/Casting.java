package dev.sluice.transform.snowplow;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.sluice.schema.iglu.IgluSchema;
import dev.sluice.schema.iglu.SchemaKey;
import dev.sluice.schema.snowplow.EntityColumn;
import dev.sluice.schema.snowplow.EntityColumns;
import dev.sluice.schema.snowplow.EntityLayout;
import dev.sluice.schema.snowplow.EntityRules;
import dev.sluice.schema.snowplow.ShredProperty;
import dev.sluice.table.Column;
import dev.sluice.table.RowLayout;
import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;
import tools.jackson.databind.JsonNode;

/**
 * One cast and what came of it.
 */
final class Casting {

	static final SchemaKey KEY = SchemaKey.parse("iglu:com.acme/item/jsonschema/1-0-0");

	private final EntityColumn column;

	private final EntityRules rules;

	private RowLayout layout;

	private final List<CastError> errors = new ArrayList<>();

	private final List<String> missing = new ArrayList<>();

	private JsonNode row;

	private int after;

	private Casting(EntityColumn column, EntityRules rules) {
		this.column = column;
		this.rules = rules;
		this.layout = layout(column.column());
		this.row = new ValueWriter(this.layout).row();
	}

	/**
	 * Events of one version.
	 */
	static Casting ofVersion(String schema, EntityRules rules) {
		return of(EntityColumns.ofVersion(EntityLayout.V1, ShredProperty.UNSTRUCT_EVENT, iglu(schema), rules), rules);
	}

	/**
	 * Events of a model.
	 */
	static Casting ofModel(String schema) {
		return of(EntityColumns.ofModel(ShredProperty.UNSTRUCT_EVENT, List.of(iglu(schema)), EntityRules.SLUICE),
				EntityRules.SLUICE);
	}

	/**
	 * Contexts of a model.
	 */
	static Casting ofContexts(String schema) {
		return of(EntityColumns.ofModel(ShredProperty.CONTEXTS, List.of(iglu(schema)), EntityRules.SLUICE),
				EntityRules.SLUICE);
	}

	private static Casting of(EntityColumns columns, EntityRules rules) {
		return new Casting(((EntityColumns.Usable) columns).byVersion().get(KEY.version()), rules);
	}

	private static IgluSchema iglu(String schema) {
		return new IgluSchema(KEY, CastsVectors.MAPPER.readTree(schema), Instant.EPOCH);
	}

	private static RowLayout layout(Column column) {
		return RowLayout.of(new TableName("p", "d", "t"), new TableSchema(List.of(column)));
	}

	/**
	 * Gives the table another column of that name.
	 */
	Casting in(Column column) {
		this.layout = layout(column);
		return this;
	}

	Column column() {
		return this.column.column();
	}

	/**
	 * Casts one event or context.
	 */
	Casting cast(String json) {
		byte[] text = json.getBytes(StandardCharsets.UTF_8);
		ValueWriter given = new ValueWriter(this.layout);
		this.errors.clear();
		this.missing.clear();
		this.after = EntityCaster.of(this.column, this.layout, this.rules)
			.cast(text, 0, text.length, "1-0-0".getBytes(StandardCharsets.US_ASCII), given, this.errors,
					(parent, lacking, cause) -> this.missing
						.add(((parent != null) ? parent + "." : "") + lacking.name() + " " + lacking.mode()));
		this.row = given.row().path(this.column.name());
		return this;
	}

	/**
	 * The value that was written; empty if none was.
	 */
	String row() {
		return this.row.isMissingNode() ? "" : this.row.toString();
	}

	List<CastError> errors() {
		return this.errors;
	}

	List<String> missing() {
		return this.missing;
	}

	int after() {
		return this.after;
	}

	static CastError wrong(String value, String expected) {
		return new CastError.WrongType(KEY, value, expected);
	}

}

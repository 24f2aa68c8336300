package dev.sluice.transform.snowplow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.sluice.schema.iglu.IgluSchema;
import dev.sluice.schema.iglu.IgluSchemas;
import dev.sluice.schema.iglu.SchemaAnswer;
import dev.sluice.schema.iglu.SchemaKey;
import dev.sluice.schema.iglu.SchemaVersion;
import dev.sluice.schema.snowplow.EntityColumns;
import dev.sluice.schema.snowplow.EntityLayout;
import dev.sluice.schema.snowplow.EntityRules;
import dev.sluice.schema.snowplow.ShredProperty;
import org.jspecify.annotations.Nullable;

/**
 * The columns of the schemas that share a column, as the registries have them now: of all
 * versions of a model up to the highest seen, or of one version. Not thread-safe.
 * <p>
 * The registries are asked once a slice, so that a schema which has changed is noticed;
 * as long as they do not answer, the columns known before are used.
 */
final class EntityFamily {

	private final SchemaKey first;

	private final IgluSchemas schemas;

	private final EntityLayout layout;

	private final ShredProperty property;

	private final EntityRules rules;

	private final Map<SchemaKey, Derived> leftOut = new HashMap<>();

	private @Nullable Derived model;

	private @Nullable SchemaKey highest;

	private long slice;

	/**
	 * A family.
	 * @param first a schema of it
	 * @param layout how its columns are laid out
	 * @param property where events have it
	 * @param schemas looks schemas up
	 * @param rules whose rules count
	 */
	EntityFamily(SchemaKey first, EntityLayout layout, ShredProperty property, IgluSchemas schemas, EntityRules rules) {
		this.first = first;
		this.schemas = schemas;
		this.layout = layout;
		this.property = property;
		this.rules = rules;
	}

	/**
	 * Whether a schema whose column has the same name is of this family; otherwise
	 * neither can be told from the other in the table.
	 */
	boolean has(SchemaKey key) {
		return key.vendor().equals(this.first.vendor()) && key.name().equals(this.first.name())
				&& key.format().equals(this.first.format());
	}

	SchemaKey first() {
		return this.first;
	}

	/**
	 * The columns that data of a schema may go to.
	 * @param key names the schema, which is of this family
	 * @param slice the number of the slice at hand
	 */
	SchemaAnswer<EntityColumns> columns(SchemaKey key, long slice) {
		Derived known = this.model;
		SchemaKey top = this.highest;
		if (known == null || top == null || key.version().compareTo(top.version()) > 0) {
			return lookUp(key, slice);
		}
		if (slice != this.slice) {
			lookUp(top, slice);
			known = this.model;
		}
		return (known != null && known.has(key.version())) ? known.columns() : alone(key);
	}

	private SchemaAnswer<EntityColumns> lookUp(SchemaKey key, long slice) {
		SchemaAnswer<List<IgluSchema>> answer = (this.layout == EntityLayout.V2) ? this.schemas.upTo(key)
				: map(this.schemas.schema(key), List::of);
		if (answer instanceof SchemaAnswer.Found<List<IgluSchema>> found) {
			this.slice = slice;
			this.highest = key;
			Derived derived = derive(this.model, found.value());
			this.model = derived;
			return derived.columns();
		}
		return map(answer, this::columns);
	}

	/**
	 * Makes columns, unless they are as they were: what is compiled for them then stays.
	 */
	private Derived derive(@Nullable Derived before, List<IgluSchema> found) {
		if (before != null && same(found, before.versions())) {
			return before;
		}
		EntityColumns made = columns(found);
		if (before != null && made.equals(before.columns().value())) {
			return new Derived(found, before.columns());
		}
		return new Derived(found, new SchemaAnswer.Found<>(made));
	}

	/** Schemas are the same instances until a registry has been asked again. */
	@SuppressWarnings("ReferenceEquality")
	private static boolean same(List<IgluSchema> one, List<IgluSchema> other) {
		if (one.size() != other.size()) {
			return false;
		}
		for (int i = 0; i < one.size(); i++) {
			if (one.get(i) != other.get(i)) {
				return false;
			}
		}
		return true;
	}

	private EntityColumns columns(List<IgluSchema> found) {
		return (this.layout == EntityLayout.V2) ? EntityColumns.ofModel(this.property, found, this.rules)
				: EntityColumns.ofVersion(this.layout, this.property, found.get(0), this.rules);
	}

	/** A version that the model's own list leaves out: it may be there all the same. */
	private SchemaAnswer<EntityColumns> alone(SchemaKey key) {
		SchemaAnswer<IgluSchema> answer = this.schemas.schema(key);
		if (answer instanceof SchemaAnswer.Found<IgluSchema> found) {
			Derived derived = derive(this.leftOut.get(key), List.of(found.value()));
			this.leftOut.put(key, derived);
			return derived.columns();
		}
		return map(answer, (schema) -> columns(List.of(schema)));
	}

	private static <T, R> SchemaAnswer<R> map(SchemaAnswer<T> answer, Function<T, R> made) {
		if (answer instanceof SchemaAnswer.Found<T> found) {
			return new SchemaAnswer.Found<>(made.apply(found.value()));
		}
		if (answer instanceof SchemaAnswer.NotFound<T> missing) {
			return new SchemaAnswer.NotFound<>(missing.key(), missing.error());
		}
		SchemaAnswer.Pending<T> pending = (SchemaAnswer.Pending<T>) answer;
		return new SchemaAnswer.Pending<>(pending.settled(), pending.cause());
	}

	/**
	 * Schemas and the columns made from them.
	 *
	 * @param versions the schemas
	 * @param columns the columns
	 */
	private record Derived(List<IgluSchema> versions, SchemaAnswer.Found<EntityColumns> columns) {

		boolean has(SchemaVersion version) {
			for (IgluSchema schema : this.versions) {
				if (schema.key().version().equals(version)) {
					return true;
				}
			}
			return false;
		}

	}

}

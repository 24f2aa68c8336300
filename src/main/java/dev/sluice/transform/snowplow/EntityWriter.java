package dev.sluice.transform.snowplow;

import java.util.ArrayList;
import java.util.List;

import dev.sluice.schema.iglu.SchemaAnswer;
import dev.sluice.schema.iglu.SchemaKey;
import dev.sluice.schema.snowplow.EntityColumn;
import dev.sluice.schema.snowplow.EntityColumns;
import dev.sluice.schema.snowplow.ShredProperty;
import dev.sluice.schema.snowplow.ShreddedType;
import dev.sluice.table.Column;
import dev.sluice.table.FieldPath;
import dev.sluice.table.RowLayout;
import dev.sluice.table.RowWriter;
import dev.sluice.transform.RecordSink;
import org.jspecify.annotations.Nullable;

/**
 * Writes the self-describing data of events to their columns: data of one column
 * together, custom contexts before derived ones. Not thread-safe.
 */
final class EntityWriter {

	/** Room for more data than that is given back. */
	private static final int MOST_KEPT = 4096;

	private final EntityTypes types;

	private final UnknownColumns unknown;

	private final List<CastError> castErrors = new ArrayList<>();

	private @Nullable EntityType[] type = new EntityType[16];

	private @Nullable EntityColumn[] column = new EntityColumn[16];

	private boolean complete;

	private boolean malformed;

	EntityWriter(EntityTypes types, UnknownColumns unknown) {
		this.types = types;
		this.unknown = unknown;
	}

	/**
	 * Finds the type of each datum.
	 * @return false if the schema of one is no key
	 */
	boolean recognise(EntityFrames frames, byte[] text) {
		if (frames.count() > this.type.length || this.type.length > MOST_KEPT) {
			this.type = new EntityType[frames.count() * 2];
			this.column = new EntityColumn[frames.count() * 2];
		}
		for (int i = 0; i < frames.count(); i++) {
			EntityType found = this.types.find(frames, i, text);
			if (found == null) {
				return false;
			}
			this.type[i] = found;
		}
		return true;
	}

	/**
	 * Finds the column of each datum.
	 * @param slice the number of the slice at hand
	 * @param errors takes what is wrong with their schemas
	 * @return false if the record has to wait, as the sink was told
	 */
	boolean resolve(EntityFrames frames, EventLine line, long slice, IgluErrors errors, RecordSink sink) {
		boolean waits = false;
		this.malformed = false;
		for (int i = 0; i < frames.count(); i++) {
			EntityType datum = type(i);
			EntityFamily family = datum.family();
			this.column[i] = null;
			if (family == null) {
				this.malformed |= !frames.isJson(line, i);
				continue;
			}
			if (!family.has(datum.key())) {
				errors.clash(family.first(), datum.key());
				continue;
			}
			SchemaAnswer<EntityColumns> answer = family.columns(datum.key(), slice);
			if (answer instanceof SchemaAnswer.Found<EntityColumns> found) {
				this.column[i] = column(found.value(), datum.key(), errors);
				this.malformed |= this.column[i] == null && !frames.isJson(line, i);
			}
			else if (answer instanceof SchemaAnswer.NotFound<EntityColumns> missing) {
				errors.notFound(missing.key(), missing.error());
			}
			else {
				SchemaAnswer.Pending<EntityColumns> pending = (SchemaAnswer.Pending<EntityColumns>) answer;
				sink.waits(pending.settled(), pending.cause());
				waits = true;
			}
		}
		return !waits;
	}

	private EntityType type(int frame) {
		EntityType known = this.type[frame];
		if (known == null) {
			throw new IllegalStateException("the types of data are not known yet");
		}
		return known;
	}

	private static @Nullable EntityColumn column(EntityColumns columns, SchemaKey key, IgluErrors errors) {
		if (columns instanceof EntityColumns.Usable usable) {
			return usable.of(key.version());
		}
		errors.unusable(((EntityColumns.Unusable) columns).key());
		return null;
	}

	/**
	 * Whether data is no JSON, or at least not as usual.
	 */
	boolean isMalformed() {
		return this.malformed;
	}

	/**
	 * Writes all data whose column is known.
	 * @param errors takes what is wrong with them
	 * @return false if the table lacks columns, so that more may be wrong
	 */
	boolean write(EntityFrames frames, EventLine line, TablePlan plan, RowWriter row, RecordSink sink,
			IgluErrors errors) {
		this.complete = true;
		for (int i = 0; i < frames.count(); i++) {
			EntityColumn first = this.column[i];
			if (first != null) {
				EntityCaster caster = plan.caster(first);
				if (caster.field() == RowLayout.NONE) {
					missing(null, first.column(), shreddedType(first), sink);
					forget(i, frames.count(), first);
				}
				else {
					writeColumn(i, frames, line, caster, row, sink);
				}
			}
		}
		this.castErrors.forEach(errors::cast);
		this.castErrors.clear();
		return this.complete;
	}

	/** The highest version of the column, which brings all of its fields. */
	private static ShreddedType shreddedType(EntityColumn its) {
		return new ShreddedType(its.key(), its.repeated() ? ShredProperty.CONTEXTS : ShredProperty.UNSTRUCT_EVENT);
	}

	private void missing(@Nullable FieldPath parent, Column column, ShreddedType its, RecordSink sink) {
		this.complete &= !this.unknown.missing(parent, column, its, sink);
	}

	@SuppressWarnings("ReferenceEquality")
	private void forget(int from, int count, EntityColumn done) {
		for (int i = from; i < count; i++) {
			if (this.column[i] == done) {
				this.column[i] = null;
			}
		}
	}

	@SuppressWarnings("ReferenceEquality")
	private void writeColumn(int from, EntityFrames frames, EventLine line, EntityCaster caster, RowWriter row,
			RecordSink sink) {
		EntityColumn wanted = this.column[from];
		boolean array = wanted != null && wanted.repeated();
		if (array) {
			row.beginArray(caster.field());
		}
		for (int i = from; i < frames.count(); i++) {
			if (this.column[i] == wanted && wanted != null) {
				int after = caster.cast(line.bytes(), frames.dataFrom(i), frames.dataTo(i), type(i).version(), row,
						this.castErrors,
						(parent, column, cause) -> missing(parent, column, shreddedType(wanted), sink));
				this.malformed |= after != frames.dataTo(i);
				this.column[i] = null;
			}
		}
		if (array) {
			row.endArray();
		}
	}

}

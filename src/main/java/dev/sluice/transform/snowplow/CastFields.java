package dev.sluice.transform.snowplow;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.sluice.schema.snowplow.Field;
import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.RowLayout;
import dev.sluice.transform.json.Key;
import dev.sluice.transform.json.KeyTable;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an object and their places in a layout, by the keys that they are filled
 * from.
 */
final class CastFields {

	private final List<CastField> fields = new ArrayList<>();

	private final KeyTable<CastField> keys = new KeyTable<>();

	private final @Nullable Key<CastField> first;

	private final List<Field> absent = new ArrayList<>();

	private final RowLayout layout;

	private final int required;

	private final int tight;

	CastFields(List<Field> fields, RowLayout layout) {
		this.layout = layout;
		int required = 0;
		int tight = 0;
		Key<CastField> first = null;
		Key<CastField> last = null;
		for (Field field : fields) {
			CastField cast = CastField.of(field, layout);
			this.fields.add(cast);
			required += cast.required() ? 1 : 0;
			tight += cast.tight() ? 1 : 0;
			if (cast.index() == RowLayout.NONE) {
				this.absent.add(field);
			}
			for (String accessor : field.accessors()) {
				Key<CastField> key = new Key<>(accessor.getBytes(StandardCharsets.UTF_8), accessor, cast);
				this.keys.add(key);
				first = (first != null) ? first : key;
				if (last != null) {
					last.followedBy(key);
				}
				last = key;
			}
		}
		this.first = first;
		this.required = required;
		this.tight = tight;
	}

	/** The fields in the schema's order. */
	List<CastField> inOrder() {
		return this.fields;
	}

	/** The key that an object is likely to begin with. */
	@Nullable Key<CastField> first() {
		return this.first;
	}

	/**
	 * The key of a text, or {@code null} if it is no property of the schema.
	 */
	@Nullable Key<CastField> find(byte[] text, int from, int to) {
		return this.keys.find(text, from, to);
	}

	/** The number of fields that need a value. */
	int required() {
		return this.required;
	}

	/**
	 * The number of fields that the layout wants a value for, although none is needed.
	 */
	int tight() {
		return this.tight;
	}

	/**
	 * Shows the columns that the layout lacks or has REQUIRED, here and in structs.
	 */
	void missing(ColumnAdditions.MissingColumns visitor) {
		this.fields.stream()
			.filter(CastField::tight)
			.forEach((field) -> visitor.missing(this.layout.path(), this.layout.column(field.index()).relaxed(), null));
		this.absent.forEach((field) -> visitor.missing(this.layout.path(), field.column(), null));
		this.fields.forEach((field) -> missing(field, visitor));
	}

	/**
	 * Shows the columns that the layout lacks or has REQUIRED in the structs of a field.
	 */
	static void missing(CastField field, ColumnAdditions.MissingColumns visitor) {
		CastField inner = field;
		while (inner.form() == CastField.Form.ARRAY) {
			inner = inner.element();
		}
		if (inner.form() == CastField.Form.STRUCT) {
			inner.nested().missing(visitor);
		}
	}

}

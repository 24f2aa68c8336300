package dev.sluice.transform.json;

import java.util.ArrayList;
import java.util.List;

import dev.sluice.table.Column;
import dev.sluice.table.FieldPath;
import dev.sluice.transform.RecordSink;
import org.jspecify.annotations.Nullable;

/**
 * The columns that one row needs and its table lacks. The sink is told of them only when
 * the rest of the row has turned out to be good.
 */
final class MissingColumns {

	private final List<Missing> columns = new ArrayList<>();

	void clear() {
		if (!this.columns.isEmpty()) {
			this.columns.clear();
		}
	}

	/**
	 * Adds a column.
	 * @param parent the path of the struct that lacks it; {@code null} for the table
	 * @param column the column
	 */
	void add(@Nullable FieldPath parent, Column column) {
		this.columns.add(new Missing(parent, column));
	}

	void tell(RecordSink sink) {
		for (int i = 0; i < this.columns.size(); i++) {
			sink.missing(this.columns.get(i).parent, this.columns.get(i).column);
		}
	}

	private record Missing(@Nullable FieldPath parent, Column column) {

	}

}

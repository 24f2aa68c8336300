package dev.sluice.administration.tables;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.mutator.SchemaChange;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnCause;
import org.jspecify.annotations.Nullable;

/**
 * A change of a table as the history keeps it.
 *
 * @param kind what kind of change it is
 * @param table the table
 * @param path the path of the column, or {@code null} if the whole table is meant
 * @param type the column's type, or {@code null} if the whole table is meant
 * @param at when it was made
 * @param instance the instance that has made it
 * @param topic the topic of the record that needed it, if one did
 * @param partition its partition, if a record needed it
 * @param offset its offset, if a record needed it
 * @param person who wanted it, if somebody did; neither a record nor a person if the
 * settings say so
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HistoryEntry(SchemaChange.Kind kind, String table, @Nullable String path, @Nullable String type,
		Instant at, String instance, @Nullable String topic, @Nullable Integer partition, @Nullable Long offset,
		@Nullable String person) {

	static HistoryEntry of(SchemaChange change, String instance) {
		Column column = change.column();
		ColumnCause.OfRecord record = (change.cause() instanceof ColumnCause.OfRecord one) ? one : null;
		return new HistoryEntry(change.kind(), change.table().toString(),
				(change.path() != null) ? change.path().toString() : null,
				(column != null) ? TypeText.of(column) : null, change.at(), instance,
				(record != null) ? record.topic() : null, (record != null) ? record.partition() : null,
				(record != null) ? record.offset() : null,
				(change.cause() instanceof ColumnCause.ByPerson person) ? person.name() : null);
	}

}

package dev.sluice.mutator.topic;

import java.nio.charset.StandardCharsets;

import dev.sluice.deadletter.DeadLetterHeaders;
import dev.sluice.schema.snowplow.ShreddedType;
import dev.sluice.table.ColumnCause;
import dev.sluice.table.TableName;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A type that a record of a types topic announces.
 *
 * @param record the record
 * @param table the table that lacks its column
 * @param type the type
 */
record Announced(ConsumerRecord<byte[], byte[]> record, TableName table, ShreddedType type) {

	/**
	 * The record as a cause of columns.
	 */
	ColumnCause cause() {
		return new ColumnCause.OfRecord(this.record.topic(), this.record.partition(), this.record.offset());
	}

	/**
	 * The table that a record names.
	 * @param otherwise the table of records that name none
	 */
	static @Nullable TableName table(ConsumerRecord<byte[], byte[]> record, @Nullable TableName otherwise) {
		Header header = record.headers().lastHeader(DeadLetterHeaders.TABLE);
		if (header == null || header.value() == null) {
			return otherwise;
		}
		try {
			return TableName.parse(new String(header.value(), StandardCharsets.UTF_8), "");
		}
		catch (IllegalArgumentException ex) {
			return otherwise;
		}
	}

}

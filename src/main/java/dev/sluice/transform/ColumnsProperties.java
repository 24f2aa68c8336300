package dev.sluice.transform;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The names of columns that hold what Kafka knows of a record. Those without a name are
 * not written.
 *
 * @param topic column for the topic, a STRING
 * @param partition column for the partition, an INT64
 * @param offset column for the offset, an INT64; with topic and partition it makes
 * duplicates visible
 * @param timestamp column for the record's timestamp, a TIMESTAMP
 * @param key column for the key, BYTES unless the table says STRING
 * @param headers column for the headers, a repeated STRUCT of key (STRING) and value
 * (BYTES)
 * @param raw column for the original value
 * @param rawType type of the column for the original value, when it is created
 * @param overflow column for fields that the table has no place for, a JSON; used only
 * where on-unknown-field or on-type-conflict say 'overflow'
 */
public record ColumnsProperties(@Nullable String topic, @Nullable String partition, @Nullable String offset,
		@Nullable String timestamp, @Nullable String key, @Nullable String headers, @Nullable String raw,
		@DefaultValue("bytes") RawType rawType, @DefaultValue("overflow") String overflow) {

	/**
	 * The type of a column for the original value.
	 */
	public enum RawType {

		BYTES, STRING, JSON

	}

}

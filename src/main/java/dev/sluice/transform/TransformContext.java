package dev.sluice.transform;

import java.util.List;

/**
 * What transforms of any format need to know of their pipeline.
 *
 * @param router finds the tables of records; shared by the pipeline's threads
 * @param sourceColumns the columns for what Kafka knows of a record
 * @param overflowColumn the name of the column for what has no other place; used only
 * where the following say so
 * @param onUnknownField what happens to a field that has no column
 * @param onTypeConflict what happens to a value that cannot become its column's type
 * @param onNullValue what happens to a record without a value
 * @param formatSettings the settings of formats, each of a type of its own
 */
public record TransformContext(TableRouter router, SourceColumns sourceColumns, String overflowColumn,
		OnUnknownField onUnknownField, OnTypeConflict onTypeConflict, OnNullValue onNullValue, List<?> formatSettings) {

	public TransformContext {
		formatSettings = List.copyOf(formatSettings);
	}

	/**
	 * The settings of a format.
	 * @param type the settings' type
	 * @throws IllegalStateException if there are none
	 */
	public <T> T settings(Class<T> type) {
		return this.formatSettings.stream()
			.filter(type::isInstance)
			.map(type::cast)
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("the pipeline has no settings of " + type.getName()));
	}

}

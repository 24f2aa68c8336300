package dev.sluice.transform.snowplow;

import dev.sluice.schema.iglu.SchemaKey;

/**
 * Why a value of an entity has no place in its column.
 */
sealed interface CastError {

	/**
	 * The schema that the error is laid to.
	 */
	SchemaKey key();

	/**
	 * The value that is at fault, as compact JSON.
	 */
	String value();

	/**
	 * A value is none of its field's type.
	 *
	 * @param key the schema that the error is laid to
	 * @param value the value as compact JSON
	 * @param expected the field's type, in the words of the layout
	 */
	record WrongType(SchemaKey key, String value, String expected) implements CastError {

	}

	/**
	 * A value is no array.
	 *
	 * @param key the schema that the error is laid to
	 * @param value the value as compact JSON
	 * @param expected the type of the field's elements, in the words of the layout
	 */
	record NotAnArray(SchemaKey key, String value, String expected) implements CastError {

	}

	/**
	 * An object lacks a required property.
	 *
	 * @param key the schema that the error is laid to
	 * @param property the property
	 * @param value the object as compact JSON
	 */
	record MissingInValue(SchemaKey key, String property, String value) implements CastError {

	}

}

/**
 * Loads Apache Kafka topics into Google BigQuery.
 */
@NullMarked
package dev.sluice;

import org.jspecify.annotations.NullMarked;

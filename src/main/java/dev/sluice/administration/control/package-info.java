/**
 * Verbs and status of a pipeline over all its instances, which they agree on by a
 * compacted topic.
 * <p>
 * The topic has one partition. Its keys and values are JSON objects; readers leave out
 * fields and kinds that they do not know, and every value has the version of its form as
 * {@code v}. A key names what its record is about, so that a newer record takes the place
 * of an older one: {@code kind}, {@code pipeline} and {@code group}, in this order, since
 * two deployments of a name that differ in their group are two pipelines. Kinds:
 * <ul>
 * <li>{@code state}: what a pipeline is to do, {@code wanted}: {@code RUNNING},
 * {@code PAUSED} or {@code STOPPED}, {@code by} whom, {@code at} what time. The offset of
 * the record is its generation. Without a record, a pipeline is to run. When the topic
 * has lost the record, as when it was deleted, every instance that knows it writes it
 * again as {@code restored}; such a record counts unless a decision is known that was
 * made after it.
 * <li>{@code order}: something that each instance does once, {@code verb}:
 * {@code RESTART}, {@code FLUSH} or {@code RELEASE}, with {@code onlyFailed}, {@code by}
 * and {@code at}. Its offset is its generation, too. An instance leaves out what was
 * ordered before its own start.
 * <li>{@code question}: asks all instances how the pipeline fares; {@code id}.
 * <li>{@code instance}: the key also has {@code instance}. Says that an instance is
 * there: {@code host}, {@code version}, {@code startedAt}, {@code at}, the
 * {@code generation} of the state that it has put into effect, and what came of orders,
 * {@code done}. Written whenever any of that changes and every half minute; deleted at a
 * graceful shutdown.
 * <li>{@code answer}: the key also has {@code instance}. How the pipeline fares there,
 * {@code status}, for the question {@code question}; deleted at a graceful shutdown.
 * </ul>
 */
@NullMarked
package dev.sluice.administration.control;

import org.jspecify.annotations.NullMarked;

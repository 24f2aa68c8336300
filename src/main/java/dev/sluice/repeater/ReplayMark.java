package dev.sluice.repeater;

/**
 * Says that the letters of a choice have been replayed, up to an offset of a partition.
 *
 * @param topicId the id of the dead-letter topic, which tells it from one of the same
 * name that is created after it was deleted
 * @param upTo the offset after the last of them
 */
record ReplayMark(String topicId, long upTo) {

}

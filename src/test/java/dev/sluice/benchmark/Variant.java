package dev.sluice.benchmark;

import java.util.List;

/**
 * A set-up of the loader that is compared with others.
 *
 * @param subject what it is called in the report
 * @param topics what it loads
 * @param table the table's name, or a template of names
 * @param instances how many processes there are
 * @param settings further settings of the pipeline
 */
record Variant(String subject, TopicSet topics, String table, int instances, List<String> settings) {

}

package dev.sluice.administration.doctor;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.sluice.deadletter.LetterNames;
import dev.sluice.mutator.MutatorProperties;
import dev.sluice.pipeline.PipelineProperties;
import org.apache.kafka.common.acl.AclOperation;

/**
 * A topic that a pipeline writes to, and that is created if it is missing.
 *
 * @param topic its name
 * @param sources the topics whose records may come there
 * @param operations what Sluice does with it
 */
record LetterUse(String topic, Set<String> sources, Set<AclOperation> operations) {

	/** What was written is read again, by the repeater, by replays and by the mutator. */
	static final Set<AclOperation> BOTH = Collections
		.unmodifiableSet(new TreeSet<>(List.of(AclOperation.READ, AclOperation.WRITE)));

	/**
	 * The topics that a pipeline writes to.
	 */
	static Collection<LetterUse> of(String name, PipelineProperties pipeline, Set<String> sources) {
		LetterNames names = LetterNames.of(name, pipeline.groupId(name), pipeline.deadLetter().topic(),
				pipeline.failedInserts().topic());
		Map<String, LetterUse> uses = new TreeMap<>();
		for (String source : sources) {
			add(names.deadLettersOf(source), source, uses);
			add(names.failedInsertsOf(source), source, uses);
			if (pipeline.mutator().mode() == MutatorProperties.Mode.TOPIC) {
				add(pipeline.mutator().types().topic(name), source, uses);
			}
		}
		return uses.values();
	}

	private static void add(String topic, String source, Map<String, LetterUse> uses) {
		uses.computeIfAbsent(topic, (key) -> new LetterUse(key, new TreeSet<>(), BOTH)).sources().add(source);
	}

}

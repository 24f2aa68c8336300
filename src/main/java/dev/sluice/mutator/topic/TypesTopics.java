package dev.sluice.mutator.topic;

import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.sluice.deadletter.LetterBoxes;
import dev.sluice.deadletter.SideTopic;
import dev.sluice.mutator.MutatorProperties;
import dev.sluice.mutator.TypeAnnouncements;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Makes the announcements of pipelines whose tables others alter. Thread-safe.
 */
public final class TypesTopics implements AutoCloseable {

	private final LetterBoxes letters;

	private final InstantSource clock;

	private final ExecutorService executor;

	TypesTopics(LetterBoxes letters, InstantSource clock) {
		this.letters = letters;
		this.clock = clock;
		CustomizableThreadFactory threads = new CustomizableThreadFactory("types-");
		threads.setDaemon(true);
		this.executor = Executors.newSingleThreadExecutor(threads);
	}

	/**
	 * The announcements of one pipeline.
	 * @param pipeline its name
	 * @param settings how it announces
	 * @param sources its topics, from which the types topic takes its partition count
	 */
	public TypeAnnouncements open(String pipeline, MutatorProperties.Types settings, Collection<String> sources) {
		SideTopic topic = this.letters.topic(settings.topic(pipeline));
		sources.forEach(topic::prepare);
		return new TypesPublisher(pipeline, topic, settings, this.clock, this.executor);
	}

	@Override
	public void close() {
		this.executor.shutdown();
	}

}

package dev.sluice.administration.letters;

import java.util.Map;
import java.util.stream.Collectors;

import dev.sluice.administration.Journal;
import dev.sluice.repeater.GroupProgress;
import dev.sluice.repeater.Repeaters;
import dev.sluice.repeater.Replays;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Wires what people do with dead letters and failed inserts.
 */
@Configuration(proxyBeanMethods = false)
class LettersConfiguration {

	@Bean
	LetterReader letterReader(ConsumerFactory<?, ?> consumers) {
		return new LetterReader(consumers);
	}

	@Bean
	LetterDesk letterDesk(Replays replays, GroupProgress groups, LetterReader reader, Journal journal) {
		Map<String, PipelineLetters> letters = replays.all()
			.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey,
					(replay) -> new PipelineLetters(replay.getValue(), groups, reader)));
		LetterDesk desk = new LetterDesk(letters, journal);
		replays.whenOneEnds(desk::ended);
		return desk;
	}

	@Bean
	DeadLettersEndpoint deadLettersEndpoint(LetterDesk desk) {
		return new DeadLettersEndpoint(desk);
	}

	@Bean
	FailedInsertsEndpoint failedInsertsEndpoint(Repeaters repeaters, GroupProgress groups, LetterReader reader,
			Journal journal) {
		return new FailedInsertsEndpoint(repeaters, new FailedInsertCounts(groups, reader), journal);
	}

}

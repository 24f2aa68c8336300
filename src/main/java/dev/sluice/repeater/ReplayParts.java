package dev.sluice.repeater;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import dev.sluice.deadletter.LetterNames;
import dev.sluice.pipeline.Commit;
import dev.sluice.pipeline.Rehearsal;
import dev.sluice.record.SourcePartition;

/**
 * What a replay of a pipeline works with. Blocks.
 *
 * @param names the pipeline's names
 * @param instance how this instance is called
 * @param rate the most letters per second, unless a replay says otherwise
 * @param groups tells how far groups have come
 * @param log keeps what replays have done
 * @param gate lets letters pass
 * @param rehearsals makes rehearsals
 */
record ReplayParts(LetterNames names, String instance, int rate, GroupProgress groups, ReplayLog log, ReplayGate gate,
		Supplier<Rehearsal> rehearsals) {

	ReplayBook.View read() {
		return this.log.read(this.names.group());
	}

	void write(ReplayEvent event) {
		this.log.write(this.names.group(), event);
	}

	/**
	 * Takes back what was written of a replay that may not run.
	 */
	void forget(String id) {
		this.log.forget(this.names.group(), id);
	}

	String group(ReplayRun run) {
		return run.group(this.names.group());
	}

	/**
	 * Up to where a replay has come, with its books.
	 */
	Map<SourcePartition, Commit> committed(ReplayRun run) {
		return this.groups.committed(group(run));
	}

	/**
	 * Writes down up to where a replay has come, where that is not written yet.
	 */
	void mark(ReplayRun run, Map<SourcePartition, Commit> commits) {
		Map<SourcePartition, Map<String, ReplayMark>> written = read().marks();
		String choice = run.choice().name();
		for (ReplayRun.Span span : run.spans()) {
			Commit commit = commits.get(span.partition());
			long upTo = (commit != null) ? Math.min(commit.offset(), span.end()) : span.begin();
			ReplayMark before = written.getOrDefault(span.partition(), Map.of()).get(choice);
			ReplayMark mark = new ReplayMark(span.topicId(), upTo);
			boolean further = before == null || !before.topicId().equals(mark.topicId()) || before.upTo() < upTo;
			if (upTo > span.begin() && further) {
				this.log.write(this.names.group(), span.partition(), choice, mark);
			}
		}
	}

	/**
	 * Takes away what is not needed any more: groups and events of replays before the
	 * present one, and marks on letters that are gone or of which another mark tells.
	 */
	void tidy(ReplayBook.View book, ReplayRun present, HandledLetters handled) {
		Set<String> known = book.known();
		known.stream().filter((id) -> !id.equals(present.id())).forEach((id) -> {
			this.groups.forget(this.names.group() + "-replay-" + id);
			forget(id);
		});
		Map<SourcePartition, Long> begins = this.groups.begins(present.begins().keySet());
		begins.forEach((partition, begin) -> handled.of(partition).forEach((choice, upTo) -> {
			boolean covered = !ReplayChoice.NAME_OF_ALL.equals(choice) && upTo <= handled.allBelow(partition);
			if (covered || upTo <= begin) {
				this.log.forget(this.names.group(), partition, choice);
			}
		}));
	}

	Rehearsal rehearsal() {
		return this.rehearsals.get();
	}

}

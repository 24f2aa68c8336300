package dev.sluice.administration.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.sluice.intake.KafkaRecordSlice;
import dev.sluice.pipeline.PipelineProperties;
import dev.sluice.pipeline.PipelineTables;
import dev.sluice.pipeline.Rehearsal;
import dev.sluice.pipeline.Rehearsal.Fate;
import dev.sluice.pipeline.Rehearsal.Prospect;
import dev.sluice.record.Failure;
import dev.sluice.record.RecordBatch;
import dev.sluice.transform.Transforms;
import dev.sluice.warehouse.CatalogException;
import dev.sluice.warehouse.Tables;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * What the last records of each topic would become, by the pipeline's own transform. They
 * are read without a group, and nothing is written.
 *
 * @param kafka makes clients
 * @param transforms knows the formats
 * @param tables the catalog
 */
record SampleExaminer(KafkaConnection kafka, Supplier<Transforms> transforms,
		Supplier<Tables> tables) implements Examiner {

	private static final Duration SCHEMAS = Duration.ofSeconds(5);

	@Override
	public String group() {
		return "samples";
	}

	@Override
	public void examine(Scope scope, Checks checks) {
		if (scope.samples() == 0) {
			return;
		}
		if (scope.partitions().isEmpty()) {
			checks.skipped("samples", "no topic has been found");
			return;
		}
		try (Consumer<byte[], byte[]> consumer = this.kafka.consumer(scope.samples())) {
			LastRecords last = new LastRecords(consumer);
			scope.pipelines().forEach((name, pipeline) -> {
				try {
					examine(name, pipeline, last, scope, checks);
				}
				catch (KafkaException | CatalogException ex) {
					checks.failed("samples of " + name, Causes.of(ex), "mend what is named");
				}
			});
		}
	}

	private void examine(String name, PipelineProperties pipeline, LastRecords last, Scope scope, Checks checks) {
		Tables catalog = this.tables.get();
		PipelineTables pipelineTables = new PipelineTables(this.transforms.get(), catalog.defaultProject());
		Rehearsal rehearsal = new Rehearsal(pipelineTables.transform(pipeline), pipelineTables.options(name, pipeline),
				catalog, SCHEMAS);
		scope.topics(pipeline).forEach((topic, partitions) -> {
			List<ConsumerRecord<byte[], byte[]>> records = last.of(topic, partitions, scope.samples());
			if (records.isEmpty()) {
				checks.skipped("samples of " + topic, "it is empty");
			}
			else {
				judge(topic, records, rehearsal, scope.showsRows(), checks);
			}
		});
	}

	private static void judge(String topic, List<ConsumerRecord<byte[], byte[]>> records, Rehearsal rehearsal,
			boolean showsRows, Checks checks) {
		Map<Fate, Integer> fates = new TreeMap<>();
		List<String> lines = new ArrayList<>();
		for (ConsumerRecord<byte[], byte[]> record : records) {
			RecordBatch batch = new KafkaRecordSlice(List.of(record), record.offset() + 1);
			Prospect prospect = rehearsal.of(batch, 0);
			fates.merge(prospect.fate(), 1, Integer::sum);
			lines.addAll(lines(batch.position(0).toString(), prospect, showsRows));
		}
		String found = fates.entrySet()
			.stream()
			.map((entry) -> entry.getValue() + " " + words(entry.getKey()))
			.collect(Collectors.joining(", "));
		int dead = fates.getOrDefault(Fate.DEAD, 0);
		int waiting = fates.getOrDefault(Fate.WAITING, 0);
		Verdict verdict = (dead + waiting == 0) ? Verdict.OK
				: (dead == records.size()) ? Verdict.FAILED : Verdict.WARNING;
		checks.add("samples of " + topic, verdict, found,
				(verdict != Verdict.OK)
						? "look at the reasons, mend the table, the settings or who writes these records" : null,
				lines);
	}

	private static String words(Fate fate) {
		return switch (fate) {
			case STORED -> "would be stored";
			case DEAD -> "would be dead";
			case WAITING -> "would wait";
			case FILTERED -> "would be filtered";
		};
	}

	private static List<String> lines(String position, Prospect prospect, boolean showsRows) {
		List<String> lines = new ArrayList<>();
		Failure failure = prospect.failure();
		prospect.rows()
			.forEach((row) -> lines.add(position + " -> " + row.table() + (showsRows ? " " + row.json() : "")));
		if (failure != null) {
			lines.add(position + " dead: " + failure);
		}
		if (prospect.note() != null) {
			lines
				.add(position + ((prospect.fate() == Fate.FILTERED) ? " filtered: " : " waits for ") + prospect.note());
		}
		prospect.additions().forEach((addition) -> lines.add(position + " adds " + addition));
		return lines;
	}

}

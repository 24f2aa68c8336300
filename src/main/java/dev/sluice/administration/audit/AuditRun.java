package dev.sluice.administration.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.sluice.administration.audit.AuditReport.PartitionReport;
import dev.sluice.administration.audit.AuditedTables.Writer;
import dev.sluice.administration.audit.NamedPositions.Named;
import dev.sluice.administration.audit.PartitionAudit.Verdicts;
import dev.sluice.deadletter.LetterNames;
import dev.sluice.intake.IntakeSource;
import dev.sluice.pipeline.Commit;
import dev.sluice.pipeline.PipelineProperties;
import dev.sluice.record.SourcePartition;
import dev.sluice.repeater.HandledLetters;
import dev.sluice.warehouse.PositionBlock;
import dev.sluice.warehouse.RowPositions.Source;
import dev.sluice.warehouse.WriteProperties.Guarantee;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One audit of a pipeline. For one thread.
 * <p>
 * It may run while the pipeline loads, by the order in which it looks: first at what was
 * committed, by the pipeline and by its repeater, and at what was replayed, then at the
 * tables, then at the letters and the topics. So whatever has been settled at the first
 * look is in one of the others.
 */
final class AuditRun {

	private static final String REPEATER = "-repeater";

	private final List<String> remarks = new ArrayList<>();

	private final Auditor auditor;

	private final AuditRequest request;

	private final PipelineProperties pipeline;

	private final KafkaView kafka;

	private final AuditProgress progress;

	private final Verdicts verdicts;

	private final Map<String, Integer> partitionCounts = new HashMap<>();

	AuditRun(Auditor auditor, AuditRequest request, PipelineProperties pipeline, KafkaView kafka,
			AuditProgress progress) {
		this.auditor = auditor;
		this.request = request;
		this.pipeline = pipeline;
		this.kafka = kafka;
		this.progress = progress;
		this.verdicts = Verdicts.of(request.limit());
	}

	AuditReport run() {
		Instant begun = this.auditor.clock().instant();
		List<PartitionScope> scopes = scopes(begun);
		LettersRead letters = new LettersRead(letterNames(), scopes, repeated(), replayed(scopes),
				this.auditor.deadEnd(), this.remarks);
		Set<String> topics = scopes.stream()
			.map((scope) -> scope.partition().topic())
			.collect(Collectors.toCollection(TreeSet::new));
		List<Source> sources = new AuditedTables(this.pipeline, this.auditor.names(), this.auditor.tables(),
				this.auditor.positions(), writers())
			.sources(topics, this.remarks);
		RowCursor rows = query(sources, scopes);
		this.progress.begin(AuditProgress.Step.READING_LETTERS);
		letters.run(this.kafka, this.progress);
		List<PartitionReport> reports = compare(scopes, rows, letters);
		return report(begun, sources, reports);
	}

	private List<PartitionScope> scopes(Instant now) {
		IntakeSource source = IntakeSource.of(this.request.pipeline(), this.pipeline);
		AuditRange range = this.request.range(now);
		List<PartitionScope> scopes = new Scoping(this.kafka, source, this.pipeline.firstPosition(), range).scopes();
		for (PartitionScope scope : scopes) {
			this.progress.expect(scope.comparedTo() - scope.comparedFrom());
			remark(scope);
			remarkGone(scope, (range.from() != null) ? scope.from() : 0);
		}
		this.kafka.partitions(source::reads)
			.forEach((partition) -> this.partitionCounts.merge(partition.topic(), 1, Integer::sum));
		return scopes;
	}

	private void remark(PartitionScope scope) {
		Long committed = scope.committed();
		if (committed == null && scope.end() > scope.begin()) {
			this.remarks.add("nothing has been committed for " + scope.partition() + ": all of it is in flight");
		}
		else if (committed != null && committed > scope.end()) {
			this.remarks.add("%d is committed for %s, which ends at %d: the topic was created anew or has lost records"
				.formatted(committed, scope.partition(), scope.end()));
		}
	}

	/** A topic that is gone may have left rows behind. */
	private List<Writer> writers() {
		List<SourcePartition> all = this.kafka.partitions((topic) -> true);
		List<Writer> writers = new ArrayList<>();
		this.auditor.properties().pipelines().forEach((name, its) -> {
			IntakeSource source = IntakeSource.of(name, its);
			Set<String> topics = new TreeSet<>(its.topics());
			all.stream().map(SourcePartition::topic).filter(source::reads).forEach(topics::add);
			writers.add(new Writer(name, its, topics));
		});
		return writers;
	}

	/** What retention took while the pipeline stood still is as read as the rest now. */
	private void remarkGone(PartitionScope scope, long asked) {
		if (scope.begin() > asked) {
			this.remarks.add("offsets before %d are gone from %s; whether all of them were loaded cannot be told"
				.formatted(scope.begin(), scope.partition()));
		}
	}

	private LetterNames letterNames() {
		String name = this.request.pipeline();
		return LetterNames.of(name, this.pipeline.groupId(name), this.pipeline.deadLetter().topic(),
				this.pipeline.failedInserts().topic());
	}

	private Map<SourcePartition, Commit> repeated() {
		return this.kafka.committed(this.pipeline.groupId(this.request.pipeline()) + REPEATER);
	}

	private HandledLetters replayed(List<PartitionScope> scopes) {
		LetterNames names = letterNames();
		Set<String> topics = scopes.stream()
			.map((scope) -> names.deadLettersOf(scope.partition().topic()))
			.collect(Collectors.toSet());
		return new ReplayedLetters(this.auditor.kafka().replays(), names.group(), this.auditor.clock()).read(this.kafka,
				this.progress, topics::contains);
	}

	private RowCursor query(List<Source> sources, List<PartitionScope> scopes) {
		this.progress.begin(AuditProgress.Step.QUERYING);
		long from = scopes.stream().mapToLong(PartitionScope::from).min().orElse(0);
		long to = scopes.stream().mapToLong(PartitionScope::to).max().orElse(Long.MAX_VALUE);
		RowCursor rows = new RowCursor(this.auditor.positions().read(sources, from, to), this::stray);
		if (rows.nowhere() > 0) {
			this.remarks.add(rows.nowhere() + " rows do not tell which record they come from");
		}
		return rows;
	}

	private List<PartitionReport> compare(List<PartitionScope> scopes, RowCursor rows, LettersRead letters) {
		this.progress.begin(AuditProgress.Step.COMPARING);
		TransformLook look = new TransformLook(this.auditor.names().transform(this.pipeline),
				new CountedRows(this.auditor.tables()));
		TopicReader reader = this.kafka.reader(this.progress);
		List<PartitionReport> reports = new ArrayList<>();
		for (PartitionScope scope : scopes) {
			PartitionAudit audit = new PartitionAudit(scope, rows, letters.of(scope.partition()), this.verdicts);
			reader.read(scope.partition(), scope.comparedFrom(), scope.comparedTo(), new Shown(audit, look));
			reports.add(PartitionReport.of(scope, audit.end(end(scope))));
		}
		rows.end();
		return reports;
	}

	/** A row may have come of a record that was written a moment ago. */
	private long end(PartitionScope scope) {
		if (scope.to() < Long.MAX_VALUE) {
			return Long.MAX_VALUE;
		}
		return this.kafka.ends(List.of(scope.partition())).getOrDefault(scope.partition(), Long.MAX_VALUE);
	}

	/** Rows of partitions that are not audited, or that the topic does not have. */
	private void stray(PositionBlock block) {
		int count = this.partitionCounts.getOrDefault(block.topic(), Integer.MAX_VALUE);
		for (int i = 0; block.partition() >= count && i < PositionBlock.SPAN; i++) {
			if (block.rows(i) > 0) {
				long offset = block.first() + i;
				this.verdicts.unexpected()
					.add(() -> new Named(block.topic(), block.partition(), offset, "there is no such partition"));
			}
		}
	}

	private AuditReport report(Instant begun, List<Source> sources, List<PartitionReport> reports) {
		Counts sum = reports.stream().map(PartitionReport::counts).reduce(Counts.NONE, Counts::plus);
		NamedPositions unexpected = this.verdicts.unexpected().all();
		Guarantee guarantee = this.pipeline.write().guarantee();
		boolean noDoubles = guarantee == Guarantee.EXACTLY_ONCE || this.request.strict();
		boolean complete = sum.missing() == 0 && sum.lost() == 0 && unexpected.total() == 0
				&& (sum.doubled() == 0 || !noDoubles);
		return new AuditReport(this.request.pipeline(),
				sources.stream().map((source) -> source.table().toString()).distinct().sorted().toList(),
				guarantee.name().toLowerCase(Locale.ROOT).replace('_', '-'), begun,
				Duration.between(begun, this.auditor.clock().instant()).toMillis(), complete, sum, reports,
				this.verdicts.missing().all(), this.verdicts.doubled().all(), unexpected, this.remarks);
	}

	/**
	 * Shows the records of a partition to its audit.
	 *
	 * @param audit the audit
	 * @param look looks at records
	 */
	private record Shown(PartitionAudit audit, TransformLook look) implements TopicReader.Visitor {

		@Override
		public void record(ConsumerRecord<byte[], byte[]> record) {
			this.audit.record(record.offset(), this.look.at(record));
		}

		@Override
		public void passed(long to) {
			this.audit.passed(to);
		}

		@Override
		public void expired(long to) {
			this.audit.expired(to);
		}

	}

}

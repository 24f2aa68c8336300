package dev.sluice.administration.audit;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an audit has found.
 *
 * @param pipeline the pipeline's name
 * @param tables its tables
 * @param guarantee what the pipeline promises
 * @param asOf when it began; later records are not part of it
 * @param millis how long it took
 * @param complete whether nothing is missing, lost or unexpected, nor doubled where that
 * is a failure
 * @param total the counts of all partitions
 * @param partitions the counts of each
 * @param missing records without an outcome
 * @param doubled records with too many rows
 * @param unexpected positions that rows come from, but no record
 * @param remarks what people should know besides
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditReport(String pipeline, List<String> tables, String guarantee, Instant asOf, long millis,
		boolean complete, Counts total, List<PartitionReport> partitions, NamedPositions missing,
		NamedPositions doubled, NamedPositions unexpected, List<String> remarks) {

	public AuditReport {
		tables = List.copyOf(tables);
		partitions = List.copyOf(partitions);
		remarks = List.copyOf(remarks);
	}

	/**
	 * The report for people.
	 */
	public String text() {
		return AuditText.of(this);
	}

	/**
	 * The report as JSON.
	 */
	public String json() {
		return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(this);
	}

	/**
	 * One partition.
	 *
	 * @param topic the topic
	 * @param partition its number
	 * @param from the first offset that was asked for
	 * @param to the offset after the last one that was compared
	 * @param committed the offset that the pipeline has committed
	 * @param counts what became of its positions
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record PartitionReport(String topic, int partition, long from, long to, @Nullable Long committed,
			Counts counts) {

		static PartitionReport of(PartitionScope scope, Counts counts) {
			return new PartitionReport(scope.partition().topic(), scope.partition().partition(), scope.from(),
					scope.comparedTo(), scope.committed(), counts);
		}

	}

}

package dev.sluice.administration.audit;

import java.time.Clock;

import dev.sluice.administration.OperationRefusedException;
import dev.sluice.administration.OperationRefusedException.Why;
import dev.sluice.pipeline.PipelineProperties;
import dev.sluice.pipeline.PipelineTables;
import dev.sluice.pipeline.SluiceProperties;
import dev.sluice.repeater.RepeaterProperties;
import dev.sluice.warehouse.CatalogException;
import dev.sluice.warehouse.RowPositions;
import dev.sluice.warehouse.Tables;
import org.apache.kafka.common.KafkaException;

/**
 * Audits pipelines: finds what became of every record of a range by looking at topics and
 * tables alone, without trusting any counter. Reads, and changes nothing. Blocks.
 * Thread-safe.
 *
 * @param properties the pipelines
 * @param repeater how failed inserts are given up
 * @param names what tables records can go to
 * @param tables the catalog
 * @param positions tells which records rows come from
 * @param kafka makes clients
 * @param clock tells the time
 */
public record Auditor(SluiceProperties properties, RepeaterProperties repeater, PipelineTables names, Tables tables,
		RowPositions positions, AuditClients kafka, Clock clock) {

	/**
	 * Audits a pipeline.
	 * @param request what is to be audited
	 * @param progress is told how far it has come
	 * @throws OperationRefusedException if it cannot be carried out; says why, and what
	 * to do
	 * @throws AuditCancelledException if it was cancelled
	 */
	public AuditReport audit(AuditRequest request, AuditProgress progress) {
		PipelineProperties pipeline = pipeline(request.pipeline());
		try (KafkaView view = new KafkaView(this.kafka)) {
			return new AuditRun(this, request, pipeline, view, progress).run();
		}
		catch (CatalogException ex) {
			throw OperationRefusedException.by(ex);
		}
		catch (KafkaException ex) {
			throw new OperationRefusedException(Why.UNAVAILABLE, "Kafka does not answer as needed: " + ex.getMessage());
		}
		catch (IllegalArgumentException ex) {
			throw new OperationRefusedException(Why.INVALID, String.valueOf(ex.getMessage()));
		}
	}

	private PipelineProperties pipeline(String name) {
		PipelineProperties pipeline = this.properties.pipelines().get(name);
		if (pipeline == null) {
			throw new OperationRefusedException(Why.UNKNOWN, "there is no pipeline '" + name + "', only "
					+ String.join(", ", this.properties.pipelines().keySet()));
		}
		return pipeline;
	}

	/** Whether what the repeater gives up goes elsewhere than to the dead letters. */
	boolean deadEnd() {
		return this.repeater.deadEnd() != null || this.repeater.deadEndTopic() != null;
	}

}

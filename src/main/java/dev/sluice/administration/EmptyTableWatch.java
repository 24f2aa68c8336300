package dev.sluice.administration;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.sluice.intake.PipelineIntake;
import dev.sluice.intake.PipelineIntakes;
import dev.sluice.pipeline.PipelineFactories;
import dev.sluice.repeater.GroupProgress;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.CatalogException;
import dev.sluice.warehouse.Tables;
import dev.sluice.warehouse.WriteProperties.Disposition;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;

/**
 * Keeps pipelines with {@code write.disposition=empty} from their first record until it
 * is known that their table has no rows. Once anything was committed, the rows are the
 * pipeline's own.
 */
class EmptyTableWatch {

	private static final Logger logger = LoggerFactory.getLogger(EmptyTableWatch.class);

	private final Map<PipelineIntake, TableName> undecided = new LinkedHashMap<>();

	private final GroupProgress groups;

	private final Tables tables;

	EmptyTableWatch(PipelineIntakes pipelines, PipelineFactories factories, GroupProgress groups, Tables tables) {
		this.groups = groups;
		this.tables = tables;
		for (PipelineIntake intake : pipelines.all()) {
			TableName table = factories.factory(intake.name()).onlyTable();
			if (intake.properties().write().disposition() == Disposition.EMPTY && table != null) {
				intake.hold().because("it is not known yet whether table " + table + " is empty");
				this.undecided.put(intake, table);
			}
		}
	}

	@Scheduled(fixedDelay = 1_000)
	void look() {
		this.undecided.entrySet().removeIf((entry) -> decided(entry.getKey(), entry.getValue()));
	}

	private boolean decided(PipelineIntake intake, TableName table) {
		try {
			if (!this.groups.committed(intake.groupId()).isEmpty() || !this.tables.hasRows(table)) {
				intake.hold().lift();
			}
			else {
				intake.hold()
					.because("table " + table + " has rows, and write.disposition is empty: empty it and restart, or"
							+ " resume the pipeline to load all the same");
			}
			return true;
		}
		catch (KafkaException | CatalogException ex) {
			logger.atWarn()
				.addKeyValue("table", table)
				.addKeyValue("cause", ex.toString())
				.log("whether the table is empty is not known yet");
			return false;
		}
	}

}

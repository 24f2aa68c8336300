package dev.sluice.configuration;

import java.util.ArrayList;
import java.util.List;

import dev.sluice.pipeline.PipelineProperties;
import dev.sluice.pipeline.SluiceProperties;
import dev.sluice.pipeline.SluiceProperties.Run;
import dev.sluice.warehouse.FilesProperties;
import dev.sluice.warehouse.WriteProperties.Disposition;
import dev.sluice.warehouse.WriteProperties.Mode;

/**
 * Refuses schedules and dispositions that do not go with a pipeline's way of writing.
 */
final class FileLoadsCheck implements StartupCheck {

	@Override
	public List<Refusal> check(SluiceProperties properties) {
		List<Refusal> refusals = new ArrayList<>();
		properties.pipelines().forEach((name, pipeline) -> {
			String prefix = "sluice.pipelines." + name + ".";
			schedule(prefix, pipeline, refusals);
			oneFile(prefix, pipeline.files(), refusals);
			if (pipeline.write().disposition() != Disposition.APPEND) {
				oneTable(prefix, pipeline, refusals);
			}
			if (pipeline.write().disposition() == Disposition.TRUNCATE) {
				truncate(prefix, pipeline, properties.run(), refusals);
			}
		});
		return refusals;
	}

	private static void schedule(String prefix, PipelineProperties pipeline, List<Refusal> refusals) {
		if (pipeline.write().schedule() != null && pipeline.write().mode() != Mode.FILE_LOADS) {
			refusals.add(new Refusal(prefix + "write.schedule", pipeline.write().schedule(),
					"Only rows that are loaded from files wait for a time.",
					"Write file-loads for %swrite.mode, or leave the schedule out.".formatted(prefix)));
		}
	}

	private static void oneFile(String prefix, FilesProperties files, List<Refusal> refusals) {
		String directory = files.directory();
		boolean bucket = directory != null && FilesProperties.BUCKET.matcher(directory).matches();
		if (files.pathTemplate().byField() && !bucket && files.format() != FilesProperties.Format.JSON) {
			refusals.add(new Refusal(prefix + "files.path", files.path(),
					"Only one file of this format can be uploaded with a job, and folders by field make several.",
					"Name a bucket in %sfiles.directory, or write json for %sfiles.format.".formatted(prefix, prefix)));
		}
	}

	private static void oneTable(String prefix, PipelineProperties pipeline, List<Refusal> refusals) {
		String table = pipeline.table();
		if (table != null && table.contains("{")) {
			refusals.add(new Refusal(prefix + "write.disposition", pipeline.write().disposition(),
					"Which tables a template forms is known only from the records.",
					"Name one table for %stable, or write append.".formatted(prefix)));
		}
	}

	private static void truncate(String prefix, PipelineProperties pipeline, Run run, List<Refusal> refusals) {
		String property = prefix + "write.disposition";
		if (pipeline.write().mode() != Mode.FILE_LOADS || run != Run.UNTIL_CAUGHT_UP) {
			refusals.add(new Refusal(property, "truncate",
					"Rows are replaced by those of one load job, with what the topic holds at the start of a run.",
					"Write file-loads for %swrite.mode and until-caught-up for sluice.run.".formatted(prefix)));
		}
		if (pipeline.concurrency() > 1) {
			refusals.add(new Refusal(prefix + "concurrency", pipeline.concurrency(),
					"With write.disposition=truncate one load job takes the rows of all partitions.",
					"Write 1 for %sconcurrency.".formatted(prefix)));
		}
	}

}

package dev.sluice.warehouse.loadjob;

import java.time.InstantSource;
import java.util.concurrent.Executor;

import dev.sluice.retry.RetryClock;
import dev.sluice.warehouse.FilesProperties;
import dev.sluice.warehouse.LoadSchedule;
import org.jspecify.annotations.Nullable;

/**
 * What the spools of a pipeline share.
 *
 * @param files how files are cut
 * @param schedule when they are loaded, or {@code null} for {@code files.frequency}
 * @param truncation says which job replaces rows
 * @param directory where rows are gathered
 * @param finishing makes files of them
 * @param runner runs jobs
 * @param ids makes the ids of jobs
 * @param quota watches the number of jobs
 * @param troubles shows what is the matter
 * @param threads do what may block
 * @param outages how long to wait between attempts
 * @param clock tells the time
 */
record LoadParts(FilesProperties files, @Nullable LoadSchedule schedule, Truncation truncation,
		SpoolDirectory directory, FileFinishing finishing, LoadRunner runner, JobIds ids, JobQuota quota,
		LoadTroubles troubles, Executor threads, RetryClock outages, InstantSource clock) {

}

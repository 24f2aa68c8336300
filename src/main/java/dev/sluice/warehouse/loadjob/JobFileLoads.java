package dev.sluice.warehouse.loadjob;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.sluice.table.TableName;
import dev.sluice.warehouse.FileLoads;
import dev.sluice.warehouse.LoadProblem;
import dev.sluice.warehouse.LoadSpool;

/**
 * The load jobs of one pipeline.
 */
final class JobFileLoads implements FileLoads, AutoCloseable {

	private final List<DiskSpool> spools = new CopyOnWriteArrayList<>();

	private final LoadParts parts;

	JobFileLoads(LoadParts parts, LoadMeters meters) {
		this.parts = parts;
		meters.gauge("sluice.load.spool.bytes", "Bytes of rows on the local disk that are not loaded yet",
				() -> this.spools.stream().mapToLong(DiskSpool::bytes).sum());
		meters.gauge("sluice.load.jobs.headroom",
				"Load jobs that the table with most jobs may still have within a day, as far as this instance knows",
				() -> parts.quota().headroom(parts.clock().instant()));
	}

	@Override
	public LoadSpool spool() {
		DiskSpool spool = new DiskSpool(this.parts, this.spools::remove);
		this.spools.add(spool);
		return spool;
	}

	@Override
	public CompletionStage<Boolean> loaded(TableName table, String job) {
		return this.parts.runner().loaded(table, job);
	}

	@Override
	public List<LoadProblem> problems() {
		return this.parts.troubles().all();
	}

	@Override
	public void close() {
		this.parts.directory().close();
	}

}

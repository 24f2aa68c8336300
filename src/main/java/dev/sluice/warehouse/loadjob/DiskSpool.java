package dev.sluice.warehouse.loadjob;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import dev.sluice.table.RowLayout;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.Lane;
import dev.sluice.warehouse.LoadCut;
import dev.sluice.warehouse.LoadSpool;
import org.jspecify.annotations.Nullable;

/**
 * A spool on the local disk.
 */
final class DiskSpool implements LoadSpool {

	private final LoadParts parts;

	private final CutTimes times;

	private final Set<SpoolLane> lanes = new LinkedHashSet<>();

	private final Map<TableName, SpoolSum> sums = new HashMap<>();

	private final List<JobsCut> cuts = new ArrayList<>();

	private final Consumer<DiskSpool> closed;

	private boolean outOfRoom;

	private volatile long bytes;

	/**
	 * A spool.
	 * @param closed is told when it is closed
	 */
	DiskSpool(LoadParts parts, Consumer<DiskSpool> closed) {
		this.parts = parts;
		this.closed = closed;
		this.times = new CutTimes(parts);
	}

	@Override
	public Lane lane(TableName table) {
		SpoolLane lane = new SpoolLane(table, this);
		this.lanes.add(lane);
		return lane;
	}

	SpoolFile newFile(SpoolLane lane, RowLayout layout) throws IOException {
		return new SpoolFile(lane, this.parts.directory().newFile(".json"), layout);
	}

	/**
	 * Notes rows of a table that were added, or taken out if negative.
	 */
	void added(TableName table, long rows, long size) {
		this.sums.merge(table, SpoolSum.NOTHING.plus(rows, size), (sum, more) -> sum.plus(rows, size));
		this.times.added();
		this.outOfRoom = false;
		count();
	}

	/**
	 * Notes that the disk does not take rows: what there is is loaded to make room, and
	 * as long as it is short, there are fewer rows in a load.
	 */
	void notWritten() {
		if (!this.outOfRoom) {
			this.times.cramped(this.sums);
		}
		this.outOfRoom = true;
	}

	@Override
	public void overdue() {
		this.times.overdue();
	}

	@Override
	public boolean outOfRoom() {
		return this.outOfRoom;
	}

	void closed(SpoolLane lane) {
		this.lanes.remove(lane);
		SpoolFile file = lane.take();
		if (file != null) {
			added(lane.table(), -file.rows(), -file.bytes());
			file.delete();
		}
	}

	/**
	 * Whether rows have to wait until files have been loaded. Where none is being loaded,
	 * those that are at hand go with the others, which are due.
	 */
	boolean mustWait() {
		return full() && !this.cuts.isEmpty();
	}

	private boolean full() {
		count();
		return this.bytes >= this.parts.files().spoolBytes().toBytes();
	}

	private void count() {
		this.cuts.removeIf(JobsCut::ended);
		this.bytes = this.sums.values().stream().mapToLong(SpoolSum::bytes).sum()
				+ this.cuts.stream().mapToLong(JobsCut::bytes).sum();
	}

	/**
	 * Bytes on the disk. May be called by any thread.
	 */
	long bytes() {
		return this.bytes;
	}

	@Override
	public boolean due() {
		return !loadsOnce() && (this.times.due(this.sums) || full() || this.outOfRoom);
	}

	@Override
	public boolean loadsOnce() {
		return this.parts.truncation().wanted();
	}

	@Override
	public @Nullable LoadCut cut() {
		Map<TableName, List<SpoolFile>> files = new LinkedHashMap<>();
		for (SpoolLane lane : this.lanes) {
			SpoolFile file = lane.take();
			if (file != null && file.rows() > 0) {
				files.computeIfAbsent(lane.table(), (table) -> new ArrayList<>()).add(file);
			}
			else if (file != null) {
				file.delete();
			}
		}
		this.sums.clear();
		this.outOfRoom = false;
		this.times.cut();
		if (files.isEmpty()) {
			return null;
		}
		List<TableLoad> loads = new ArrayList<>();
		files.forEach((table, its) -> loads.add(new TableLoad(table, its, this.parts.ids().next())));
		JobsCut cut = new JobsCut(loads, this.parts);
		this.cuts.add(cut);
		count();
		return cut;
	}

	@Override
	public void close() {
		List.copyOf(this.lanes).forEach(SpoolLane::close);
		this.cuts.forEach(JobsCut::abandon);
		this.closed.accept(this);
	}

}

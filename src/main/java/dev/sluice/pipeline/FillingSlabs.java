package dev.sluice.pipeline;

import java.util.ArrayList;
import java.util.List;

import dev.sluice.table.ExplicitNulls;
import dev.sluice.table.RecordWriter;
import dev.sluice.table.RowLayout;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one table in the making, oldest first: usually one; a few where rows
 * mean different things by having no value, so that they cannot share one. Chooses the
 * size of buffers. Owned by one listener thread.
 */
final class FillingSlabs {

	/** Rows that alternate between two meanings, or a few, fill requests all the same. */
	private static final int MOST = 4;

	private final AppendSettings settings;

	private final SlabMemory.Account memory;

	private final List<Filling> open = new ArrayList<>();

	private int capacity = SlabMemory.SMALLEST;

	private ExplicitNulls explicitNulls = new ExplicitNulls();

	FillingSlabs(AppendSettings settings, SlabMemory.Account memory) {
		this.settings = settings;
		this.memory = memory;
	}

	/**
	 * Whether there is memory to begin a request with a row of some size.
	 */
	boolean mayBegin(int length) {
		return this.memory.offer(this.capacity, length) > 0;
	}

	/**
	 * Whether some request in the making has room for a row of some size.
	 */
	boolean fits(int length) {
		return this.open.stream().anyMatch((filling) -> filling.slab().fits(length));
	}

	/**
	 * The request that can take a row, or {@code null} if it needs a new one.
	 */
	@Nullable RowSlab find(RecordWriter writer, int row) {
		int length = length(writer, row);
		for (int i = 0; i < this.open.size(); i++) {
			RowSlab slab = this.open.get(i).slab();
			if (slab.fits(length) && slab.count() < this.settings.rows() && slab.nulls().admit(writer, row)) {
				return slab;
			}
		}
		return null;
	}

	/**
	 * Begins a request with a row.
	 */
	RowSlab begin(RecordWriter writer, int row, RowLayout layout, long now) {
		this.explicitNulls = this.explicitNulls.next();
		this.explicitNulls.admit(writer, row);
		int length = length(writer, row);
		int offered = this.memory.offer(this.capacity, length);
		RowSlab slab = new RowSlab(this.memory.take((offered > 0) ? offered : length), layout, this.explicitNulls);
		this.open.add(new Filling(slab, now));
		return slab;
	}

	/**
	 * Takes out what must be sent to make place for a new request with a row: one that is
	 * too full for it, or else the oldest of too many.
	 */
	@Nullable RowSlab makePlace(RecordWriter writer, int row) {
		int length = length(writer, row);
		for (Filling filling : this.open) {
			if (!filling.slab().fits(length)) {
				growAfter(filling.slab());
				this.open.remove(filling);
				return filling.slab();
			}
		}
		return (this.open.size() >= MOST) ? this.open.remove(0).slab() : null;
	}

	/**
	 * Takes out the requests whose rows have waited long enough.
	 */
	List<RowSlab> due(long now) {
		long age = this.settings.age().toNanos();
		if (this.open.isEmpty() || now - this.open.get(0).since() < age) {
			return List.of();
		}
		List<RowSlab> due = new ArrayList<>();
		while (!this.open.isEmpty() && now - this.open.get(0).since() >= age) {
			RowSlab slab = this.open.remove(0).slab();
			shrinkAfter(slab);
			due.add(slab);
		}
		return due;
	}

	/**
	 * Takes out a request.
	 */
	void remove(RowSlab slab) {
		this.open.removeIf((filling) -> filling.slab() == slab);
	}

	/**
	 * Takes out all requests.
	 */
	List<RowSlab> removeAll() {
		List<RowSlab> all = this.open.stream().map(Filling::slab).toList();
		this.open.clear();
		return all;
	}

	int size() {
		return this.open.size();
	}

	boolean isEmpty() {
		return this.open.isEmpty();
	}

	/**
	 * Requests grow while buffers fill before their time, and shrink when they do not.
	 */
	private void growAfter(RowSlab full) {
		if (full.bytes() >= this.capacity / 2) {
			int most = Math.max(SlabMemory.SMALLEST, this.settings.bytes() - SlabMemory.HEADER);
			this.capacity = SlabMemory.larger(this.capacity, most);
		}
	}

	private void shrinkAfter(RowSlab early) {
		if (early.bytes() < this.capacity / 16) {
			this.capacity = SlabMemory.smaller(this.capacity);
		}
	}

	private static int length(RecordWriter writer, int row) {
		return writer.rowEnd(row) - writer.rowStart(row);
	}

	/**
	 * A request in the making.
	 *
	 * @param slab its rows
	 * @param since when its first row came, in nanoseconds
	 */
	private record Filling(RowSlab slab, long since) {

	}

}

package dev.sluice.administration.audit;

import java.util.ArrayList;
import java.util.List;

import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * How often offsets were seen, in little memory: the binary digits of the counts as sets
 * of offsets. Not thread-safe.
 */
final class PositionCounts {

	private final List<Roaring64Bitmap> digits = new ArrayList<>();

	void add(long offset) {
		for (Roaring64Bitmap digit : this.digits) {
			if (!digit.contains(offset)) {
				digit.addLong(offset);
				return;
			}
			digit.removeLong(offset);
		}
		Roaring64Bitmap highest = new Roaring64Bitmap();
		highest.addLong(offset);
		this.digits.add(highest);
	}

	int of(long offset) {
		int count = 0;
		for (int i = 0; i < this.digits.size(); i++) {
			count |= this.digits.get(i).contains(offset) ? 1 << i : 0;
		}
		return count;
	}

}

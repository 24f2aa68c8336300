package dev.sluice.pipeline;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests of {@link PartitionLedger} and {@link SliceReceipt} against a
 * {@linkplain LedgerModel model}: whatever is delivered, settled, cut off, given back and
 * done again, in whatever order, the committable offset never passes an open record, the
 * totals balance, and each record is counted once.
 */
class LedgerPropertyTests {

	private static final int SEEDS = 100;

	private static final int STEPS = 300;

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void booksAreThoseOfTheModel(boolean fenced) {
		for (long seed = 1; seed <= SEEDS; seed++) {
			try {
				LedgerModel model = new LedgerModel(seed, fenced);
				for (int step = 0; step < STEPS; step++) {
					model.step();
				}
				model.finish();
			}
			catch (AssertionError | RuntimeException ex) {
				throw new AssertionError("with seed " + seed, ex);
			}
		}
	}

}

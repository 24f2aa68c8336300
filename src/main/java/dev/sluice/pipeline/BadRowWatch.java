package dev.sluice.pipeline;

/**
 * Watches the share of bad rows over windows of 1000 records, so that a pipeline with a
 * wrong setting stops instead of pouring its topic into dead letters. Owned by one
 * listener thread.
 */
final class BadRowWatch {

	/** The size of a window, in records. */
	static final int WINDOW = 1000;

	private final double maxRatio;

	private final PipelineHold hold;

	private int records;

	private int bad;

	BadRowWatch(double maxRatio, PipelineHold hold) {
		this.maxRatio = maxRatio;
		this.hold = hold;
	}

	void saw(int goodRecords, int badRecords) {
		this.records += goodRecords + badRecords;
		this.bad += badRecords;
		if (this.records < WINDOW) {
			return;
		}
		if (this.bad > this.maxRatio * this.records) {
			this.hold.because(this.bad + " of the last " + this.records + " records were bad rows");
		}
		this.records = 0;
		this.bad = 0;
	}

}

package dev.sluice.pipeline;

/**
 * Watches the share of bad rows, so that a pipeline with a wrong setting stops instead of
 * pouring its topic into dead letters. Begins anew when a person lets the pipeline go on.
 * Owned by one listener thread.
 */
final class BadRowWatch {

	private final PipelineProperties.BadRows limit;

	private final PipelineHold hold;

	private long records;

	private long bad;

	private int lifts;

	BadRowWatch(PipelineProperties.BadRows limit, PipelineHold hold) {
		this.limit = limit;
		this.hold = hold;
		this.lifts = hold.lifts();
	}

	/**
	 * Forgets what it saw, if the pipeline was let go on since.
	 * @return whether it was
	 */
	boolean begunAnew() {
		int now = this.hold.lifts();
		boolean lifted = now != this.lifts;
		if (lifted) {
			this.lifts = now;
			this.records = 0;
			this.bad = 0;
		}
		return lifted;
	}

	void saw(long goodRecords, long badRecords) {
		this.records += goodRecords + badRecords;
		this.bad += badRecords;
		if (this.records < this.limit.window()) {
			return;
		}
		if (this.bad > this.limit.maxRatio() * this.records) {
			this.hold.because(this.bad + " of the last " + this.records + " records were bad rows");
		}
		this.records = 0;
		this.bad = 0;
	}

}

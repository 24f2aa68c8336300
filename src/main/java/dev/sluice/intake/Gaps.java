package dev.sluice.intake;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.sluice.pipeline.PipelineMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a pipeline has lost by retention since the start of the process. Thread-safe.
 */
public final class Gaps {

	private static final Logger logger = LoggerFactory.getLogger(Gaps.class);

	/** The most gaps that are remembered one by one. */
	private static final int MOST = 1000;

	private final List<Gap> gaps = new CopyOnWriteArrayList<>();

	private final PipelineMetrics metrics;

	Gaps(PipelineMetrics metrics) {
		this.metrics = metrics;
	}

	void add(Gap gap) {
		this.metrics.lost(gap.count());
		if (this.gaps.size() < MOST) {
			this.gaps.add(gap);
		}
		logger.atError()
			.addKeyValue("partition", gap.partition())
			.addKeyValue("from", gap.from())
			.addKeyValue("to", gap.to())
			.addKeyValue("count", gap.count())
			.log("records were deleted by retention before they were read");
	}

	/**
	 * The gaps so far, oldest first.
	 */
	public List<Gap> all() {
		return List.copyOf(this.gaps);
	}

}

package dev.sluice.benchmark;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From the line of Snowplow's enriched event to the bytes of its row.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgs = { "-Xmx1g", "-XX:+UseParallelGC" })
public class EventToRow {

	private static final int RECORDS = 5_000;

	private MemoryBatch records;

	private Encoding encoding;

	private int next;

	@Setup
	public void prepare() {
		this.records = MemoryBatch.of(RecordShape.SNOWPLOW, RECORDS);
		this.encoding = new Encoding(RecordShape.SNOWPLOW, this.records);
	}

	/** The loader's own transform and row writer. */
	@Benchmark
	public Object sluice() {
		this.next = (this.next + 1) % RECORDS;
		return this.encoding.encode(this.records, this.next);
	}

}

package dev.sluice.warehouse.loadjob;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.sluice.table.EncodedRows;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.AppendResult.Cause;
import dev.sluice.warehouse.Lane;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of one partition for one table, in a file of their own, so that they can be
 * left out when the partition is handed over. Owned by one listener thread.
 */
final class SpoolLane implements Lane {

	private static final Logger logger = LoggerFactory.getLogger(SpoolLane.class);

	private final TableName table;

	private final DiskSpool spool;

	private @Nullable SpoolFile file;

	SpoolLane(TableName table, DiskSpool spool) {
		this.table = table;
		this.spool = spool;
	}

	@Override
	public CompletionStage<AppendResult> append(EncodedRows rows) {
		return append(rows, () -> {
		});
	}

	/** Writes at once: the disk's cache takes a request in a millisecond. */
	@Override
	public CompletionStage<AppendResult> append(EncodedRows rows, Runnable copied) {
		if (this.spool.mustWait()) {
			return CompletableFuture
				.completedFuture(new AppendResult.Unavailable(Cause.OUTAGE, "the spool is full until loads end", null));
		}
		CompletableFuture<AppendResult> answer = new CompletableFuture<>();
		try {
			SpoolFile open = this.file;
			if (open == null) {
				open = this.spool.newFile(this, rows.layout());
				this.file = open;
			}
			long before = open.bytes();
			open.append(rows, answer);
			this.spool.added(this.table, rows.count(), open.bytes() - before);
		}
		catch (IOException ex) {
			logger.atWarn()
				.addKeyValue("table", this.table)
				.addKeyValue("cause", ex.toString())
				.log("spool not written");
			this.spool.notWritten();
			return CompletableFuture.completedFuture(new AppendResult.Unavailable(Cause.OUTAGE,
					"the spool cannot be written: " + ex.getMessage(), null));
		}
		copied.run();
		return answer;
	}

	TableName table() {
		return this.table;
	}

	/**
	 * Takes out the rows so far, or {@code null} if there are none.
	 */
	@Nullable SpoolFile take() {
		SpoolFile taken = this.file;
		this.file = null;
		return taken;
	}

	@Override
	public void close() {
		this.spool.closed(this);
	}

}

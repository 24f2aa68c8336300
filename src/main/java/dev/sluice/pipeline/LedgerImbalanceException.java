package dev.sluice.pipeline;

import dev.sluice.record.SourcePartition;

/**
 * Thrown when the books of a partition do not balance: a record without an outcome, with
 * two, or one that nobody is answerable for any more.
 * <p>
 * Throwing it asserts that no offset at or above the record has been committed. The
 * partition stops until the instance is restarted; its records are then done again.
 */
public class LedgerImbalanceException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient SourcePartition partition;

	LedgerImbalanceException(SourcePartition partition, long offset, String what) {
		super("the ledger of " + partition + " does not balance: record at offset " + offset + " " + what);
		this.partition = partition;
	}

	public SourcePartition partition() {
		return this.partition;
	}

}

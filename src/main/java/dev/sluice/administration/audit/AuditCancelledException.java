package dev.sluice.administration.audit;

/**
 * Somebody does not want to know any more.
 */
final class AuditCancelledException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	AuditCancelledException() {
		super("the audit was cancelled");
	}

}

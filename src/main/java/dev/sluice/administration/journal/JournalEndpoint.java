package dev.sluice.administration.journal;

import java.util.List;

import dev.sluice.administration.OperationRefusedException;
import dev.sluice.administration.OperationRefusedException.Why;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * What people did, on all instances: {@code GET /actuator/journal}.
 */
@WebEndpoint(id = "journal")
public class JournalEndpoint {

	private static final int USUAL = 50;

	private static final int MOST = 1_000;

	private final @Nullable JournalReader reader;

	JournalEndpoint(@Nullable JournalReader reader) {
		this.reader = reader;
	}

	/**
	 * The newest entries, the newest first.
	 * @param limit how many at most, from 1 to 1000; 50 by default
	 * @param pipeline the pipeline that they are about; any by default
	 * @throws OperationRefusedException if the journal cannot be read
	 */
	@ReadOperation
	public JournalDescriptor journal(@Nullable Integer limit, @Nullable String pipeline) {
		int most = (limit != null) ? limit : USUAL;
		if (most < 1 || most > MOST) {
			throw new OperationRefusedException(Why.INVALID, "limit must be from 1 to " + MOST);
		}
		if (this.reader == null) {
			throw new OperationRefusedException(Why.UNAVAILABLE,
					"the journal is in the log alone: sluice.administration.journal.enabled is false");
		}
		return new JournalDescriptor(this.reader.newest(most, (entry) -> pipeline == null || entry.isAbout(pipeline)));
	}

	/**
	 * Entries of the journal.
	 *
	 * @param entries the entries, the newest first
	 */
	public record JournalDescriptor(List<JournalRecord> entries) {

	}

}

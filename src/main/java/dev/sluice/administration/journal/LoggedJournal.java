package dev.sluice.administration.journal;

import dev.sluice.administration.Journal;
import dev.sluice.administration.Operator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal in the log.
 */
final class LoggedJournal implements Journal {

	private static final Logger logger = LoggerFactory.getLogger(Journal.class);

	@Override
	public @Nullable String write(Entry entry) {
		logger.atInfo()
			.addKeyValue("by", Operator.name())
			.addKeyValue("verb", entry.verb())
			.addKeyValue("subject", entry.subject())
			.addKeyValue("before", entry.before())
			.addKeyValue("after", entry.after())
			.addKeyValue("outcome", entry.outcome())
			.log("operation");
		return null;
	}

}

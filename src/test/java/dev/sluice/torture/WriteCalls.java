package dev.sluice.torture;

import java.util.List;

/**
 * The calls by which rows enter BigQuery.
 */
final class WriteCalls {

	private WriteCalls() {
	}

	/**
	 * The emulator's names of those that bring about that rows are stored or can be seen.
	 * @param mode the way into BigQuery
	 */
	static List<String> effective(String mode) {
		return mode.equals(TortureSettings.FILE_LOADS) ? List.of("jobs.insert", "jobs.run") : of(mode);
	}

	/**
	 * Their names at the emulator.
	 * @param mode the way into BigQuery
	 */
	static List<String> of(String mode) {
		return switch (mode) {
			case TortureSettings.STREAMING_INSERTS -> List.of("tabledata.insertAll");
			case TortureSettings.FILE_LOADS -> List.of("jobs.insert", "jobs.get");
			default -> List.of("AppendRows", "FlushRows", "CreateWriteStream");
		};
	}

}

package dev.sluice.torture;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

import dev.sluice.torture.EndedProcess.Way;

/**
 * The kinds of faults.
 */
enum FaultKind {

	/** A loader is killed, and started again. */
	KILL_LOADER(Sort.PROCESS, 0, 2, (strike, mode) -> new EndedProcess(EndedProcess.loader(strike.dice()), Way.KILL)),

	/** A loader is told to end, and started again when it has. */
	TERMINATE_LOADER(Sort.PROCESS, 0, 1,
			(strike, mode) -> new EndedProcess(EndedProcess.loader(strike.dice()), Way.TERMINATE)),

	/** A loader stands still for longer than its group waits, and then goes on. */
	FREEZE_LOADER(Sort.PROCESS, 8, 10, (strike, mode) -> new FrozenLoader(strike.dice())),

	/** A further instance joins, and leaves again. */
	JOIN_AND_LEAVE(Sort.PROCESS, 7, 12, (strike, mode) -> new PassingInstance()),

	/** The broker is killed, and started again on what it had written. */
	KILL_BROKER(Sort.PROCESS, 0, 2, (strike, mode) -> new EndedProcess(Scene::broker, Way.KILL)),

	/** The broker shuts down in order, and is started again. */
	RESTART_BROKER(Sort.PROCESS, 0, 2, (strike, mode) -> new EndedProcess(Scene::broker, Way.TERMINATE)),

	/** BigQuery is killed, and started again with what it had acknowledged. */
	KILL_EMULATOR(Sort.PROCESS, 0, 2, (strike, mode) -> new EndedProcess(Scene::emulator, Way.KILL)),

	/** Calls fail as if BigQuery was away, before they have any effect. */
	UNAVAILABLE(Sort.CALL, 1, 4, (strike, mode) -> ScriptedCalls.unavailable(strike, mode)),

	/** Writes fail for want of quota. */
	QUOTA_EXHAUSTED(Sort.CALL, 1, 4, (strike, mode) -> ScriptedCalls.quotaExhausted(strike, mode)),

	/** Connections break after rows were written, before this is acknowledged. */
	DROP_AFTER_WRITE(Sort.CALL, 2, 5, (strike, mode) -> ScriptedCalls.dropAfterWrite(strike, mode)),

	/** Acknowledgements never come. */
	LOST_ACKNOWLEDGEMENT(Sort.CALL, 3, 6, (strike, mode) -> ScriptedCalls.lostAcknowledgement(strike, mode)),

	/** Acknowledgements come late. */
	SLOW_ACKNOWLEDGEMENT(Sort.CALL, 3, 6, (strike, mode) -> ScriptedCalls.slowAcknowledgement(strike, mode)),

	/** A new column takes long to reach the write path. */
	SCHEMA_LAG(Sort.CALL, 5, 8, (strike, mode) -> ScriptedCalls.schemaLag(strike)),

	/** A table is dropped while rows are on their way into it. */
	DROP_TABLE(Sort.CALL, 0, 0, (strike, mode) -> new DroppedTable(strike.dice())),

	/** Records have fields that they did not have before. */
	NEW_FIELDS(Sort.RECORD, 1, 3, (strike, mode) -> new OddRecords(Oddity.NEW_FIELD)),

	/** Some records are no JSON, or have values of a wrong type. */
	BAD_RECORDS(Sort.RECORD, 2, 5, (strike, mode) -> new OddRecords(Oddity.BAD)),

	/** Some records become rows that BigQuery's write path refuses. */
	REFUSED_ROWS(Sort.RECORD, 2, 5, (strike, mode) -> new OddRecords(Oddity.REFUSED));

	private final Sort sort;

	private final Duration shortest;

	private final Duration longest;

	private final BiFunction<Strike, String, Fault> fault;

	FaultKind(Sort sort, int shortest, int longest, BiFunction<Strike, String, Fault> fault) {
		this.sort = sort;
		this.shortest = Duration.ofSeconds(shortest);
		this.longest = Duration.ofSeconds(longest);
		this.fault = fault;
	}

	/**
	 * The kinds of a sort that a mode knows.
	 */
	static List<FaultKind> of(Sort sort, String mode) {
		return all(mode).stream().filter((kind) -> kind.sort == sort).toList();
	}

	/**
	 * All kinds that a mode knows.
	 */
	static List<FaultKind> all(String mode) {
		return Arrays.stream(values())
			.filter((kind) -> kind != REFUSED_ROWS || !mode.equals(TortureSettings.FILE_LOADS))
			.toList();
	}

	Fault fault(Strike strike, String mode) {
		return this.fault.apply(strike, mode);
	}

	Duration shortest() {
		return this.shortest;
	}

	Duration longest() {
		return this.longest;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * What faults strike.
	 */
	enum Sort {

		/** Broker, emulator or loaders. */
		PROCESS,

		/** Calls of BigQuery. */
		CALL,

		/** The records themselves. */
		RECORD

	}

}

package dev.sluice.emulator.fault;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a fault does to a call.
 */
public sealed interface Effect {

	/**
	 * Answers with an error. In an append stream the connection stays open.
	 *
	 * @param status the canonical status name, such as {@code UNAVAILABLE}
	 * @param message the error's text
	 * @param reason the REST reason; if missing, one that fits the status
	 * @param httpStatus the HTTP status; if 0, the one that fits the status
	 * @param storageError the number of a {@code StorageErrorCode} to send in the details
	 * over gRPC, 0 for none
	 */
	record Fail(String status, String message, @Nullable String reason, int httpStatus,
			int storageError) implements Effect {

		/** The text of errors that have none of their own. */
		static final String INJECTED = "Injected fault.";

		public Fail {
			status = (status != null) ? status : "INTERNAL";
			message = (message != null) ? message : INJECTED;
		}

		public Fail(String status, String message) {
			this(status, message, null, 0, 0);
		}

	}

	/**
	 * Ends an append stream with a status; every other call just fails with it.
	 */
	record Abort(String status, String message) implements Effect {

		public Abort {
			status = (status != null) ? status : "UNAVAILABLE";
			message = (message != null) ? message : Fail.INJECTED;
		}

	}

	/**
	 * Cuts the connection: the caller gets no answer. Over gRPC the call ends with
	 * {@code UNAVAILABLE}, as clients report a lost connection.
	 */
	record Drop() implements Effect {
	}

	/**
	 * Lets the call wait, in real time. Before its effect, what follows on an append
	 * stream waits behind it; after it, only the answers do.
	 *
	 * @param least the shortest delay
	 * @param jitter added at random, up to so much
	 */
	record Delay(Duration least, Duration jitter) implements Effect {

		public Delay {
			least = (least != null) ? least : Duration.ZERO;
			jitter = (jitter != null) ? jitter : Duration.ZERO;
		}

	}

	/**
	 * Holds the call until it is released or dropped; what follows it waits as for a
	 * {@link Delay}.
	 */
	record Hold() implements Effect {
	}

	/**
	 * Ends an append stream with {@code UNAVAILABLE}, as a server does that drains its
	 * connections; cuts every other call.
	 */
	record GoAway() implements Effect {
	}

	/**
	 * Refuses rows of an append or insert although nothing is wrong with them.
	 *
	 * @param rows indexes of the rows to refuse; empty for each {@code every}-th
	 * @param every refuses the first of each so many if {@code rows} is empty
	 * @param message the row's error
	 * @param listed how many of the refused rows the answer lists, 0 for all
	 */
	record RefuseRows(List<Integer> rows, int every, String message, int listed) implements Effect {

		public RefuseRows {
			rows = (rows != null) ? List.copyOf(rows) : List.of();
			every = Math.max(1, every);
			message = (message != null) ? message : Fail.INJECTED;
		}

	}

	/**
	 * Makes the write path see this change of the catalog so much later.
	 */
	record Lag(Duration by) implements Effect {

		public Lag {
			by = (by != null) ? by : Duration.ZERO;
		}

	}

}

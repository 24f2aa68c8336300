package dev.sluice.emulator.call;

import java.time.Instant;

/**
 * One call that the emulator answered.
 *
 * @param sequence number in the order of arrival, from 1
 * @param at the emulator's time of arrival
 * @param operation the RPC's name ({@code AppendRows}) or the REST method's
 * ({@code tables.patch})
 * @param resource the table, stream, dataset or job it was about, as the caller named it
 * @param outcome {@code OK}, a canonical status name, or {@code DROPPED} where the caller
 * got no answer
 * @param detail the error's message, or empty
 * @param rows rows in the request
 * @param bytes size of the request
 * @param connection number of the connection it came in on, 0 if unknown
 */
public record Call(long sequence, Instant at, String operation, String resource, String outcome, String detail,
		int rows, long bytes, long connection) {

	public boolean ok() {
		return "OK".equals(this.outcome);
	}

}

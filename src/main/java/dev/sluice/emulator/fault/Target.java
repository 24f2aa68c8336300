package dev.sluice.emulator.fault;

/**
 * A call that faults may strike.
 *
 * @param operation the RPC or REST method
 * @param resource what it is about
 * @param rows rows in the request
 * @param offset the offset in the request, -1 if there is none
 */
public record Target(String operation, String resource, int rows, long offset) {

	public Target(String operation, String resource) {
		this(operation, resource, 0, -1);
	}

}

package dev.sluice.intake;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What this process calls itself before others: its host and a few digits that differ
 * with every start. Part of the client ids of its consumers, so that the members of a
 * group tell which instance they are of.
 *
 * @param host the host's name
 * @param value the name
 */
public record InstanceName(String host, String value) {

	/**
	 * A name that no other instance has.
	 */
	public static InstanceName create() {
		String host = localHost();
		String digits = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt(), 6);
		return new InstanceName(host, host.replaceAll("[^a-zA-Z0-9._-]", "_") + "-" + digits);
	}

	private static String localHost() {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return "unknown";
		}
	}

	/**
	 * The client id of the consumers of a pipeline; each adds a number.
	 * @param prefix what it begins with
	 * @param pipeline the pipeline's name
	 */
	String clientId(String prefix, String pipeline) {
		return prefix + "-" + pipeline + "-" + this.value;
	}

	/**
	 * Whether a member of a pipeline's group is of the instance of some name.
	 * @param clientId the member's client id
	 * @param pipeline the pipeline's name
	 * @param instance the instance's name
	 */
	public static boolean isOf(String clientId, String pipeline, String instance) {
		return clientId.matches(".*\\Q-" + pipeline + "-" + instance + "\\E-\\d+");
	}

}

package dev.sluice.schema.iglu;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Tells which hosts are inside of a private network, where a redirect from outside must
 * not lead.
 */
@FunctionalInterface
interface Addresses {

	/**
	 * Whether any address of a host is private. A host that has none is not.
	 */
	boolean isPrivate(String host);

	/**
	 * As the name service says.
	 */
	static Addresses ofNameService() {
		return (host) -> {
			try {
				return Arrays.stream(InetAddress.getAllByName(host)).anyMatch(Addresses::isPrivate);
			}
			catch (UnknownHostException ex) {
				return false;
			}
		};
	}

	private static boolean isPrivate(InetAddress address) {
		byte[] bytes = address.getAddress();
		boolean shared = address instanceof Inet4Address && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
		boolean uniqueLocal = address instanceof Inet6Address && (bytes[0] & 0xfe) == 0xfc;
		return address.isLoopbackAddress() || address.isAnyLocalAddress() || address.isLinkLocalAddress()
				|| address.isSiteLocalAddress() || address.isMulticastAddress() || shared || uniqueLocal;
	}

}

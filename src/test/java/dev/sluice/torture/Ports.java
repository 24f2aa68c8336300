package dev.sluice.torture;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for processes that end and start again on the same port. They lie below those
 * that the system gives to connections, so that none is taken while its process is away.
 */
final class Ports {

	private static final int FIRST = 12_000;

	private static final int NUMBER = 20_000;

	private static final AtomicInteger NEXT = new AtomicInteger((int) (ProcessHandle.current().pid() * 97 % NUMBER));

	private Ports() {
	}

	static int free() {
		while (true) {
			int port = FIRST + NEXT.getAndIncrement() % NUMBER;
			try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
				return socket.getLocalPort();
			}
			catch (IOException ex) {
				continue;
			}
		}
	}

}

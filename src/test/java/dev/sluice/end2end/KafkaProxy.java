package dev.sluice.end2end;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import dev.sluice.emulator.fault.Moment;
import org.apache.kafka.common.protocol.ApiKeys;

/**
 * Stands between an instance of Sluice and its broker, and holds single requests before
 * the broker sees them, or the answers to them.
 * <p>
 * Every frame of Kafka's protocol has its length before it. A request begins with the key
 * of its API, the API's version and a correlation id, with which its answer begins. Where
 * an answer names the broker it is made to name the proxy, so that clients stay here: a
 * port follows its host and always takes four bytes.
 */
final class KafkaProxy implements Closeable {

	private final ServerSocket server;

	private final byte[] brokerHost;

	private final int brokerPort;

	private final List<HeldRequest> holds = new CopyOnWriteArrayList<>();

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	/**
	 * A proxy before a broker.
	 * @param bootstrap the broker's host and port
	 */
	KafkaProxy(String bootstrap) {
		int colon = bootstrap.lastIndexOf(':');
		this.brokerHost = bootstrap.substring(0, colon).getBytes(StandardCharsets.US_ASCII);
		this.brokerPort = Integer.parseInt(bootstrap.substring(colon + 1));
		try {
			this.server = new ServerSocket(0, 50, InetAddress.getByName(host()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		run(this::accept);
	}

	private String host() {
		return new String(this.brokerHost, StandardCharsets.US_ASCII);
	}

	String bootstrap() {
		return host() + ":" + this.server.getLocalPort();
	}

	/**
	 * Holds the next request of a kind.
	 * @param api the request's API
	 * @param which whether it is the one, by its bytes as characters
	 * @param moment before the broker sees it, or after it took effect and before the
	 * answer
	 */
	HeldRequest hold(ApiKeys api, Predicate<String> which, Moment moment) {
		HeldRequest hold = new HeldRequest(api, which, moment);
		this.holds.add(hold);
		return hold;
	}

	private void accept() throws IOException {
		while (true) {
			Socket client = this.server.accept();
			Socket broker = new Socket(host(), this.brokerPort);
			client.setTcpNoDelay(true);
			broker.setTcpNoDelay(true);
			this.sockets.addAll(List.of(client, broker));
			Map<Integer, HeldRequest> answers = new ConcurrentHashMap<>();
			run(() -> passOn(client, broker, (frame) -> request(frame, answers)));
			run(() -> passOn(broker, client, (frame) -> answer(frame, answers)));
		}
	}

	private boolean request(byte[] frame, Map<Integer, HeldRequest> answers) {
		ByteBuffer header = ByteBuffer.wrap(frame);
		HeldRequest hold = this.holds.stream()
			.filter((candidate) -> candidate.matches(header.getShort(0), frame))
			.findFirst()
			.orElse(null);
		if (hold == null || !this.holds.remove(hold)) {
			return true;
		}
		if (hold.moment() == Moment.BEFORE) {
			return hold.pass();
		}
		answers.put(header.getInt(4), hold);
		return true;
	}

	private boolean answer(byte[] frame, Map<Integer, HeldRequest> answers) {
		HeldRequest hold = answers.remove(ByteBuffer.wrap(frame).getInt(0));
		if (hold != null && !hold.pass()) {
			return false;
		}
		nameProxy(frame);
		return true;
	}

	private void nameProxy(byte[] frame) {
		ByteBuffer buffer = ByteBuffer.wrap(frame);
		for (int at = 0; at + this.brokerHost.length + Integer.BYTES <= frame.length; at++) {
			int end = at + this.brokerHost.length;
			if (Arrays.equals(frame, at, end, this.brokerHost, 0, this.brokerHost.length)
					&& buffer.getInt(end) == this.brokerPort) {
				buffer.putInt(end, this.server.getLocalPort());
			}
		}
	}

	private static void passOn(Socket from, Socket to, Gate gate) throws IOException {
		try (from; to) {
			DataInputStream in = new DataInputStream(from.getInputStream());
			DataOutputStream out = new DataOutputStream(to.getOutputStream());
			while (true) {
				byte[] frame = new byte[in.readInt()];
				in.readFully(frame);
				if (!gate.passes(frame)) {
					return;
				}
				ByteBuffer whole = ByteBuffer.allocate(Integer.BYTES + frame.length).putInt(frame.length).put(frame);
				out.write(whole.array());
			}
		}
	}

	private static void run(Step step) {
		Thread thread = new Thread(() -> {
			try {
				step.run();
			}
			catch (IOException ex) {
				// a connection has ended, or the proxy
			}
		}, "kafka-proxy");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		this.holds.clear();
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

	private interface Step {

		void run() throws IOException;

	}

	private interface Gate {

		boolean passes(byte[] frame);

	}

}

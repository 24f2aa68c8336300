package dev.sluice.administration.monitoring;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends metrics over UDP, one datagram each, on a thread of its own, since a host's
 * address may be long in coming. The host is looked up every time; while it has no
 * address, the counts of the period are kept for the next.
 */
final class StatsdReporter implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(StatsdReporter.class);

	private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "sluice-statsd");
		thread.setDaemon(true);
		return thread;
	});

	private final String hostname;

	private final int port;

	private final StatsdLines lines;

	private final Supplier<StatsdSnapshot> totals;

	private StatsdSnapshot reported = StatsdSnapshot.NOTHING;

	private boolean failing;

	/**
	 * Prepares reports.
	 * @param hostname the host that takes them
	 * @param port its port
	 * @param lines writes them
	 * @param totals what has been counted since the start of the process
	 */
	StatsdReporter(String hostname, int port, StatsdLines lines, Supplier<StatsdSnapshot> totals) {
		this.hostname = hostname;
		this.port = port;
		this.lines = lines;
		this.totals = totals;
	}

	/**
	 * Reports from now on, the first time when a period is over.
	 */
	void start(Duration period) {
		ScheduledFuture<?> unused = this.thread.scheduleAtFixedRate(this::report, period.toMillis(), period.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	private void report() {
		try {
			send(InetAddress.getByName(this.hostname));
			this.failing = false;
		}
		catch (IOException | RuntimeException ex) {
			((this.failing) ? logger.atDebug() : logger.atWarn()).addKeyValue("host", this.hostname)
				.addKeyValue("cause", ex.toString())
				.log("metrics cannot be sent");
			this.failing = true;
		}
	}

	private void send(InetAddress address) throws IOException {
		StatsdSnapshot now = this.totals.get();
		StatsdSnapshot period = now.since(this.reported);
		try (DatagramSocket socket = new DatagramSocket()) {
			this.reported = now;
			for (String line : this.lines.of(period)) {
				byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
				socket.send(new DatagramPacket(bytes, bytes.length, address, this.port));
			}
		}
	}

	@Override
	public void close() {
		this.thread.shutdownNow();
	}

}

package dev.sluice.administration.monitoring;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StatsdReporterTests {

	private static final Duration PERIOD = Duration.ofMillis(20);

	private final StatsdLines lines = new StatsdLines("sluice", StatsdNames.SECOND, Map.of("env", "test"));

	@Test
	void eachPeriodSendsItsCountsAndTheTimesOfNow() throws IOException {
		AtomicReference<StatsdSnapshot> totals = new AtomicReference<>(new StatsdSnapshot(10, 1, 2, 70, 50L));
		try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
				StatsdReporter reporter = new StatsdReporter("127.0.0.1", socket.getLocalPort(), this.lines,
						totals::get)) {
			socket.setSoTimeout(10_000);
			reporter.start(PERIOD);

			assertThat(received(socket, 8)).containsExactly("sluice.events_good:10|c|#env:test",
					"sluice.events_bad:2|c|#env:test", "sluice.latency_millis:70|g|#env:test",
					"sluice.e2e_latency_millis:50|g|#env:test", "sluice.events_good:0|c|#env:test",
					"sluice.events_bad:0|c|#env:test", "sluice.latency_millis:70|g|#env:test",
					"sluice.e2e_latency_millis:50|g|#env:test");
		}
	}

	@Test
	void failureToCountIsNotTheEndOfReports() throws IOException {
		AtomicReference<StatsdSnapshot> totals = new AtomicReference<>();
		try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
				StatsdReporter reporter = new StatsdReporter("127.0.0.1", socket.getLocalPort(), this.lines, () -> {
					StatsdSnapshot first = totals.getAndSet(new StatsdSnapshot(3, 0, 0, 0, null));
					if (first == null) {
						throw new IllegalStateException("not yet");
					}
					return first;
				})) {
			socket.setSoTimeout(10_000);
			reporter.start(PERIOD);

			assertThat(received(socket, 1)).containsExactly("sluice.events_good:3|c|#env:test");
		}
	}

	@Test
	void timesThatAreNotKnownAreLeftOut() {
		StatsdSnapshot idle = new StatsdSnapshot(0, 0, 0, 0, null);

		assertThat(this.lines.of(idle)).hasSize(3).last().isEqualTo("sluice.latency_millis:0|g|#env:test");
		assertThat(new StatsdLines("s", StatsdNames.FIRST, Map.of()).of(idle)).containsExactly("s.good:0|c|#",
				"s.failed_inserts:0|c|#", "s.bad:0|c|#");
	}

	@Test
	void pipelinesAddUpAndTheSlowestCounts() {
		StatsdSnapshot one = new StatsdSnapshot(1, 2, 3, 400, null);
		StatsdSnapshot other = new StatsdSnapshot(10, 20, 30, 40, 5L);

		assertThat(StatsdSnapshot.NOTHING.plus(one).plus(other)).isEqualTo(new StatsdSnapshot(11, 22, 33, 400, 5L));
	}

	private static List<String> received(DatagramSocket socket, int count) throws IOException {
		List<String> received = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			DatagramPacket packet = new DatagramPacket(new byte[1024], 1024);
			socket.receive(packet);
			received.add(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
		}
		return received;
	}

}

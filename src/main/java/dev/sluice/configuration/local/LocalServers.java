package dev.sluice.configuration.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import dev.sluice.configuration.ConfigurationRefusedException;
import dev.sluice.configuration.Refusal;
import dev.sluice.configuration.local.LocalProperties.Part;
import dev.sluice.emulator.Emulator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * The servers of this process, started side by side and beside the application, which
 * waits for them before it starts to load, and closed after everything else.
 */
final class LocalServers implements SmartLifecycle, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(LocalServers.class);

	private final DataDirectory directory;

	/** Each gives what closes the server. */
	private final List<FutureTask<Runnable>> servers = new ArrayList<>();

	private boolean running;

	private LocalServers(DataDirectory directory) {
		this.directory = directory;
	}

	/**
	 * Begins to start them.
	 * @throws ConfigurationRefusedException if a port or the directory cannot be used
	 */
	static LocalServers start(LocalProperties properties) {
		checkPorts(properties);
		LocalServers servers = new LocalServers(DataDirectory.open(properties.dataDir()));
		if (properties.runs(Part.BROKER)) {
			DataDirectory.Part part = servers.directory.part("kafka");
			servers.begin("local-broker",
					() -> LocalBroker.start(properties.kafkaPort(), part.directory(), part.instance())::close);
		}
		if (properties.runs(Part.EMULATOR)) {
			DataDirectory.Part part = servers.directory.part("bigquery");
			servers.begin("local-emulator", () -> emulator(properties, part)::close);
		}
		return servers;
	}

	private static Emulator emulator(LocalProperties properties, DataDirectory.Part part) {
		return Emulator.builder()
			.directory(part.directory())
			.instance(part.instance())
			.location("US")
			.restPort(properties.restPort())
			.grpcPort(properties.grpcPort())
			.start();
	}

	private static void checkPorts(LocalProperties properties) {
		List<Refusal> refusals = new ArrayList<>();
		if (properties.runs(Part.BROKER)) {
			checkPort("sluice.local.kafka-port", properties.kafkaPort(), refusals);
		}
		if (properties.runs(Part.EMULATOR)) {
			checkPort("sluice.local.rest-port", properties.restPort(), refusals);
			checkPort("sluice.local.grpc-port", properties.grpcPort(), refusals);
		}
		if (!refusals.isEmpty()) {
			throw new ConfigurationRefusedException(refusals);
		}
	}

	private static void checkPort(String property, int port, List<Refusal> refusals) {
		try (ServerSocket socket = new ServerSocket()) {
			socket.setReuseAddress(true);
			socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		}
		catch (IOException ex) {
			refusals.add(Refusal.portInUse(property, port));
		}
	}

	private void begin(String name, Callable<Runnable> start) {
		FutureTask<Runnable> server = new FutureTask<>(start);
		this.servers.add(server);
		new Thread(server, name).start();
	}

	/**
	 * Waits for them.
	 */
	@Override
	public void start() {
		this.servers.forEach(LocalServers::await);
		this.running = true;
	}

	private static Runnable await(FutureTask<Runnable> server) {
		try {
			return server.get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("a server of local mode did not start", ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted while the servers of local mode start", ex);
		}
	}

	/**
	 * Leaves them running until all beans that use them are gone.
	 */
	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

	/**
	 * Closes those that have started, the last first.
	 */
	@Override
	public void close() {
		Collections.reverse(this.servers);
		for (FutureTask<Runnable> server : this.servers) {
			try {
				await(server).run();
			}
			catch (IllegalStateException ex) {
				logger.atWarn().setCause(ex).log("server was not closed");
			}
		}
		this.servers.clear();
		this.directory.close();
	}

}

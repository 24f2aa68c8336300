package dev.sluice.emulator.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.sluice.emulator.engine.Engine;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;

/**
 * The gRPC port of the emulator, on the loopback interface, without encryption.
 */
public final class WriteServer implements AutoCloseable {

	private static final int MAX_MESSAGE = 32 << 20;

	private static final int WINDOW = 4 << 20;

	private static final long IDLE_CHECK_MILLIS = 200;

	private final Server server;

	private final ExecutorService executor;

	private final ScheduledExecutorService scheduler;

	private final Runnable endIdleChecks;

	private WriteServer(Server server, ExecutorService executor, ScheduledExecutorService scheduler,
			Runnable endIdleChecks) {
		this.server = server;
		this.executor = executor;
		this.scheduler = scheduler;
		this.endIdleChecks = endIdleChecks;
	}

	/**
	 * Starts the server.
	 * @param port where, 0 for any free port
	 * @throws UncheckedIOException if the port is taken
	 */
	public static WriteServer start(Engine engine, int port) {
		WriteService service = new WriteService(engine);
		ExecutorService executor = Executors.newCachedThreadPool(threads("emulator-grpc-"));
		ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(threads("emulator-idle-"));
		try {
			Server server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
				.executor(executor)
				.maxInboundMessageSize(MAX_MESSAGE)
				.permitKeepAliveTime(10, TimeUnit.SECONDS)
				.permitKeepAliveWithoutCalls(true)
				.flowControlWindow(WINDOW)
				.addService(service)
				.build()
				.start();
			ScheduledFuture<?> idleCheck = scheduler.scheduleWithFixedDelay(service::closeIdle, IDLE_CHECK_MILLIS,
					IDLE_CHECK_MILLIS, TimeUnit.MILLISECONDS);
			Runnable timekeeping = engine.clock().onAdvance(service::closeIdle);
			return new WriteServer(server, executor, scheduler, () -> {
				timekeeping.run();
				idleCheck.cancel(false);
			});
		}
		catch (IOException ex) {
			executor.shutdownNow();
			scheduler.shutdownNow();
			throw new UncheckedIOException(ex);
		}
	}

	private static ThreadFactory threads(String prefix) {
		AtomicInteger number = new AtomicInteger();
		return (task) -> {
			Thread thread = new Thread(task, prefix + number.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		};
	}

	public int port() {
		return this.server.getPort();
	}

	@Override
	public void close() {
		this.endIdleChecks.run();
		this.scheduler.shutdown();
		this.server.shutdownNow();
		try {
			this.server.awaitTermination(5, TimeUnit.SECONDS);
			this.executor.shutdownNow();
			this.executor.awaitTermination(5, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}

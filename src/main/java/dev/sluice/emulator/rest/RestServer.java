package dev.sluice.emulator.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.emulator.engine.Engine;
import dev.sluice.emulator.job.Jobs;
import dev.sluice.emulator.object.ObjectStore;
import dev.sluice.emulator.query.QueryEngine;

/**
 * The HTTP server, bound to the loopback interface.
 *
 * A thread per call, since a call may be held for as long as a test wishes.
 */
public final class RestServer implements AutoCloseable {

	static {
		// the JDK's server otherwise waits for the client's delayed acknowledgement
		// between headers and body
		System.setProperty("sun.net.httpserver.nodelay", "true");
	}

	private final HttpServer server;

	private final ExecutorService threads;

	private final Jobs jobs;

	private RestServer(HttpServer server, ExecutorService threads, Jobs jobs) {
		this.server = server;
		this.threads = threads;
		this.jobs = jobs;
	}

	/**
	 * Starts a server.
	 * @param port the port, 0 for a free one
	 * @throws UncheckedIOException if the port is in use
	 */
	public static RestServer start(Engine engine, int port) {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
			ExecutorService threads = Executors.newCachedThreadPool(RestServer::thread);
			ObjectStore objects = new ObjectStore(engine.journal(), engine.directory().directory("objects"),
					engine.clock());
			QueryEngine queries = new QueryEngine(engine);
			Jobs jobs = new Jobs(engine, queries, objects);
			server.setExecutor(threads);
			server.createContext("/", new Dispatcher(engine, routes(engine, objects, queries, jobs).all()));
			server.start();
			return new RestServer(server, threads, jobs);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Routes routes(Engine engine, ObjectStore objects, QueryEngine queries, Jobs jobs) {
		Uploads uploads = new Uploads(engine.directory().directory("uploads"));
		Routes routes = new Routes();
		new DatasetCalls(engine).register(routes);
		new TableCalls(engine).register(routes);
		new TableDataCalls(engine, queries, jobs).register(routes);
		new JobCalls(engine, jobs, uploads).register(routes);
		new ObjectCalls(objects, uploads, engine.permissions()).register(routes);
		new AdministrationCalls(engine).register(routes);
		return routes;
	}

	private static Thread thread(Runnable work) {
		Thread thread = new Thread(work, "bigquery-rest");
		thread.setDaemon(true);
		return thread;
	}

	public int port() {
		return this.server.getAddress().getPort();
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
		this.jobs.close();
	}

}
